package org.tlssunset.logs.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tlssunset.logs.smtp.SmtpScript.DEMAND;
import static org.tlssunset.logs.smtp.SmtpScript.FAILED;
import static org.tlssunset.logs.smtp.SmtpScript.RECEIVE;
import static org.tlssunset.logs.smtp.SmtpScript.SEND;
import static org.tlssunset.logs.smtp.SmtpScript.TLS_1_0;
import static org.tlssunset.logs.smtp.SmtpScript.TLS_1_2;
import static org.tlssunset.logs.smtp.SmtpScript.UNTOLD;
import static org.tlssunset.schema.ObservationColumn.FAILURE;
import static org.tlssunset.schema.ObservationColumn.SOURCE_LINE;
import static org.tlssunset.schema.ObservationColumn.TLS_OUTCOME;
import static org.tlssunset.schema.ObservationColumn.TLS_VERSION;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tlssunset.logs.LineCounts;
import org.tlssunset.logs.Observation;

/** What the lines of a session say of its TLS. */
class SmtpOutcomeTest {

  private static Arguments row(String outcome, Integer line, String... events) {
    return Arguments.of(outcome, line, events);
  }

  /** That the log shows no answer to it does not mean that nothing was said. */
  private static final String DENIED = "*,,Inbound AUTH LOGIN failed because of LogonDenied";

  private static Arguments refusedMail(String answer) {
    return row("failed " + answer, 3, "+,", "<,MAIL FROM:<a@b>", ">," + answer, "<,QUIT", "-,");
  }

  static Stream<Arguments> sessions() {
    return Stream.of(
        row("TLS 1.2", 4, "+,", ">,220 x", "<,STARTTLS", TLS_1_2, "<,MAIL FROM:<a@b>", "-,"),
        row("TLS 1.2", 3, "+,", "<,X-ANONYMOUSTLS", TLS_1_0, TLS_1_2, "-,"),
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
        // A sign-in that was refused before anything was said of who it is.
        row("none", 1, "+,", "<,AUTH LOGIN", ">,504 5.7.4 Unrecognized authentication type", "-,"),
        row("none", 1, "+,", "<,AUTH LOGIN", ">,454 4.7.0 Temporary failure", "<,QUIT", "-,"),
        row("none", 1, "+,", "<,X-EXPS NTLM", ">,535 5.7.3 Authentication unsuccessful", "-,"),
        row("none", 1, "+,", "<,AUTH NTLM TlRMTVNTUAAB", ">,504 5.7.4 x", "-,"),
        row("none", 1, "+,", "<,AUTH LOGIN =", ">,504 5.7.4 x", "-,"),
        row("none", 1, "+,", "<,AUTH LOGIN", "-,,Remote(SocketError)"),
        row("not-logged", 1, "+,", "<,AUTH LOGIN", ">,504 5.7.4 x"),
        row("not-logged", 1, "+,", "<,AUTH LOGIN", "!", ">,535 5.7.3 x", "<,QUIT", "-,"),
        row("not-logged", 1, "+,", "<,AUTH LOGIN", "!", "-,"),
        row("not-logged", 1, "+,", "<,AUTH LOGIN", "!", "*,," + FAILED.substring(3)),
        // One that went on, or told it with the command.
        row("cleartext", 2, "+,", "<,AUTH LOGIN", ">,334 x", "<,x", ">,535 5.7.3 x", "-,"),
        row("cleartext", 2, "+,", "<,AUTH PLAIN AGFsaWNlAHNlY3JldA==", ">,535 5.7.3 x", "-,"),
        row("cleartext", 2, "+,", "<,AUTH LOGIN dXNlcg==", ">,504 5.7.4 x", "-,"),
        row("cleartext", 2, "+,", "<,AUTH PLAIN AGFsaWNl", ">," + DEMAND, "<,QUIT", "-,"),
        row("cleartext", 2, "+,", "<,AUTH LOGIN", DENIED, ">,535 5.7.3 x", "-,"),
        row("cleartext", 4, "+,", "<,AUTH LOGIN", ">,504 x", "<,MAIL FROM:<a@b>", ">,250 ok", "-,"),
        row("cleartext", 4, "+,", "<,AUTH LOGIN", ">,504 x", "<,AUTH PLAIN", ">,334", "-,"),
        // Mail that was refused because TLS is demanded, in the words of several servers.
        refusedMail("530 5.7.0 Must issue a STARTTLS command first"),
        refusedMail("523 5.7.10 Not like this"),
        refusedMail("538 5.7.11 Encryption required"),
        refusedMail("550 5.7.1 TLS required"),
        refusedMail("550 5.7.1 Requires SSL/TLS"),
        refusedMail("554 5.7.1 You must use tls"),
        refusedMail("450 4.7.1 Encrypted session is needed"),
        row("cleartext", 2, "+,", "<,MAIL FROM:<a@b>", ">,550 5.7.1 Must not relay", "-,"),
        row("cleartext", 2, "+,", "<,MAIL FROM:<a@tls>", ">,550 5.7.1 First do no harm", "-,"),
        row("cleartext", 2, "+,", "<,MAIL FROM:<a@b>", ">,550 outlstanding, required", "-,"),
        // Answers come in the commands' order, also where these did not wait for them.
        row(
            "failed " + DEMAND,
            5,
            "+,",
            "<,NOOP",
            "<,MAIL FROM:<a@b>",
            ">,250",
            ">," + DEMAND,
            "-,"),
        row("none", 1, "+,", "<,NOOP", "<,AUTH LOGIN", ">,250", ">,504 x", "-,"),
        row("none", 1, "+,", "<,AUTH LOGIN", ">,220 late greeting", ">,504 x", "-,"),
        row("none", 1, "+,", "<,EHLO x", "<,AUTH LOGIN", ">,250-x", ">,250 ok", ">,504 x", "-,"),
        row("cleartext", 3, "+,", "<,EHLO x", "<,AUTH LOGIN", ">,334 x", ">,535 x", "-,"),
        row("failed " + DEMAND, 4, "+,", "<,EHLO x", "<,MAIL FROM:<a@b>", ">," + DEMAND, "-,"),
        row("cleartext", 3, "+,", "<,AUTH LOGIN", "<,AUTH PLAIN", ">,504 x", ">,334", "-,"),
        row("not-logged", 1, "+,", "<,AUTH LOGIN", "<,AUTH PLAIN", ">,334", ">,504 x", "-,"),
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
    Observation row = SmtpReading.sent(SEND.lines(mirrored)).row();
    // Sending, lines precede the connect: without it nothing shows where the contact began.
    boolean lacksConnect = outcome.equals("cleartext") && events[0].equals("!");
    assertThat(text(row)).isEqualTo(lacksConnect ? "not-logged" : outcome);
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Connector is configured to send mail only over TLS connections and remote doesn't support TLS",
        "Connector is configured to send mail only over TLS",
        "Drop connection because TLS configuration requires TLS but remote does not offer it",
        "TLS is required for this domain, but STARTTLS was not offered",
        "The remote server does not support TLS, which the connector requires",
      })
  void aSendThatIsGivenUpBecauseTlsIsNotOffered(String sentence) {
    for (String event : List.of("*," + quoted(sentence) + ",", "*,," + quoted(sentence))) {
      String[] events = {"+,", "<,220 x", ">,EHLO y", "<,250 x", event, ">,QUIT", "-,,Local"};
      Observation row = SmtpReading.sent(SEND.lines(events)).row();
      assertThat(text(row)).isEqualTo("failed " + sentence);
      assertThat(row.number(SOURCE_LINE)).isEqualTo(5);
      // Said where the rest is missing, too; and of no meaning once there was a handshake.
      assertThat(text(SmtpReading.sent(SEND.lines(4, event)).row())).startsWith("failed");
      assertThat(text(SmtpReading.sent(SEND.lines("+,", TLS_1_2, event, "-,")).row()))
          .isEqualTo("TLS 1.2");
      assertThat(text(SmtpReading.received(RECEIVE.lines("+,", event, "-,")).row()))
          .isEqualTo("none");
    }
  }

  private static String quoted(String text) {
    return text.indexOf(',') < 0 ? text : '"' + text + '"';
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TlsDomainCapabilities='None'; Status='NoRemoteCertificate'",
        "CN=TLS required; not here",
        "TLS is required",
        "Remote server does not offer TLS",
        "must not require HTLSX"
      })
  void otherInformationIsNoFailure(String text) {
    String[] events = {"+,", "*," + text + ",Certificate subject", "-,"};
    assertThat(text(SmtpReading.sent(SEND.lines(events)).row())).isEqualTo("none");
    if (!text.startsWith("CN=")) {
      events[1] = "*,," + text;
      assertThat(text(SmtpReading.sent(SEND.lines(events)).row())).isEqualTo("none");
    }
  }

  @Test
  void aRejectedLineLeavesAGap() {
    String[] lines = RECEIVE.lines("+,", "<,EHLO y", "<,MAIL FROM:<a@b>", ">,250 ok", "-,");
    lines[1] = "2024-03-04T07:00:01.5";

    SmtpReading reading = SmtpReading.received(lines);
    assertThat(reading.counts()).isEqualTo(new LineCounts(5, 4, 0, 1, 1));
    assertThat(text(reading.rows().get(0))).isEqualTo("not-logged");
  }
}
