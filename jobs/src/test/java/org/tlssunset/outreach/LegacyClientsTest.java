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
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tlssunset.ingest.LogFiles;
import org.tlssunset.ingest.Nights;
import org.tlssunset.schema.Tables;

class LegacyClientsTest {

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
            new LegacyClients.PerProtocol("inbound", "ews", 4, 1, 1, 1, 1),
            new LegacyClients.PerProtocol("inbound", "oab", 1, 1, 0, 0, 0));
    assertThat(clients.worst(10))
        .extracting(LegacyClient::protocol, LegacyClient::client)
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
        .containsExactly(new LegacyClients.PerProtocol("inbound", "smtp", 3, 2, 0, 1, 0));
    assertThat(clients.worst(10))
        .extracting(LegacyClient::client, client -> client.proof().line())
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
        .containsExactly(new LegacyClients.PerProtocol("inbound", "ews", 1, 1, 0, 0, 0));
    assertThat(clients.worst(10)).extracting(LegacyClient::client).containsExactly("alice");
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
    assertThat(clients.worst(10)).extracting(LegacyClient::client).containsExactly("192.0.2.2");
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
