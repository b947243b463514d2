package org.tlssunset.logs.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tlssunset.logs.smtp.SmtpScript.FAILED;
import static org.tlssunset.logs.smtp.SmtpScript.RECEIVE;
import static org.tlssunset.logs.smtp.SmtpScript.SEND;
import static org.tlssunset.logs.smtp.SmtpScript.TLS_1_2;
import static org.tlssunset.schema.ObservationColumn.CLIENT_IP;
import static org.tlssunset.schema.ObservationColumn.CLIENT_NAME;
import static org.tlssunset.schema.ObservationColumn.ENDPOINT;
import static org.tlssunset.schema.ObservationColumn.PEER_IP;
import static org.tlssunset.schema.ObservationColumn.PEER_PORT;
import static org.tlssunset.schema.ObservationColumn.SERVER;
import static org.tlssunset.schema.ObservationColumn.SESSION_ID;
import static org.tlssunset.schema.ObservationColumn.STARTED_AT;
import static org.tlssunset.schema.ObservationColumn.TLS_OUTCOME;
import static org.tlssunset.schema.ObservationColumn.TLS_VERSION;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tlssunset.logs.Found;
import org.tlssunset.logs.LineCounts;
import org.tlssunset.logs.Observation;
import org.tlssunset.schema.RejectReason;

/** Columns, headers, rejects, and the telling apart of sessions. */
class SmtpParserTest {

  private static long micros(String instant) {
    return Instant.parse(instant).toEpochMilli() * 1_000;
  }

  private static Observation received(String... events) {
    return SmtpReading.received(RECEIVE.lines(events)).row();
  }

  private static Observation sent(String... events) {
    return SmtpReading.sent(SEND.lines(events)).row();
  }

  @Test
  void aSendThatNeverConnectedIsNoContact() {
    SmtpReading reading =
        SmtpReading.sent(
            SEND.withLocal("")
                .lines("*,,attempting to connect", "*,,\"Failed to connect. Winsock\"", "-,"));
    assertThat(reading.parts()).isEmpty();
    assertThat(reading.finished()).isEmpty();
    assertThat(reading.counts()).isEqualTo(new LineCounts(3, 3, 0, 0, 0));
  }

  @Test
  void anAnswerThatIsNoGreetingGivesNoName() {
    assertThat(sent("+,", "<,220-ex02 ESMTP", ">,STARTTLS", "<,220 2.0.0 Ready").text(CLIENT_NAME))
        .isEqualTo("ex02");
    assertThat(SmtpReading.sent(SEND.lines(5, "<,220 2.0.0 Ready to start TLS")).row())
        .extracting(row -> row.text(CLIENT_NAME))
        .isNull();
  }

  /** A connection shows in its own end, whatever else is missing. */
  @ParameterizedTest
  @CsvSource({
    "'*,,Sending certificate', not-logged",
    "'*,None,Set Session Permissions', not-logged",
    "'-,,Remote(SocketError)', not-logged",
    "'-,,Local', not-logged",
    "'*,,TLS negotiation failed with error SocketError', failed",
  })
  void aPartOfASendIsAContactWhereItHasALocalEnd(String event, String outcome) {
    Observation row = SmtpReading.sent(SEND.lines(9, event)).row();
    assertThat(row.text(TLS_OUTCOME)).isEqualTo(outcome);
    assertThat(row.text(CLIENT_IP)).isEqualTo("192.0.2.9");
    assertThat(SmtpReading.sent(SEND.withLocal("x.x.x.x:1").lines(9, event)).rows()).hasSize(1);
    boolean needsNoEnd = outcome.equals("failed");
    assertThat(SmtpReading.sent(SEND.withLocal("").lines(9, event)).rows())
        .hasSize(needsNoEnd ? 1 : 0);
  }

  /** The connect may be missing: the contact begins with the first line that has a local end. */
  @Test
  void attemptsThatAConnectionFollowsAreNoPartOfItThoughTheConnectIsMissing() {
    SmtpScript unconnected = SEND.withLocal("").withRemote("192.0.2.1:25");
    Observation row =
        SmtpReading.sent(
                concat(
                    unconnected.lines("*,,attempting to connect", "*,,Failed to connect. Winsock"),
                    SEND.lines(4, "*,,Sending certificate", "-,,Remote(SocketError)")))
            .row();
    assertThat(row.text(CLIENT_IP)).isEqualTo("192.0.2.9");
    assertThat(row.number(STARTED_AT)).isEqualTo(micros("2024-03-04T07:00:04.500Z"));
    assertThat(row.text(TLS_OUTCOME)).isEqualTo("not-logged");
  }

  @Test
  void aBlankBehindAConnectorsNameIsNoneOfIt() {
    SmtpScript blank = RECEIVE.withConnector("EX01\\Default Frontend EX01 ");
    String[] lines = {RECEIVE.line(0, "+,"), blank.line(1, TLS_1_2), RECEIVE.line(2, "-,")};
    SmtpReading reading = SmtpReading.received(lines);
    assertThat(reading.parts()).isEmpty();
    assertThat(reading.row().text(ENDPOINT)).isEqualTo("Default Frontend EX01");
    assertThat(reading.row().text(TLS_VERSION)).isEqualTo("TLS 1.2");
    String[] quoted = RECEIVE.withConnector("\"EX01\\A, b  \"").lines("+,", "-,");
    assertThat(SmtpReading.received(quoted).row().text(ENDPOINT)).isEqualTo("A, b");
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.7:25, 192.0.2.7, 25, 192.0.2.7",
    "192.0.2.7, 192.0.2.7, , 192.0.2.7",
    "[2001:DB8::1]:25, 2001:DB8::1, 25, 2001:db8::1",
    "[2001:db8::1], 2001:db8::1, , 2001:db8::1",
    "2001:db8::1, 2001:db8::1, , 2001:db8::1",
    "2001:db8::1:51234, 2001:db8::1, 51234, 2001:db8::1",
    "2001:db8:0:0:0:0:0:1:25, 2001:db8:0:0:0:0:0:1, 25, 2001:db8::1",
    "fe80::1%11:2525, fe80::1%11, 2525, fe80::1",
    "[::ffff:192.0.2.7]:25, ::ffff:192.0.2.7, 25, 192.0.2.7",
    "192.0.2.x:25, 192.0.2.x, 25, ",
    "<IP>:25, <IP>, 25, ",
    "mail.example:smtp, mail.example, , ",
    "192.0.2.7:99999, 192.0.2.7, , 192.0.2.7",
    ":25, '', 25, ",
    "[:25, [, 25, ",
    ":::, ::, , ::",
    ", , , ",
  })
  void endpoints(String logged, String peer, Integer port, String client) {
    Observation row =
        SmtpReading.received(
                RECEIVE.withRemote(logged == null ? "" : logged).lines("+,", "<,QUIT", "-,"))
            .row();
    assertThat(row.text(PEER_IP)).isEqualTo(peer);
    assertThat(row.get(PEER_PORT)).isEqualTo(port);
    assertThat(row.text(CLIENT_IP)).isEqualTo(client);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "EX01\\Default EX01|EX01|Default EX01",
        "EX01\\Übergabe 送信|EX01|Übergabe 送信",
        "\"EX01\\Scan, fax \"\"and\"\" print\"|EX01|Scan, fax \"and\" print",
        "EX01\\A\\B|EX01|A\\B",
        "No server|PATH|No server",
        "\\Odd|PATH|Odd",
      })
  void serverAndConnector(String connector, String server, String endpoint) {
    String log = String.join("\n", RECEIVE.withConnector(connector).lines("+,", "-,"));
    Observation row = SmtpReading.of(SmtpFormat.RECEIVE, "PATH", log).row();
    assertThat(row.text(SERVER)).isEqualTo(server);
    assertThat(row.text(ENDPOINT)).isEqualTo(endpoint);
  }

  @Test
  void theLocalAddressNamesTheServerWhereNothingElseDoes() {
    SmtpScript script = RECEIVE.withConnector("x").withLocal("[2001:DB8::4]:25");
    assertThat(SmtpReading.received(script.lines("+,", "-,")).row().text(SERVER))
        .isEqualTo("2001:db8::4");
    assertThat(SmtpReading.received(script.withLocal("").lines("+,", "-,")).row().text(SERVER))
        .isNull();
  }

  @Test
  void columnsAreWhereTheHeaderSaysAndMayBeMore() {
    Observation row =
        SmtpReading.received(
                "\uFEFF#Software: Microsoft Exchange Server",
                "#Fields: event, extra,data,context,remote-endpoint,local-endpoint,"
                    + "sequence-number,session-id,connector-id,date-time\r",
                "+,,,,192.0.2.7:5,10.0.0.4:25,0,S,EX01\\C,2024-03-04T07:00:00Z\r",
                "",
                "-,\"a,b\",,,192.0.2.7:5,10.0.0.4:25,1,S,EX01\\C,2024-03-04T07:00:01Z\r")
            .row();
    assertThat(row.text(SERVER)).isEqualTo("EX01");
    assertThat(row.text(SESSION_ID)).isEqualTo("S");
    assertThat(row.text(PEER_IP)).isEqualTo("192.0.2.7");
    assertThat(row.text(TLS_OUTCOME)).isEqualTo("none");
  }

  @Test
  void aMarkMayStandBeforeAnyLine() {
    String line = "\uFEFF+,S,EX01\\C,2024-03-04T07:00:00Z,";
    SmtpReading reading =
        SmtpReading.received(
            RECEIVE.line(0, "+,"),
            "\uFEFF#Fields: event,session-id,connector-id,date-time,data",
            line,
            "\uFEFF",
            "\uFEFF\uFEFF?");
    assertThat(reading.counts()).isEqualTo(new LineCounts(5, 2, 2, 1, 0));
    assertThat(reading.rows()).hasSize(2);
    assertThat(reading.rejects())
        .extracting(Found.Reject::line, Found.Reject::text)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(5L, "?"));
  }

  @Test
  void linesThatCannotBeUsedAreRejectedWithTheirReason() {
    String good = RECEIVE.line(0, "+,");
    SmtpReading reading =
        SmtpReading.received(
            good,
            good + ",",
            "2024-03-04T07:00:00.500Z,EX01",
            good.replace("T07", "T27"),
            good.replace(",+,", ",?,"),
            good.replace(",+,", ",,"),
            good.replace("08DC1DB8591B229A", ""),
            good.replace("EX01", "\"EX01"),
            "\0\0\0",
            "#Fields: date-time,data",
            good);
    assertThat(reading.rejects())
        .extracting(Found.Reject::reason)
        .containsExactly(
            RejectReason.FIELD_COUNT,
            RejectReason.FIELD_COUNT,
            RejectReason.TIME,
            RejectReason.EVENT,
            RejectReason.EVENT,
            RejectReason.FIELD_COUNT,
            RejectReason.QUOTING,
            RejectReason.BINARY,
            RejectReason.NO_FIELDS_HEADER);
    assertThat(reading.rejects().get(2).line()).isEqualTo(4);
    assertThat(reading.counts()).isEqualTo(new LineCounts(11, 1, 1, 9, 0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "08DC1DB8591B229A",
        "EX01\\Default Frontend EX01",
        "10.0.0.4:25",
        "192.0.2.7:51234"
      })
  void namesMayNotBeOfAnyLength(String name) {
    String good = RECEIVE.line(0, "+,");
    String longest = "x".repeat(SmtpParser.LONGEST_NAME);
    SmtpReading reading =
        SmtpReading.received(good.replace(name, longest), good.replace(name, longest + "x"));
    assertThat(reading.rejects())
        .extracting(Found.Reject::reason, Found.Reject::line)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(RejectReason.TOO_LONG, 2L));
    assertThat(reading.counts()).isEqualTo(new LineCounts(2, 1, 0, 1, 0));
  }

  /** What each peer did, whatever the order. */
  private static List<String> byPeer(SmtpReading reading) {
    assertThat(reading.rejects()).isEmpty();
    return reading.rows().stream()
        .map(row -> row.text(CLIENT_IP) + " " + row.text(TLS_OUTCOME) + " " + row.text(TLS_VERSION))
        .sorted()
        .toList();
  }

  private static String[] concat(String[]... lines) {
    return Stream.of(lines).flatMap(Arrays::stream).toArray(String[]::new);
  }

  @Test
  void twoPeersWithOneSessionIdAreTwoSessions() {
    String[] old = RECEIVE.withRemote("192.0.2.1:1000").lines("+,", "<,MAIL FROM:<a@b>", ">,250");
    SmtpScript other = RECEIVE.withRemote("198.51.100.7:2000");
    assertThat(byPeer(SmtpReading.received(concat(old, other.lines("+,", TLS_1_2, "-,")))))
        .containsExactly("192.0.2.1 cleartext null", "198.51.100.7 negotiated TLS 1.2");
    // Nor do they need their first lines, or another host, or an order: then less is proven.
    assertThat(byPeer(SmtpReading.received(concat(old, other.lines(2, TLS_1_2)))))
        .containsExactly("192.0.2.1 cleartext null", "198.51.100.7 negotiated TLS 1.2");
    SmtpScript otherPort = RECEIVE.withRemote("192.0.2.1:1001");
    assertThat(byPeer(SmtpReading.received(concat(old, otherPort.lines("+,", TLS_1_2, "-,")))))
        .containsExactly("192.0.2.1 cleartext null", "192.0.2.1 negotiated TLS 1.2");
    String[] new4 = other.lines("+,", TLS_1_2, "<,QUIT", "-,");
    assertThat(
            byPeer(
                SmtpReading.received(old[0], new4[0], new4[1], old[1], new4[2], old[2], new4[3])))
        .containsExactly("192.0.2.1 not-logged null", "198.51.100.7 negotiated TLS 1.2");
  }

  @Test
  void onePeerMayBeSpeltInSeveralWaysOrLeftOut() {
    List<String> lines = new ArrayList<>();
    lines.add(RECEIVE.withRemote("").line(0, "+,"));
    lines.add(RECEIVE.withRemote("[2001:DB8::1]:25").line(1, "<,NOOP"));
    lines.add(RECEIVE.withRemote("[2001:db8:0::1]:25").line(2, TLS_1_2));
    lines.add(RECEIVE.withRemote("2001:db8::1").line(3, "<,NOOP"));
    lines.add(RECEIVE.withRemote("").line(4, "-,"));
    SmtpReading reading = SmtpReading.received(lines.toArray(String[]::new));
    assertThat(reading.parts()).isEmpty();
    assertThat(byPeer(reading)).containsExactly("2001:db8::1 negotiated TLS 1.2");
  }

  /** The send goes to another host after TLS failed with the first; some lines may be lost. */
  @ParameterizedTest
  @CsvSource({"'-,', '+,'", "!, '+,'", "'-,', !", "!, !"})
  void aSendThatIsTriedAgainElsewhereIsTwoSessions(String end, String connect) {
    SmtpScript first = SEND.withRemote("192.0.2.1:25");
    SmtpScript second = SEND.withRemote("198.51.100.7:25");
    String[] lines =
        concat(
            first.withLocal("").lines("*,,attempting to connect"),
            first.lines(1, "+,", "<,220 old.example ESMTP", ">,STARTTLS", FAILED, end),
            second.withLocal("").lines(7, "*,,attempting to connect"),
            second.lines(8, connect, "<,220 new.example ESMTP", ">,STARTTLS", "<,220 go"),
            second.lines(12, TLS_1_2, "-,"));
    SmtpReading reading = SmtpReading.sent(lines);
    assertThat(byPeer(reading))
        .containsExactly("192.0.2.1 failed null", "198.51.100.7 negotiated TLS 1.2");
    assertThat(reading.rows())
        .extracting(row -> row.text(CLIENT_NAME))
        .containsExactlyInAnyOrder("old.example", "new.example");
  }

  /** Even where the lines do not tell to which. */
  @Test
  void anAttemptAfterTheEndBeginsAnotherSession() {
    String[] lines =
        concat(
            SEND.lines("+,", ">,STARTTLS", FAILED, "-,"),
            SEND.withLocal("").withRemote("").lines(4, "*,,attempting to connect"),
            SEND.withRemote("").lines(5, "<,220 new.example ESMTP", TLS_1_2, "-,"));
    assertThat(byPeer(SmtpReading.sent(lines)))
        .containsExactly("192.0.2.9 failed null", "null negotiated TLS 1.2");
  }

  /** More sessions than are held at once: the older ones become parts, and nothing is lost. */
  @Test
  void sessionsBeyondTheBoundBecomeParts() {
    int sessions = SmtpSessions.MOST + 10;
    StringBuilder log = new StringBuilder();
    for (String event : List.of("0:+,", "1:" + TLS_1_2, "2:-,")) {
      int number = event.charAt(0) - '0';
      String line = RECEIVE.line(number, event.substring(2));
      for (int i = 0; i < sessions; i++) {
        log.append(line.replace("08DC1DB8591B229A", "S" + i)).append('\n');
      }
    }
    SmtpReading reading = SmtpReading.of(SmtpFormat.RECEIVE, null, log.toString());
    List<Observation> rows = reading.rows();
    assertThat(rows).hasSize(sessions);
    assertThat(rows).allMatch(row -> "TLS 1.2".equals(row.text(TLS_VERSION)));
  }
}
