package org.tlssunset.party.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tlssunset.ingest.LogFiles.IIS_HEADER;
import static org.tlssunset.ingest.LogFiles.TLS10;
import static org.tlssunset.ingest.LogFiles.TLS12;
import static org.tlssunset.ingest.LogFiles.received;
import static org.tlssunset.ingest.LogFiles.request;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tlssunset.ingest.LogFiles;
import org.tlssunset.ingest.Nights;
import org.tlssunset.logs.ForwardingFields;
import org.tlssunset.party.Forwarder;
import org.tlssunset.party.ListedProxy;
import org.tlssunset.party.Network;
import org.tlssunset.party.PartySettings;
import org.tlssunset.party.ProxyKind;
import org.tlssunset.party.ProxyTraits;
import org.tlssunset.party.Scope;
import org.tlssunset.party.Validity;
import org.tlssunset.schema.Tables;

/** One archive with all that is warned of, and beside each what is like it and nothing to say. */
class PartyWarningsTest {

  private static final String DAY = "2024-10-04";

  private static final String LATER = DAY + " 11:00:00";

  @TempDir private Path folder;

  private LogFiles archive;
  private Nights nights;

  @BeforeEach
  void emptyArchive() throws IOException {
    archive = new LogFiles(folder.resolve("archive"));
    nights = new Nights(folder.resolve("warehouse"));
  }

  private static String forwarded(String time, String peer, String list) {
    return request(time, "/EWS/x", "-", peer, TLS12) + " " + list;
  }

  /** A session of a peer that hands over so many mails. */
  private static List<String> session(String id, String peer, int mails) {
    List<String> events =
        new ArrayList<>(List.of("+,,", ">,220 hi,", "<,EHLO feeder.example,", ">,250 ok,"));
    for (int i = 0; i < mails; i++) {
      events.addAll(
          List.of(
              "<,MAIL FROM:<a@b>,",
              ">,250 ok,",
              "<,RCPT TO:<c@d>,",
              ">,250 ok,",
              "<,DATA,",
              ">,354 go,",
              ">,250 2.6.0 queued,"));
    }
    events.add("-,,Remote");
    List<String> lines = new ArrayList<>();
    for (String event : events) {
      lines.add(
          received(DAY + "T11:00:00.000Z", id, lines.size(), event)
              .replace("192.0.2.7:4711", peer + ":4711"));
    }
    return lines;
  }

  private PartyWarnings warnings() {
    return PartyWarnings.of(
        nights.warehouse().read(Tables.TLS_OBSERVATIONS),
        Addresses.of(nights.warehouse()),
        LocalDate.parse(DAY));
  }

  @Test
  void whoForwardsAndIsNotListedIsNamed() throws IOException {
    List<String> lines = new ArrayList<>(List.of(IIS_HEADER + " X-Forwarded-For"));
    lines.add(forwarded("2024-09-04 10:00:00", "192.0.2.77", "203.0.113.1")); // too long ago
    for (int i = 0; i < 3; i++) {
      lines.add(forwarded(DAY + " 10:00:00", "192.0.2.9", "198.51.100.7,+203.0.113." + i % 2));
    }
    lines.add(forwarded(LATER, "192.0.2.9", "unknown"));
    lines.add(forwarded(LATER, "192.0.2.66", "127.0.0.1"));
    lines.add(forwarded(LATER, "192.0.2.66", "10.0.0.5"));
    lines.add(forwarded(LATER, "192.0.2.10", "-"));
    lines.add(forwarded(LATER, "192.0.2.11", "203.0.113.1")); // is to be listed
    lines.add(forwarded(LATER, "10.0.0.5", "203.0.113.1")); // a server of ours
    for (int i = 0; i < 12; i++) {
      lines.add(forwarded(LATER, "198.51.100." + i, "8.8.8.8"));
    }
    archive.write("u_ex241004.log", lines.toArray(String[]::new));
    nights.run(archive);
    Addresses.learn(nights.warehouse(), listed("192.0.2.11"));

    PartyWarnings.Named<Forwarder> named = warnings().forwarders();

    assertThat(named.all()).isEqualTo(14);
    assertThat(named.first())
        .hasSize(10)
        .startsWith(
            new Forwarder(
                "192.0.2.9",
                List.of("10.0.0.5"),
                4,
                new Forwarder.Claim(2, false, false),
                Instant.parse("2024-10-04T11:00:00Z")),
            new Forwarder(
                "192.0.2.66",
                List.of("10.0.0.5"),
                2,
                new Forwarder.Claim(2, false, true),
                Instant.parse("2024-10-04T11:00:00Z")));
  }

  private static PartySettings listed(String address) {
    ProxyTraits traits =
        new ProxyTraits(
            ProxyKind.TLS_ENDING,
            Scope.ALL,
            false,
            new ForwardingFields(List.of("X-Forwarded-For"), List.of(), List.of()));
    return new PartySettings(
        List.of(new ListedProxy("KEMP-1", List.of(new Network(address)), Validity.ALWAYS, traits)),
        List.of(),
        List.of());
  }

  @Test
  void whoShowsManyUsersOrProgramsWithOneTlsIsAskedAbout() throws IOException {
    List<String> lines = new ArrayList<>(List.of(IIS_HEADER));
    for (int i = 0; i < 30; i++) {
      lines.add(request(LATER, "/EWS/x", "user" + i, "192.0.2.50", TLS12));
      lines.add(request(LATER, "/EWS/x", "user" + i, "192.0.2.51", i == 7 ? TLS10 : TLS12));
      lines.add(request(LATER, "/EWS/x", "user" + i % 9, "192.0.2.52", TLS12));
      lines.add(program(request(LATER, "/EWS/x", "-", "192.0.2.53", TLS12), i));
      lines.add(request(LATER, "/EWS/x", "user" + i, "192.0.2.54", "- - - -"));
      lines.add(request(LATER, "/EWS/x", "user" + i, "192.0.2.55", "400 6610 800c -"));
      lines.add(request(LATER, "/EWS/x", "user" + i, "192.0.2.11", TLS12)); // is to be listed
    }
    archive.write("u_ex241004.log", lines.toArray(String[]::new));
    nights.run(archive);
    Addresses.learn(nights.warehouse(), listed("192.0.2.11"));

    PartyWarnings warnings = warnings();

    assertThat(warnings.peers().all()).isEqualTo(2);
    assertThat(warnings.peers().first())
        .extracting(PartyWarnings.Peer::address)
        .containsExactlyInAnyOrder("192.0.2.50", "192.0.2.53");
    assertThat(warnings.peers().first())
        .allSatisfy(
            peer -> {
              assertThat(peer.shows().version()).isEqualTo("TLS 1.2");
              assertThat(peer.shows().cipher()).isEqualTo("AES_256");
              assertThat(peer.shows().keyExchange()).isEqualTo("ECDHE");
              assertThat(peer.shows().clients()).isEqualTo(1);
              assertThat(peer.shows().programs() + peer.shows().users()).isBetween(27L, 34L);
              assertThat(peer.shows().last()).isEqualTo("2024-10-04T11:00:00Z");
            });
    assertThat(warnings.endpoints().all()).isZero();
  }

  private static String program(String line, int number) {
    return line.replace("Outlook/16.0", "Program%d/1.0".formatted(number));
  }

  @Test
  void whereManyClientsShowOneTlsAProxyMayHideThem() throws IOException {
    List<String> lines = new ArrayList<>(List.of(IIS_HEADER));
    for (int i = 0; i < 70; i++) {
      String client = "192.0.2." + i;
      lines.add(on("10.0.0.6", program(request(LATER, "/EWS/x", "-", client, TLS12), i % 30)));
      lines.add(
          on(
              "10.0.0.7",
              program(request(LATER, "/EWS/x", "-", client, i == 7 ? TLS10 : TLS12), i % 30)));
      lines.add(on("10.0.0.8", request(LATER, "/EWS/x", "-", client, TLS12)));
    }
    archive.write("u_ex241004.log", lines.toArray(String[]::new));
    nights.run(archive);

    PartyWarnings warnings = warnings();

    assertThat(warnings.endpoints().all()).isEqualTo(1);
    PartyWarnings.Endpoint end = warnings.endpoints().first().get(0);
    assertThat(end.server()).isEqualTo("10.0.0.6");
    assertThat(end.port()).isEqualTo(443);
    assertThat(end.protocol()).isEqualTo("ews");
    assertThat(end.shows().version()).isEqualTo("TLS 1.2");
    assertThat(end.shows().clients()).isBetween(63L, 77L);
    assertThat(end.shows().programs()).isBetween(27L, 33L);
    assertThat(warnings.peers().all()).isZero();
  }

  private static String on(String server, String line) {
    return line.replace("10.0.0.5", server);
  }

  @Test
  void mailThatIsFedOnTheServerItselfIsToldFrom() throws IOException {
    List<String> lines = new ArrayList<>();
    lines.addAll(session("08D1", "127.0.0.1", 2));
    lines.addAll(session("08D2", "127.0.0.1", 1));
    lines.addAll(session("08D3", "192.0.2.7", 5));
    lines.addAll(session("08D4", "127.0.0.1", 0));
    archive.write("RECV2024100411-1.LOG", lines.toArray(String[]::new));
    nights.run(archive);

    assertThat(warnings().gateways())
        .isEqualTo(
            new PartyWarnings.Named<>(
                List.of(
                    new PartyWarnings.Gateway(
                        "EX1",
                        "Internet",
                        "feeder.example",
                        3,
                        Instant.parse("2024-10-04T11:00:00Z"))),
                1));
  }

  @Test
  void anAddressOfSeveralServersNamesNone() throws IOException {
    archive.write("RECV2024100411-1.LOG", session("08D1", "192.0.2.7", 1).toArray(String[]::new));
    archive.write(
        "RECV2024100411-2.LOG",
        session("08D2", "192.0.2.7", 1).stream()
            .map(line -> line.replace("EX1", "EX2"))
            .toArray(String[]::new));
    nights.run(archive);

    assertThat(warnings().shared())
        .isEqualTo(
            new PartyWarnings.Named<>(
                List.of(
                    new PartyWarnings.SharedAddress(
                        "10.0.0.5", "local use by EX1 and EX2 from 2024-10-04 to 2024-10-04")),
                1));
    Addresses.learn(
        nights.warehouse(),
        new PartySettings(List.of(), List.of(), List.of(new Network("10.0.0.0/28"))));
    assertThat(warnings()).as("it is acknowledged").isEqualTo(PartyWarnings.NONE);
  }

  @Test
  void rowsOfAnOlderVersionTellNothing() throws IOException {
    archive.write("RECV2024100411-1.LOG", session("08D1", "127.0.0.1", 2).toArray(String[]::new));
    nights.run(archive);

    assertThat(
            PartyWarnings.of(
                nights.warehouse().read(Tables.TLS_OBSERVATIONS).drop("messages"),
                List.of(),
                LocalDate.parse(DAY)))
        .isEqualTo(PartyWarnings.NONE);
  }
}
