package org.tlssunset.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tlssunset.logs.SmtpScript.DEMAND;
import static org.tlssunset.logs.SmtpScript.FAILED;
import static org.tlssunset.logs.SmtpScript.RECEIVE;
import static org.tlssunset.logs.SmtpScript.SEND;
import static org.tlssunset.logs.SmtpScript.TLS_1_0;
import static org.tlssunset.logs.SmtpScript.TLS_1_2;
import static org.tlssunset.logs.SmtpScript.UNTOLD;
import static org.tlssunset.schema.ObservationColumn.FAILURE;
import static org.tlssunset.schema.ObservationColumn.SOURCE_LINE;
import static org.tlssunset.schema.ObservationColumn.TLS_OUTCOME;
import static org.tlssunset.schema.ObservationColumn.TLS_VERSION;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the lines of a session say of its TLS. */
class SmtpOutcomeTest {

  private static Arguments row(String outcome, Integer line, String... events) {
    return Arguments.of(outcome, line, events);
  }

  static Stream<Arguments> sessions() {
    return Stream.of(
        row("TLS 1.2", 4, "+,", ">,220 x", "<,STARTTLS", TLS_1_2, "<,MAIL FROM:<a@b>", "-,"),
        row("TLS 1.2", 4, "+,", "<,X-ANONYMOUSTLS", TLS_1_0, TLS_1_2, "-,"),
        row("TLS 1.0", 3, "+,", TLS_1_2, TLS_1_0, UNTOLD, "-,"),
        row("TLS 1.2", 4, "+,", "<,STARTTLS", FAILED, TLS_1_2, "-,"),
        row("TLS 1.2", 4, "+,", "<,MAIL FROM:<a@b>", ">,250 ok", TLS_1_2, "-,"),
        row("TLS 1.2", 1, TLS_1_2),
        row("TLS 1.2", 2, "+,", "!", TLS_1_2.replace("*,,", "*,") + ",", "!", "-,"),
        row("cleartext", 2, "+,", "<,MAIL FROM:<a@b>", ">,250 ok", "-,"),
        row("cleartext", 2, "+,", "<,MAIL  FROM : <a@b>", ">,250 ok", "-,"),
        row("cleartext", 2, "+,", "<,AUTH LOGIN", ">,334 x", "-,"),
        row("cleartext", 2, "+,", "<,X-EXPS NTLM", ">,334 x", "-,"),
        row("cleartext", 2, "+,", "<,mail from:<a@b>", ">,530 5.7.1 Client not authenticated"),
        row("cleartext", 1, "!", "<,MAIL FROM:<a@b>", ">,250 ok", "!", "!", "-,"),
        row("cleartext", 2, "+,", "<,MAIL FROM:<a@b>", "-,"),
        row("cleartext", 4, "+,", "<,STARTTLS", ">,454 no", "<,MAIL FROM:<a@b>", ">,250", "-,"),
        row("cleartext", 4, "+,", "<,MAIL FROM:<>", ">," + DEMAND, "<,MAIL FROM:<>", ">,250", "-,"),
        // Mail in clear, but a line before it or its answer is missing.
        row("not-logged", 1, "+,", "!", "<,MAIL FROM:<a@b>", ">,250 ok", "-,"),
        row("not-logged", 1, "!", "!", "<,MAIL FROM:<a@b>", ">,250 ok", "-,"),
        row("not-logged", 2, "+,", "<,MAIL FROM:<a@b>", "!", "<,QUIT", "-,"),
        row("not-logged", 2, "+,", "<,MAIL FROM:<a@b>"),
        // A handshake of which no line tells.
        row("not-logged", 1, "+,", "<,STARTTLS", ">,220 go", "<,EHLO x", "<,MAIL FROM:<>", "-,"),
        row("not-logged", 1, "+,", "<,STARTTLS", UNTOLD, "<,MAIL FROM:<a@b>", ">,250", "-,"),
        row("failed TLS negotiation failed with error SocketError", 3, "+,", "<,STARTTLS", FAILED),
        row("failed TLS negotiation failed with error SocketError", 1, FAILED, "!", "-,"),
        row("failed " + DEMAND, 3, "+,", "<,MAIL FROM:<a@b>", ">," + DEMAND, "<,QUIT", "-,"),
        row("failed " + DEMAND, 3, "+,", "<,AUTH LOGIN", ">," + DEMAND, "-,"),
        row(
            "failed 450 Session encryption is required",
            3,
            "+,",
            "<,MAIL FROM:<a@b>",
            ">,450 Session encryption is required",
            "-,"),
        row("failed STARTTLS followed by a disconnect", 2, "+,", "<,STARTTLS", ">,220 go", "-,"),
        row("failed STARTTLS followed by a disconnect", 2, "+,", "<,X-ANONYMOUSTLS", "-,"),
        row(
            "failed STARTTLS followed by a disconnect",
            4,
            "+,",
            "<,MAIL FROM:<>",
            ">," + DEMAND,
            "<,STARTTLS",
            "-,,Remote(SocketError)"),
        row(
            "failed 454 4.7.0 TLS not available",
            3,
            "+,",
            "<,STARTTLS",
            ">,454 4.7.0 TLS not available",
            "<,QUIT",
            "-,"),
        row("not-logged", 1, "+,", "<,STARTTLS", ">,220 go"),
        row("not-logged", 1, "+,", "<,STARTTLS", ">,220 go", "!", "-,"),
        row("not-logged", 1, "+,", "<,MAIL FROM:<a@b>", ">," + DEMAND),
        row("not-logged", 1, "+,", "<,MAIL FROM:<a@b>", ">," + DEMAND, "!", "-,"),
        row("none", 1, "+,", ">,220 x", "<,QUIT", ">,221 bye", "-,,Local"),
        row("none", 1, "+,", "-,"),
        row("not-logged", 1, "!", ">,220 x", "<,QUIT"),
        row("not-logged", 1, "+,", ">,220 x", "!", "-,"),
        row("not-logged", 1, "!", "!", "-,"));
  }

  @ParameterizedTest
  @MethodSource("sessions")
  void received(String outcome, Integer line, String[] events) {
    Observation row = SmtpReading.received(RECEIVE.lines(events)).row();

    assertThat(text(row)).isEqualTo(outcome);
    if (!outcome.equals("not-logged")) {
      assertThat(row.number(SOURCE_LINE)).isEqualTo((long) line);
    }
  }

  /** The same said the other way round: what the client says goes out, answers come in. */
  @ParameterizedTest
  @MethodSource("sessions")
  void sent(String outcome, Integer line, String[] events) {
    String[] mirrored = new String[events.length];
    for (int i = 0; i < events.length; i++) {
      String event = events[i];
      String other = event.startsWith("<") ? ">" : event.startsWith(">") ? "<" : "";
      mirrored[i] = other.isEmpty() ? event : other + event.substring(1);
    }
    SmtpReading reading = SmtpReading.sent(SEND.lines(mirrored));
    boolean showsConnection = !String.join("", events).equals("!!-,");
    assertThat(reading.rows()).hasSize(showsConnection ? 1 : 0);
    if (showsConnection) {
      // Sending, lines precede the connect: without it nothing shows where the contact began.
      boolean lacksConnect = outcome.equals("cleartext") && events[0].equals("!");
      assertThat(text(reading.row())).isEqualTo(lacksConnect ? "not-logged" : outcome);
    }
  }

  private static String text(Observation row) {
    String outcome = row.text(TLS_OUTCOME);
    if (outcome.equals("negotiated")) {
      assertThat(row.text(FAILURE)).isNull();
      return row.text(TLS_VERSION);
    }
    assertThat(row.text(TLS_VERSION)).isNull();
    return row.text(FAILURE) == null ? outcome : outcome + " " + row.text(FAILURE);
  }

  @Test
  void aRepeatedNumberIsNoGapAndHidesNone() {
    String[] repeated = {
      RECEIVE.line(0, "+,"),
      RECEIVE.line(1, ">,220 x"),
      RECEIVE.line(1, "<,EHLO y"),
      RECEIVE.line(2, "<,MAIL FROM:<a@b>"),
      RECEIVE.line(3, ">,250 ok"),
      RECEIVE.line(4, "-,")
    };
    assertThat(text(SmtpReading.received(repeated).row())).isEqualTo("cleartext");

    repeated[3] = RECEIVE.line(3, "<,MAIL FROM:<a@b>");
    assertThat(text(SmtpReading.received(repeated).row())).isEqualTo("not-logged");
  }

  @Test
  void swappedLinesAreNoGap() {
    String[] lines = RECEIVE.lines("+,", ">,220 x", "<,EHLO y", "<,QUIT", "-,");
    String second = lines[1];
    lines[1] = lines[2];
    lines[2] = second;
    assertThat(text(SmtpReading.received(lines).row())).isEqualTo("none");
  }

  @Test
  void aRejectedLineLeavesAGap() {
    String[] lines = RECEIVE.lines("+,", "<,EHLO y", "<,MAIL FROM:<a@b>", ">,250 ok", "-,");
    lines[1] = "2024-03-04T07:00:01.5";

    SmtpReading reading = SmtpReading.received(lines);
    assertThat(reading.counts()).isEqualTo(new LineCounts(5, 4, 0, 1, 1));
    assertThat(text(reading.rows().get(0))).isEqualTo("not-logged");
  }

  @Test
  void withoutNumbersNothingShowsThatNoLineIsMissing() {
    String[] lines = RECEIVE.lines("+,", "<,MAIL FROM:<a@b>", ">,250 ok", "-,");
    for (int i = 0; i < lines.length; i++) {
      lines[i] = lines[i].replace(",08DC1DB8591B229A," + i + ",", ",08DC1DB8591B229A,,");
    }
    assertThat(text(SmtpReading.received(lines).row())).isEqualTo("not-logged");
  }
}
