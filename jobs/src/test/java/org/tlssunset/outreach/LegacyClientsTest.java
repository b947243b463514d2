package org.tlssunset.outreach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.tlssunset.ingest.LogFiles.IIS_HEADER;
import static org.tlssunset.ingest.LogFiles.TLS10;
import static org.tlssunset.ingest.LogFiles.TLS12;
import static org.tlssunset.ingest.LogFiles.handshake;
import static org.tlssunset.ingest.LogFiles.received;
import static org.tlssunset.ingest.LogFiles.request;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tlssunset.ingest.LogFiles;
import org.tlssunset.ingest.Nights;
import org.tlssunset.logs.ForwardingFields;
import org.tlssunset.party.ListedProxy;
import org.tlssunset.party.Network;
import org.tlssunset.party.PartySettings;
import org.tlssunset.party.ProxyKind;
import org.tlssunset.party.ProxyTraits;
import org.tlssunset.party.Scope;
import org.tlssunset.party.Validity;
import org.tlssunset.schema.Tables;
import org.tlssunset.steps.DerivedTables;

class LegacyClientsTest {

  private static final PartySettings LISTED =
      new PartySettings(
          List.of(
              new ListedProxy(
                  "KEMP-1",
                  List.of(new Network("10.0.0.9")),
                  Validity.ALWAYS,
                  new ProxyTraits(
                      ProxyKind.TLS_ENDING,
                      Scope.ALL,
                      false,
                      new ForwardingFields(List.of("X-Forwarded-For"), List.of(), List.of())))),
          List.of(),
          List.of());

  @TempDir Path folder;

  private LogFiles archive;
  private Nights nights;

  @BeforeEach
  void emptyArchive() throws IOException {
    archive = new LogFiles(folder.resolve("archive"));
    nights = new Nights(folder.resolve("warehouse"));
  }

  @Test
  void everyClientIsInOneOfTheCounts() throws IOException {
    archive.write(
        "u_ex2405.log",
        IIS_HEADER,
        request("2024-05-01 10:00:00", "/EWS/x", "a", "192.0.2.1", TLS10),
        request("2024-05-01 10:00:00", "/EWS/x", "a", "192.0.2.2", TLS12),
        request("2024-05-01 10:00:00", "/EWS/x", "a", "192.0.2.3", "- - - -"),
        request("2024-05-20 10:00:00", "/EWS/x", "a", "192.0.2.4", TLS10),
        request("2024-05-20 10:00:01", "/EWS/x", "a", "192.0.2.4", TLS10),
        request("2024-05-20 11:00:00", "/OAB/x", "a", "192.0.2.4", TLS10),
        request("2024-05-20 12:00:00", "/EWS/x", "a", "192.0.2.4", TLS12));
    nights.run(archive);

    LegacyClients clients = LegacyClients.of(nights.warehouse());
    assertThat(clients.needing()).isEqualTo(1);
    assertThat(clients.perProtocol())
        .containsExactly(
            new ProtocolCount("inbound", "ews", 4, 1, 1, 1, 1),
            new ProtocolCount("inbound", "oab", 1, 1, 0, 0, 0));
    assertThat(clients.worst(10))
        .extracting(client -> client.channel().protocol(), client -> client.party().client())
        .containsExactly(tuple("oab", "192.0.2.4"), tuple("ews", "192.0.2.4"));
  }

  /** Sessions of peers as the log shows them, each with a name and a version. */
  private void writeSessions(String... peersNamesAndVersions) throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < peersNamesAndVersions.length; i += 3) {
      String peer = peersNamesAndVersions[i];
      String name = peersNamesAndVersions[i + 1];
      String session = "08D" + i;
      Stream.of(
              received("2024-05-03T10:00:0%d.000Z".formatted(i), session, 0, "+,,"),
              name.isEmpty()
                  ? ""
                  : received(
                      "2024-05-03T10:00:0%d.000Z".formatted(i), session, 1, "<,EHLO " + name + ","),
              received(
                  "2024-05-03T10:00:0%d.000Z".formatted(i),
                  session,
                  2,
                  handshake(peersNamesAndVersions[i + 2])),
              received("2024-05-03T10:00:0%d.100Z".formatted(i), session, 3, "-,,Remote"))
          .filter(line -> !line.isEmpty())
          .map(line -> line.replace("192.0.2.7:4711", peer))
          .forEach(lines::add);
    }
    archive.write("RECV2024050310-1.LOG", lines.toArray(String[]::new));
  }

  @Test
  void partiesBehindMasksAreNotAccusedOfEachOthersUse() throws IOException {
    writeSessions(
        "10.**.**.168:4711",
        "mx.partner.example",
        "TLS1_2",
        "10.**.**.168:4711",
        "scanner.example",
        "TLS1_0",
        "10.**.**.169:4711",
        "",
        "TLS1_0");
    nights.run(archive);

    LegacyClients clients = LegacyClients.of(nights.warehouse());
    assertThat(clients.needing()).isEqualTo(2);
    assertThat(clients.usesOfNobody()).isZero();
    assertThat(clients.perProtocol())
        .containsExactly(new ProtocolCount("inbound", "smtp", 3, 2, 0, 1, 0));
    assertThat(clients.worst(10))
        .extracting(client -> client.party().client(), client -> client.proof().line())
        .containsExactly(tuple("10.**.**.169", 10L), tuple("10.**.**.168 scanner.example", 7L));
    assertThat(nights.rows(Tables.CLIENT_PROTOCOL, "client", "client_ip", "requests_tls12"))
        .contains("10.**.**.168 mx.partner.example|null|1");
  }

  @Test
  void nobodyIsNoClientAndNothingIsClaimedOfThem() throws IOException {
    archive.write(
        "u_ex240503.log",
        IIS_HEADER,
        request("2024-05-03 10:00:00", "/EWS/x", "-", "-", TLS10),
        request("2024-05-03 10:00:00", "/EWS/x", "-", "-", TLS12),
        request("2024-05-03 10:00:01", "/OAB/x", "-", "-", TLS12),
        request("2024-05-03 10:00:00", "/EWS/x", "alice", "-", TLS10));
    nights.run(archive);

    LegacyClients clients = LegacyClients.of(nights.warehouse());
    assertThat(clients.needing()).isEqualTo(1);
    assertThat(clients.usesOfNobody()).isEqualTo(1);
    assertThat(clients.perProtocol())
        .containsExactly(new ProtocolCount("inbound", "ews", 1, 1, 0, 0, 0));
    assertThat(clients.worst(10))
        .extracting(client -> client.party().client())
        .containsExactly("alice");
  }

  /** A proxy at 10.0.0.9, and a server that calls itself; both with an old version. */
  private void writeForwarded() throws IOException {
    archive.write(
        "u_ex2405.log",
        IIS_HEADER + " X-Forwarded-For",
        request("2024-05-01 10:00:00", "/EWS/x", "a", "10.0.0.9", TLS10) + " 198.51.100.4",
        request("2024-05-20 10:00:00", "/EWS/x", "a", "10.0.0.9", TLS10) + " 198.51.100.1",
        request("2024-05-20 10:01:00", "/EWS/x", "b", "10.0.0.9", TLS10) + " 198.51.100.2",
        request("2024-05-20 10:02:00", "/OAB/x", "c", "10.0.0.9", TLS12) + " 198.51.100.3",
        request("2024-05-20 10:03:00", "/mapi/x", "-", "10.0.0.5", TLS10) + " -",
        request("2024-05-20 10:04:00", "/EWS/x", "d", "192.0.2.1", TLS12) + " -");
    nights.ingestOnly(archive);
  }

  @Test
  void proxiesAndOwnServersAreNoClients() throws IOException {
    writeForwarded();
    DerivedTables.recount(nights.warehouse(), LISTED);

    LegacyClients clients = LegacyClients.of(nights.warehouse());
    assertThat(clients.needing()).isZero();
    assertThat(clients.worst(10)).isEmpty();
    assertThat(clients.perProtocol())
        .containsExactly(
            new ProtocolCount("inbound", "ews", 4, 0, 0, 1, 3),
            new ProtocolCount("inbound", "oab", 1, 0, 0, 0, 1));
    assertThat(clients.proxies()).hasSize(1);
    LegacyProxy proxy = clients.proxies().get(0);
    assertThat(proxy.name()).isEqualTo("KEMP-1");
    assertThat(proxy.isCalling()).isTrue();
    assertThat(proxy.uses())
        .extracting(
            use -> use.party().client(),
            use -> use.channel().protocol(),
            LegacyClient::use,
            use -> use.proof().line())
        .containsExactly(
            tuple(
                "10.0.0.9",
                "ews",
                new LegacyClient.Use(Instant.parse("2024-05-20T10:01:00Z"), 3, List.of("TLS 1.0")),
                4L));
    assertThat(proxy.clients())
        .as("neither of another protocol nor of three weeks ago")
        .isEqualTo(Map.of("ews", 2L));
    assertThat(clients.ownServers())
        .extracting(server -> server.party().client(), server -> server.channel().protocol())
        .containsExactly(tuple("10.0.0.5", "mapi-http"));
    assertThat(clients.last())
        .hasValueSatisfying(last -> assertThat(last.party().client()).isEqualTo("10.0.0.5"));
  }

  @Test
  void bothRollupsTellWhichProxiesAPartyCameThroughOrIs() throws IOException {
    writeForwarded();
    DerivedTables.recount(nights.warehouse(), LISTED);

    assertThat(nights.rows(Tables.CLIENT_PROTOCOL, "client", "protocol", "role", "proxies"))
        .containsExactlyInAnyOrder(
            "10.0.0.9|ews|proxy|[KEMP-1]",
            "10.0.0.9|oab|proxy|[KEMP-1]",
            "198.51.100.1|ews|client|[KEMP-1]",
            "198.51.100.2|ews|client|[KEMP-1]",
            "198.51.100.3|oab|client|[KEMP-1]",
            "198.51.100.4|ews|client|[KEMP-1]",
            "10.0.0.5|mapi-http|own-server|[]",
            "192.0.2.1|ews|client|[]");
    assertThat(
            nights.rows(
                Tables.CLIENT_PROTOCOL_DAILY,
                "client",
                "role",
                "proxies",
                "tls_version",
                "tls_hop"))
        .contains(
            "10.0.0.9|proxy|[KEMP-1]|TLS 1.0|client",
            "198.51.100.1|client|[KEMP-1]|TLS 1.0|proxy",
            "192.0.2.1|client|[]|TLS 1.2|client");
  }

  @Test
  void whoWasAClientAndIsAProxyNowIsNoNews() throws IOException {
    writeForwarded();
    DerivedTables.count(nights.warehouse());
    LegacyClients before = LegacyClients.of(nights.warehouse());
    assertThat(before.needing()).isEqualTo(1);
    assertThat(before.proxies()).isEmpty();

    DerivedTables.recount(nights.warehouse(), LISTED);
    LegacyClients after = LegacyClients.of(nights.warehouse());

    assertThat(after.newSince(before)).isEmpty();
    assertThat(after.goneSince(before)).isEmpty();
  }

  @Test
  void anEventInTheFutureMovesNothing() throws IOException {
    archive.write(
        "u_ex2405.log",
        IIS_HEADER,
        request("2024-05-01 10:00:00", "/EWS/x", "a", "192.0.2.1", TLS10),
        request("2024-05-20 10:00:00", "/EWS/x", "a", "192.0.2.2", TLS10),
        request("2031-05-20 10:00:00", "/EWS/x", "a", "192.0.2.3", TLS12));
    nights.run(archive);

    LegacyClients clients = LegacyClients.of(nights.warehouse());
    assertThat(clients.needing()).isEqualTo(1);
    assertThat(clients.worst(10))
        .extracting(client -> client.party().client())
        .containsExactly("192.0.2.2");
    assertThat(
            LegacyClients.of(nights.warehouse(), Instant.parse("2031-05-21T00:00:00Z")).needing())
        .isZero(); // it is no future any more
  }

  @Test
  void whereAllAreSoTheWindowEndsNow() throws IOException {
    archive.write(
        "u_ex2405.log",
        IIS_HEADER,
        request("2031-05-20 10:00:00", "/EWS/x", "a", "192.0.2.1", TLS10));
    nights.run(archive);

    assertThat(LegacyClients.of(nights.warehouse()).needing()).isEqualTo(1);
  }
}
