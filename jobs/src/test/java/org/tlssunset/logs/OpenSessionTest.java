package org.tlssunset.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tlssunset.logs.SmtpScript.DEMAND;
import static org.tlssunset.logs.SmtpScript.FAILED;
import static org.tlssunset.logs.SmtpScript.RECEIVE;
import static org.tlssunset.logs.SmtpScript.SEND;
import static org.tlssunset.logs.SmtpScript.TLS_1_0;
import static org.tlssunset.logs.SmtpScript.TLS_1_2;
import static org.tlssunset.schema.ObservationColumn.CLIENT_IP;
import static org.tlssunset.schema.ObservationColumn.ENDED_AT;
import static org.tlssunset.schema.ObservationColumn.FAILURE;
import static org.tlssunset.schema.ObservationColumn.TLS_OUTCOME;
import static org.tlssunset.schema.ObservationColumn.TLS_VERSION;
import static org.tlssunset.schema.ObservationColumn.USER_NAME;

import java.util.Arrays;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlssunset.schema.LogFormat;

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
    SmtpReading rest = SmtpReading.sent(at("07:00:00", SEND.lines(3, "*,,User Name: x@y", "-,")));
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
                    SmtpReading.of(LogFormat.SMTP_SEND, first, before),
                    SmtpReading.of(LogFormat.SMTP_SEND, second, after))))
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
