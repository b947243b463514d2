package org.tlssunset.logs.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tlssunset.logs.smtp.SmtpScript.DEMAND;
import static org.tlssunset.logs.smtp.SmtpScript.FAILED;
import static org.tlssunset.logs.smtp.SmtpScript.RECEIVE;
import static org.tlssunset.logs.smtp.SmtpScript.SEND;
import static org.tlssunset.logs.smtp.SmtpScript.TLS_1_0;
import static org.tlssunset.logs.smtp.SmtpScript.TLS_1_2;
import static org.tlssunset.logs.smtp.SmtpScript.UNTOLD;
import static org.tlssunset.schema.ObservationColumn.CLIENT_IP;
import static org.tlssunset.schema.ObservationColumn.CLIENT_NAME;
import static org.tlssunset.schema.ObservationColumn.ENDED_AT;
import static org.tlssunset.schema.ObservationColumn.FAILURE;
import static org.tlssunset.schema.ObservationColumn.IS_PROBE;
import static org.tlssunset.schema.ObservationColumn.TLS_HOP;
import static org.tlssunset.schema.ObservationColumn.TLS_OUTCOME;
import static org.tlssunset.schema.ObservationColumn.TLS_VERSION;
import static org.tlssunset.schema.ObservationColumn.TLS_VERSION_FIRST;
import static org.tlssunset.schema.ObservationColumn.USER_NAME;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlssunset.logs.Observation;
import org.tlssunset.logs.OpenSession;

/** Sessions that go on in another log. {@code |} stands for the end of a file. */
class OpenSessionTest {

  /** The outcome of a session received whose lines stand in two files. */
  private static String joined(String... events) {
    int cut = Arrays.asList(events).indexOf("|");
    String[] before = RECEIVE.lines(Arrays.copyOf(events, cut));
    String[] after = RECEIVE.lines(cut, Arrays.copyOfRange(events, cut + 1, events.length));
    SmtpReading first = SmtpReading.received(before);
    SmtpReading second = SmtpReading.received(after);
    List<Observation> rows = SmtpReading.rows(List.of(first, second));
    assertThat(rows).hasSize(1);
    // In whichever order the parts come, their sequence numbers tell it.
    assertThat(SmtpReading.rows(List.of(second, first)))
        .extracting(row -> row.text(TLS_OUTCOME))
        .containsExactly(rows.get(0).text(TLS_OUTCOME));
    Observation row = rows.get(0);
    String version = row.text(TLS_VERSION);
    return version != null ? version : row.text(TLS_OUTCOME);
  }

  @Test
  void theLastHandshakeCounts() {
    assertThat(joined("+,", TLS_1_2, "|", TLS_1_0, "-,")).isEqualTo("TLS 1.0");
    assertThat(joined("+,", TLS_1_0, "|", "<,MAIL FROM:<a@b>", ">,250", "-,")).isEqualTo("TLS 1.0");
    assertThat(joined("+,", "<,STARTTLS", "|", TLS_1_2, "-,")).isEqualTo("TLS 1.2");
    assertThat(joined("+,", FAILED, "|", TLS_1_2, "-,")).isEqualTo("TLS 1.2");
  }

  @Test
  void clearTextIsProvenOnlyIfNoLineIsMissingBeforeIt() {
    assertThat(joined("+,", ">,220", "|", "<,MAIL FROM:<a@b>", ">,250 ok", "-,"))
        .isEqualTo("cleartext");
    assertThat(joined("+,", "<,MAIL FROM:<a@b>", "|", ">,250 ok", "-,")).isEqualTo("cleartext");
    assertThat(joined("+,", ">,220", "|", "!", "<,MAIL FROM:<a@b>", ">,250 ok", "-,"))
        .isEqualTo("not-logged");
    assertThat(joined("!", "!", "<,NOOP", "|", "<,MAIL FROM:<a@b>", ">,250 ok", "-,"))
        .isEqualTo("not-logged");
    assertThat(joined("+,", "<,STARTTLS", "|", "<,MAIL FROM:<a@b>", ">,250 ok", "-,"))
        .isEqualTo("not-logged");
    assertThat(joined("+,", "<,MAIL FROM:<a@b>", "|", ">," + DEMAND, "<,QUIT", "-,"))
        .isEqualTo("not-logged");
  }

  @Test
  void mailThatTheNextLogAcceptsWentInClear() {
    String[] rest = {"<,RCPT TO:<c@d>", ">,250 ok", "<,QUIT", ">,221 bye", "-,"};
    assertThat(joined(with(rest, "+,", "<,MAIL FROM:<a@b>", "|", ">,250 ok")))
        .isEqualTo("cleartext");
    assertThat(joined(with(rest, "+,", ">,220", "<,MAIL FROM:<a@b>", "*,note", "|", ">,250 ok")))
        .isEqualTo("cleartext");
    assertThat(joined(with(rest, "+,", "<,MAIL FROM:<a@b>", "|", "!", ">,250 ok")))
        .as("a line is missing, which may be another answer")
        .isEqualTo("not-logged");
    assertThat(joined(with(rest, "+,", "<,NOOP", "<,MAIL FROM:<a@b>", "|", ">,250 ok", ">,250 ok")))
        .as("the first answer is the other command's")
        .isEqualTo("not-logged");
    assertThat(
            joined(with(rest, "+,", "<,MAIL FROM:<a@b>", ">,250 ok", "<,STARTTLS", "|", ">,220")))
        .as("TLS was begun")
        .isEqualTo("not-logged");
  }

  private static String[] with(String[] rest, String... first) {
    return Stream.of(first, rest).flatMap(Arrays::stream).toArray(String[]::new);
  }

  @Test
  void aSignInThatWasCutIsUnknown() {
    assertThat(joined("+,", "<,AUTH LOGIN", "|", ">,504 x", "<,QUIT", "-,"))
        .isEqualTo("not-logged");
    assertThat(joined("+,", "<,AUTH LOGIN", "|", ">,334 x", "<,QUIT", "-,"))
        .isEqualTo("not-logged");
    assertThat(joined("+,", "<,AUTH LOGIN", ">,504 x", "|", "<,QUIT", "-,")).isEqualTo("none");
    assertThat(joined("+,", "<,AUTH LOGIN", ">,334 x", "|", ">,535 x", "-,"))
        .isEqualTo("cleartext");
    assertThat(joined("+,", "<,AUTH LOGIN", "|", "-,")).isEqualTo("none");
    assertThat(joined("+,", "<,AUTH LOGIN", "|", "*,," + FAILED.substring(3), ">,504 x", "-,"))
        .isEqualTo("not-logged");
    assertThat(joined("+,", "<,AUTH LOGIN", "|", ">,504 x", "<,MAIL FROM:<a@b>", ">,250 ok", "-,"))
        .isEqualTo("cleartext");
    // Which answer is to which command cannot be told.
    assertThat(joined("+,", "<,NOOP", "|", "<,MAIL FROM:<>", ">,250 ok", ">," + DEMAND, "-,"))
        .isEqualTo("not-logged");
  }

  /** All of a session's rows, its lines in two files. */
  private static Observation row(String... events) {
    int cut = Arrays.asList(events).indexOf("|");
    SmtpReading first = SmtpReading.received(RECEIVE.lines(Arrays.copyOf(events, cut)));
    SmtpReading second =
        SmtpReading.received(
            RECEIVE.lines(cut, Arrays.copyOfRange(events, cut + 1, events.length)));
    List<Observation> rows = SmtpReading.rows(List.of(first, second));
    assertThat(rows).hasSize(1);
    return rows.get(0);
  }

  @Test
  void theOldestVersionOfAllPartsIsKept() {
    assertThat(row("+,", TLS_1_0, "|", TLS_1_2, "-,").text(TLS_VERSION_FIRST)).isEqualTo("TLS 1.0");
    assertThat(row("+,", TLS_1_2, "|", TLS_1_0, "-,").text(TLS_VERSION_FIRST)).isEqualTo("TLS 1.0");
    Observation three = row("+,", TLS_1_0, TLS_1_2, "|", TLS_1_2, "-,");
    assertThat(three.text(TLS_VERSION)).isEqualTo("TLS 1.2");
    assertThat(three.text(TLS_VERSION_FIRST)).isEqualTo("TLS 1.0");
    assertThat(row("+,", TLS_1_0, "|", UNTOLD, "-,").text(TLS_VERSION_FIRST)).isEqualTo("TLS 1.0");
    assertThat(row("+,", "|", "<,QUIT", "-,").text(TLS_VERSION_FIRST)).isNull();
  }

  /** A part that was kept before the oldest version was has only the last one. */
  @Test
  void partsOfTheFirstFormHaveTheLastVersionAsTheOldest() {
    OpenSession part = SmtpReading.received(RECEIVE.lines("+,", TLS_1_0)).parts().get(0);
    part.seen().clear(TLS_VERSION_FIRST);
    assertThat(part.conclude().orElseThrow().text(TLS_VERSION_FIRST)).isEqualTo("TLS 1.0");
    OpenSession later = SmtpReading.received(RECEIVE.lines(2, TLS_1_2, "-,")).parts().get(0);
    Observation row = OpenSession.joined(List.of(part, later)).get(0).conclude().orElseThrow();
    assertThat(row.text(TLS_VERSION)).isEqualTo("TLS 1.2");
    assertThat(row.text(TLS_VERSION_FIRST)).isEqualTo("TLS 1.0");
  }

  @Test
  void theAnswerInTheNextLogTellsWhetherAHopIsInner() {
    String xproxy = "<,XPROXYFROM SID=1 IP=1.2.3.4";
    assertThat(row("+,", xproxy, "|", ">,250 ok", "-,").text(TLS_HOP)).isEqualTo("proxy");
    assertThat(row("+,", xproxy, "|", ">,500 no", "<,NOOP", ">,250", "-,").text(TLS_HOP))
        .isEqualTo("client");
    assertThat(row("+,", xproxy, ">,250-a", "|", ">,250 ok", "-,").text(TLS_HOP))
        .isEqualTo("proxy");
    assertThat(row("+,", xproxy, "|", "!", "<,NOOP", ">,250", "-,").text(TLS_HOP))
        .isEqualTo("client");
    assertThat(row("+,", "<,NOOP", "|", xproxy, ">,250", ">,500 no", "-,").text(TLS_HOP))
        .isEqualTo("client");
    assertThat(row("+,", "<,NOOP", xproxy, "|", ">,250", ">,500 no", "-,").text(TLS_HOP))
        .isEqualTo("client");
    assertThat(row("+,", ">,250", "|", xproxy, ">,250", "-,").text(TLS_HOP)).isEqualTo("proxy");
    assertThat(row("+,", xproxy, ">,250", "|", "<,NOOP", ">,250", "-,").text(TLS_HOP))
        .isEqualTo("proxy");
  }

  @Test
  void aSessionIsAProbeOnlyIfTheMailsOfAllPartsAre() {
    String probe = "<,MAIL FROM:<HealthMailbox1@x>";
    String other = "<,MAIL FROM:<joe@x>";
    assertThat(row("+,", probe, "|", probe, "-,").get(IS_PROBE)).isEqualTo(true);
    assertThat(row("+,", probe, "|", other, "-,").get(IS_PROBE)).isEqualTo(false);
    assertThat(row("+,", other, "|", probe, "-,").get(IS_PROBE)).isEqualTo(false);
    assertThat(row("+,", probe, other, "|", probe, "-,").get(IS_PROBE)).isEqualTo(false);
    assertThat(row("+,", "|", probe, "-,").get(IS_PROBE)).isEqualTo(true);
  }

  @Test
  void aSignInThatTheNextLogRefusesIsNobodys() {
    String joe = "*,X\\joe,authenticated";
    assertThat(row("+,", "<,AUTH LOGIN", joe, "|", ">,535 no", "-,").text(USER_NAME)).isNull();
    assertThat(row("+,", "<,AUTH LOGIN", joe, "|", ">,235 ok", "-,").text(USER_NAME))
        .isEqualTo("X\\joe");
    assertThat(row("+,", joe, ">,235", "|", "<,MAIL FROM:<>", ">,550", "-,").text(USER_NAME))
        .isEqualTo("X\\joe");
  }

  @Test
  void ofAHostTheNameInItsGreetingCountsInWhicheverLogItIs() {
    String[] before = SEND.lines("+,", "<,220 mx.example ESMTP");
    String[] masked = SEND.lines("+,", "<,220 *****");
    String[] after = SEND.lines(2, ">,EHLO us", "<,250-host.example Hello", "<,250 ok", "-,");
    for (String[] first : List.of(before, masked)) {
      assertThat(SmtpReading.rows(List.of(SmtpReading.sent(first), SmtpReading.sent(after))))
          .extracting(row -> row.text(CLIENT_NAME))
          .containsExactly(first == before ? "mx.example" : "host.example");
    }
  }

  @Test
  void whatIsSaidBeforeTheConnectionIsOfItAlsoInTheLogBefore() {
    String proxying = "*,,Proxying inbound session with session id 08DC1DB8591B229F";
    SmtpReading before = sentByEx01(SEND.withLocal("").lines(proxying));
    SmtpReading contact = sentByEx01(SEND.lines(1, "+,", TLS_1_2));
    assertThat(SmtpReading.rows(List.of(before, contact)))
        .extracting(row -> row.text(TLS_HOP))
        .containsExactly("proxy");
  }

  private static SmtpReading sentByEx01(String... lines) {
    return SmtpReading.of(SmtpFormat.SEND, "EX01", String.join("\n", lines));
  }

  @Test
  void aFailureNeedsTheEndWhereItIsNotTold() {
    assertThat(joined("+,", "<,STARTTLS", "|", ">,220 go", "-,")).isEqualTo("failed");
    assertThat(joined("+,", "<,STARTTLS", "|", ">,220 go")).isEqualTo("not-logged");
    assertThat(joined("+,", "<,STARTTLS", "|", "!", "-,")).isEqualTo("not-logged");
    assertThat(joined("+,", "<,STARTTLS", "|", "<,EHLO x", "-,")).isEqualTo("not-logged");
    assertThat(joined("+,", "<,STARTTLS", "|", FAILED)).isEqualTo("failed");
  }

  @Test
  void nothingIsProvenToHaveHappenedOnlyByTheWholeSession() {
    assertThat(joined("+,", ">,220", "|", "<,QUIT", "-,")).isEqualTo("none");
    assertThat(joined("+,", ">,220", "|", "!", "-,")).isEqualTo("not-logged");
    assertThat(joined("+,", ">,220", "|", "<,QUIT")).isEqualTo("not-logged");
  }

  @Test
  void attemptsToConnectInTheFileBeforeAreNoPartOfTheContact() {
    SmtpScript unconnected = SEND.withLocal("").withRemote("192.0.2.1:25");
    SmtpReading attempts = SmtpReading.sent(unconnected.lines("*,None,Set Session Permissions"));
    SmtpReading contact = SmtpReading.sent(SEND.lines(1, "+,", "<,220 mx.example", "-,"));
    assertThat(SmtpReading.rows(List.of(attempts))).isEmpty();
    assertThat(attempts.parts()).hasSize(1);
    assertThat(SmtpReading.rows(List.of(attempts, contact))).hasSize(1);
  }

  @Test
  void whatFollowsTheConnectIsPartOfItAlsoWhereClocksGoBackAndNumbersStandTwice() {
    SmtpReading connect = SmtpReading.sent(at("07:00:01", SEND.lines(3, "+,")));
    SmtpReading rest = SmtpReading.sent(at("07:00:00", SEND.lines(3, "*,x@y,authenticated", "-,")));
    for (List<SmtpReading> order : List.of(List.of(connect, rest), List.of(rest, connect))) {
      assertThat(SmtpReading.rows(order))
          .extracting(row -> row.text(USER_NAME))
          .containsExactly("x@y");
    }
  }

  private static String[] at(String time, String... lines) {
    return Arrays.stream(lines)
        .map(line -> line.replaceFirst("^[^,]*", "2024-03-04T" + time + ".000Z"))
        .toArray(String[]::new);
  }

  @Test
  void aRowThatIsNotProvenTellsNoFailure() {
    Observation row = SmtpReading.received(RECEIVE.lines("+,", "<,STARTTLS")).row();
    assertThat(row.text(TLS_OUTCOME)).isEqualTo("not-logged");
    assertThat(row.text(FAILURE)).isNull();
  }

  /** Servers may share the names of connectors, and session ids. */
  @ParameterizedTest
  @CsvSource({"EX01, EX01, 1", "EX01, EX02, 2", ", EX02, 2"})
  void sendsOfDifferentServersAreNotJoined(String first, String second, int rows) {
    String before = String.join("\n", SEND.lines("+,", "<,220 mx.example"));
    String after = String.join("\n", SEND.lines(2, ">,QUIT", "-,"));
    assertThat(
            SmtpReading.rows(
                List.of(
                    SmtpReading.of(SmtpFormat.SEND, first, before),
                    SmtpReading.of(SmtpFormat.SEND, second, after))))
        .hasSize(rows);
  }

  private static List<String> joinedByPeer(String[]... files) {
    List<SmtpReading> readings = Arrays.stream(files).map(SmtpReading::received).toList();
    return SmtpReading.rows(readings).stream()
        .map(row -> row.text(CLIENT_IP) + " " + row.text(TLS_OUTCOME))
        .sorted()
        .toList();
  }

  @Test
  void partsOfDifferentPeersAreDifferentSessions() {
    SmtpScript one = RECEIVE.withRemote("192.0.2.1:1000");
    SmtpScript other = RECEIVE.withRemote("198.51.100.7:2000");
    String[] clear = one.lines("+,", "<,MAIL FROM:<a@b>", ">,250 ok");
    String[] tls = other.lines("+,", TLS_1_2);
    assertThat(joinedByPeer(clear, tls))
        .containsExactly("192.0.2.1 cleartext", "198.51.100.7 negotiated");
    assertThat(joinedByPeer(tls, clear))
        .containsExactly("192.0.2.1 cleartext", "198.51.100.7 negotiated");
    assertThat(joinedByPeer(clear, tls, one.lines(3, "-,"), other.lines(2, "<,QUIT", "-,")))
        .containsExactly("192.0.2.1 cleartext", "198.51.100.7 negotiated");
    assertThat(joinedByPeer(clear, RECEIVE.withRemote("192.0.2.1:1001").lines("+,", TLS_1_2)))
        .containsExactly("192.0.2.1 cleartext", "192.0.2.1 negotiated");
  }

  /** What a file begins with belongs to the send before, whatever comes of the next attempt. */
  @Test
  void aSendsLastLinesAreNoAttemptOfTheNext() {
    SmtpScript other = SEND.withRemote("198.51.100.7:25");
    SmtpReading before = SmtpReading.sent(SEND.lines("+,", TLS_1_2));
    SmtpReading after =
        SmtpReading.sent(
            SEND.line(2, "*,None,Set Session Permissions"),
            other.withLocal("").line(4, "*,,attempting to connect"),
            other.line(5, "+,"),
            other.line(6, "-,"));
    assertThat(SmtpReading.rows(List.of(before, after)))
        .extracting(row -> row.text(CLIENT_IP), row -> row.number(ENDED_AT) / 1_000_000 % 60)
        .containsExactlyInAnyOrder(Tuple.tuple("192.0.2.9", 2L), Tuple.tuple("198.51.100.7", 6L));
  }

  @Test
  void aPartWithoutAPeerBelongsToTheOnlyOneOrToNone() {
    String[] clear = RECEIVE.lines("+,", "<,MAIL FROM:<a@b>", ">,250 ok");
    String[] unknown = RECEIVE.withRemote("").lines(3, TLS_1_2);
    assertThat(joinedByPeer(clear, unknown)).containsExactly("192.0.2.7 negotiated");
    assertThat(joinedByPeer(unknown, clear)).containsExactly("192.0.2.7 negotiated");
    assertThat(joinedByPeer(clear, RECEIVE.withRemote("192.0.2.7").lines(3, TLS_1_2)))
        .containsExactly("192.0.2.7 negotiated");
    String[] other = RECEIVE.withRemote("198.51.100.7:2000").lines("+,", "<,NOOP");
    assertThat(joinedByPeer(clear, unknown, other))
        .containsExactly("192.0.2.7 cleartext", "198.51.100.7 not-logged", "null negotiated");
  }

  @Test
  void theKeyIsSourceServerConnectorAndId() {
    OpenSession part = SmtpReading.received(RECEIVE.lines("+,")).parts().get(0);
    assertThat(part.key())
        .isEqualTo(
            new OpenSession.Key(
                "smtp-receive", "EX01", "Default Frontend EX01", "08DC1DB8591B229A"));
    SmtpReading nameless = SmtpReading.sent(SEND.withLocal("").lines("*,None,x"));
    assertThat(nameless.parts().get(0).key().server()).isEmpty();
  }
}
