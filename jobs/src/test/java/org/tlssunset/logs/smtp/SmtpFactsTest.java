package org.tlssunset.logs.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tlssunset.logs.smtp.SmtpScript.FAILED;
import static org.tlssunset.logs.smtp.SmtpScript.RECEIVE;
import static org.tlssunset.logs.smtp.SmtpScript.SEND;
import static org.tlssunset.logs.smtp.SmtpScript.TLS_1_0;
import static org.tlssunset.logs.smtp.SmtpScript.TLS_1_2;
import static org.tlssunset.logs.smtp.SmtpScript.UNTOLD;
import static org.tlssunset.schema.ObservationColumn.CLIENT_NAME;
import static org.tlssunset.schema.ObservationColumn.IS_PROBE;
import static org.tlssunset.schema.ObservationColumn.TLS_HOP;
import static org.tlssunset.schema.ObservationColumn.TLS_OUTCOME;
import static org.tlssunset.schema.ObservationColumn.TLS_VERSION;
import static org.tlssunset.schema.ObservationColumn.TLS_VERSION_FIRST;
import static org.tlssunset.schema.ObservationColumn.USER_NAME;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tlssunset.logs.Observation;

/** Who takes part in a session, whose hop it is, whether it is a probe, and its versions. */
class SmtpFactsTest {

  private static Observation received(String... events) {
    return SmtpReading.received(RECEIVE.lines(events)).row();
  }

  private static Observation sent(String... events) {
    return SmtpReading.sent(SEND.lines(events)).row();
  }

  /** The greeting may be masked; the answer to EHLO begins with the name, too. */
  @ParameterizedTest
  @CsvSource({
    "220 *****************, 250-mx.example.net Hello [10.0.0.4], mx.example.net",
    "220 *****************, 250 mx.example.net, mx.example.net",
    "220 *****************, '250  mx.example.net Hello [10.0.0.4] SIZE 1', mx.example.net",
    "220 *****************, '250-mx.example.net, at your service', mx.example.net",
    "220 ****0*2******0****, 250-PIPELINING, ",
    "220 *****************, 250 2.1.0 ok, ",
    "220 XXXXXXXXXXXXXXXXX, 250-mx.example.net, mx.example.net",
    "220 ESMTP, 250-mx.example.net, mx.example.net",
    "220 ex02, 250-ok, ex02",
    "220 *****************, 250-EX02 Hello [10.0.0.4], EX02",
    "220 ESMTP, '250-EX02 hello, us.example', EX02",
    "220 *****************, 250-[10.0.0.5] Hello [10.0.0.4], ",
    "220 mail.example.com ESMTP, 250-mx.example.net, mail.example.com",
    "220 *****************, 502 5.5.1 mx.example.net, ",
  })
  void theNameOfAHostThatWasCalled(String greeting, String answer, String name) {
    String[] events = {
      "+,", "<," + greeting, ">,EHLO us.example", "<," + quoted(answer) + ",", "<,250-a.b c", "-,"
    };
    assertThat(sent(events).text(CLIENT_NAME)).isEqualTo(name);
    events[2] = ">,HELO us.example";
    assertThat(sent(events).text(CLIENT_NAME)).isEqualTo(name);
    events[2] = ">,NOOP";
    assertThat(sent(events).text(CLIENT_NAME))
        .isEqualTo(greeting.contains("mail.example") ? "mail.example.com" : undotted(greeting));
  }

  private static String undotted(String greeting) {
    String word = greeting.substring(4);
    return word.chars().anyMatch(Character::isLetter) ? word : null;
  }

  private static String quoted(String text) {
    return text.indexOf(',') < 0 ? text : '"' + text + '"';
  }

  /** X-ANONYMOUSTLS after STARTTLS, or another STARTTLS, hides nothing. */
  @Test
  void theOldestOfSeveralHandshakesIsKept() {
    String tls14 = TLS_1_0.replace("TLS1_0", "TLS1_4");
    assertThat(versions("+,", "<,STARTTLS", TLS_1_0, "<,X-ANONYMOUSTLS", TLS_1_2, "-,"))
        .isEqualTo("TLS 1.2 TLS 1.0");
    assertThat(versions("+,", TLS_1_2, TLS_1_0, TLS_1_2)).isEqualTo("TLS 1.2 TLS 1.0");
    assertThat(versions("+,", TLS_1_2, TLS_1_0)).isEqualTo("TLS 1.0 TLS 1.0");
    assertThat(versions("+,", tls14, TLS_1_2, "-,")).isEqualTo("TLS 1.2 TLS 1.2");
    assertThat(versions("+,", TLS_1_2, tls14, "-,")).isEqualTo("TLS 1.4 TLS 1.2");
    assertThat(versions("+,", tls14, "-,")).isEqualTo("TLS 1.4 TLS 1.4");
    // Of one that is not told nothing is known; one that failed is none.
    assertThat(versions("+,", UNTOLD, TLS_1_2, "-,")).isEqualTo("TLS 1.2 TLS 1.2");
    assertThat(versions("+,", FAILED, TLS_1_2, "-,")).isEqualTo("TLS 1.2 TLS 1.2");
    assertThat(versions("+,", UNTOLD, "-,")).isEqualTo("null null");
  }

  private static String versions(String... events) {
    Observation row = received(events);
    return row.text(TLS_VERSION) + " " + row.text(TLS_VERSION_FIRST);
  }

  private static String user(String... events) {
    return received(events).text(USER_NAME);
  }

  @Test
  void whoSignedIn() {
    assertThat(user("+,", "*,A\\b,authenticated", "-,")).isEqualTo("A\\b");
    assertThat(user("+,", "<,AUTH LOGIN", "*,A\\b,authenticated", ">,235 ok")).isEqualTo("A\\b");
    assertThat(user("+,", "<,AUTH LOGIN", ">,334 x", "*,,User Name: joe@x ", ">,235 ok"))
        .isEqualTo("joe@x");
    assertThat(user("+,", "*,,User Name: NULL", ">,235 ok", "-,")).isNull();
    // A later refusal is of something else.
    assertThat(user("+,", "*,A\\b,authenticated", ">,235 ok", "<,MAIL FROM:<>", ">,550 no"))
        .isEqualTo("A\\b");
    assertThat(user("+,", "*,A\\b,authenticated", ">,235 ok", "*,A\\c,authenticated", ">,235 ok"))
        .isEqualTo("A\\c");
  }

  /** Scanners guess names. */
  @Test
  void whoFailedToSignInIsNobody() {
    Observation refused =
        received(
            "+,",
            "<,AUTH LOGIN",
            "*,,Inbound AUTH LOGIN failed because of LogonDenied",
            "*,,User Name: joe@x ",
            ">,535 5.7.3 Authentication unsuccessful",
            "-,");
    assertThat(refused.text(USER_NAME)).isNull();
    assertThat(refused.text(TLS_OUTCOME)).isEqualTo("cleartext");
    assertThat(user("+,", "<,AUTH LOGIN", ">,334 x", "*,,User Name: joe@x", ">,535 x")).isNull();
    assertThat(user("+,", "<,AUTH LOGIN", ">,334 x", "*,,User Name: joe@x", "-,")).isNull();
    assertThat(user("+,", "<,AUTH LOGIN", ">,334 x", "*,A\\b,authenticated", ">,535 x")).isNull();
    String[] second = {
      "+,",
      "<,AUTH LOGIN",
      ">,334 x",
      "*,Inbound AUTH LOGIN failed because of LogonDenied,",
      "*,,User Name: guess",
      ">,535 x",
      "<,AUTH LOGIN",
      ">,334 x",
      "*,A\\b,authenticated",
      ">,235 ok",
      "<,AUTH LOGIN",
      "*,,User Name: other",
      ">,535 x",
      "-,"
    };
    assertThat(user(second)).isEqualTo("A\\b");
  }

  /** The front end hands the session on once the back end has let the client in. */
  @ParameterizedTest
  @CsvSource({
    "alice@contoso.example, alice@contoso.example",
    "CONTOSO\\Jürgen Groß, CONTOSO\\Jürgen Groß",
    "NULL, ",
    "'', ",
  })
  void whoseSessionIsProxied(String name, String user) {
    String sentence =
        "Proxy session was successfully set up. Session for " + name + " will now be proxied";
    for (String event : List.of("*," + sentence + ",", "*,," + sentence)) {
      assertThat(user("+,", TLS_1_2, "<,AUTH LOGIN", ">,334 x", event, "-,")).isEqualTo(user);
    }
    String cut = "*,,Proxy session was successfully set up. Session for " + name;
    assertThat(user("+,", TLS_1_2, cut, "-,")).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<,XPROXY SID=08D IP=1.2.3.4 PORT=5 DOMAIN=x",
        "<,XPROXYFROM SID=08D IP=1.2.3.4 PORT=5 DOMAIN=x",
        "<,xproxyfrom SID=08D IP=1.2.3.4 PORT=5 DOMAIN=x",
        "<,XPROXYTO DESTINATIONS=x"
      })
  void aProxysHopIsNotTheClientsIfItWasAccepted(String event) {
    assertThat(hop("+,", event, ">,250 accepted", "-,")).isEqualTo("proxy");
    assertThat(hop("+,", event, ">,250-accepted", ">,250 x", "-,")).isEqualTo("proxy");
    assertThat(hop("+,", event, ">,500 5.3.3 Unrecognized command", "-,")).isEqualTo("client");
    assertThat(hop("+,", event, ">,500-no", ">,500 5.3.3 x", "<,NOOP", ">,250"))
        .isEqualTo("client");
    assertThat(hop("+,", event, "-,")).isEqualTo("client");
    assertThat(hop("+,", event.replace("<", ">"), "-,")).isEqualTo("client");
    // The answer of another command is none, whether sent before the answers or lost.
    assertThat(hop("+,", "<,EHLO x", event, ">,250-x", ">,250 ok", ">,500 no")).isEqualTo("client");
    assertThat(hop("+,", "<,EHLO x", event, ">,250 accepted", "<,NOOP", ">,250 ok", "-,"))
        .isEqualTo("proxy"); // The answer to EHLO is not logged.
    assertThat(hop("+,", "<,EHLO x", event, ">,500 no", "<,NOOP", ">,250 ok", "-,"))
        .isEqualTo("client");
    assertThat(hop("+,", "<,EHLO x", event, ">,250-x", ">,250 ok", ">,500 no", "<,QUIT"))
        .isEqualTo("client");
    assertThat(hop("+,", "<,NOOP", event, ">,500 x", ">,250 accepted")).isEqualTo("proxy");
    assertThat(hop("+,", "<,", event, ">,500 x", ">,250 accepted")).isEqualTo("proxy");
    assertThat(hop("+,", event, "<,NOOP", ">,500 x", ">,250 ok")).isEqualTo("client");
    assertThat(hop("+,", event, "!", "<,NOOP", ">,250 ok")).isEqualTo("client");
    assertThat(hop("+,", "<,NOOP", "!", event, ">,250 accepted")).isEqualTo("proxy");
    assertThat(hop("+,", event, ">,220 x", ">,500 no", "<,NOOP", ">,250")).isEqualTo("client");
    String[] mail = {"+,", "<,DATA", ">,354 go", event, ">,250 queued", ">,500 x"};
    assertThat(hop(mail)).isEqualTo("client");
  }

  private static String hop(String... events) {
    return received(events).text(TLS_HOP);
  }

  @Test
  void aSendSaysWhichSessionItHandsOn() {
    String proxying = "Proxying inbound session with session id 08DC1DB8591B229F";
    SmtpScript russian = SEND.withConnector("Внутренний соединитель отправки");
    for (String event : List.of("*," + proxying + ",", "*,," + proxying)) {
      assertThat(SmtpReading.sent(russian.lines("+,", event, "-,")).row().text(TLS_HOP))
          .isEqualTo("proxy");
      assertThat(received("+,", event, "-,").text(TLS_HOP)).isEqualTo("client");
    }
    // A connector's name identifies nothing: anybody may choose any.
    for (String name :
        List.of("Inbound Proxy Internal Send Connector", "Client Proxy Send Connector")) {
      assertThat(SmtpReading.sent(SEND.withConnector(name).lines("+,", "-,")).row().text(TLS_HOP))
          .isEqualTo("client");
    }
  }

  /** Said before the connection, it is of whatever comes of the attempts. */
  @Test
  void whatIsSaidBeforeTheConnectionIsOfItsHop() {
    String proxying = "*,,Proxying inbound session with session id 08DC1DB8591B229F";
    String[] before = SEND.withLocal("").lines(proxying, "*,,attempting to connect");
    String[] contact = SEND.lines(2, "+,", TLS_1_2, "-,");
    assertThat(
            SmtpReading.sent(
                    Stream.of(before, contact).flatMap(Arrays::stream).toArray(String[]::new))
                .row()
                .text(TLS_HOP))
        .isEqualTo("proxy");
  }

  @ParameterizedTest
  @CsvSource({
    "'<,MAIL FROM:<HealthMailbox12@x> SIZE=0', true",
    "'<,MAIL FROM: <healthmailbox12@x>', true",
    "'<,MAIL  FROM : <healthmailbox12@x>', true",
    "'<,MAIL FROM:<joe@HealthMailbox.x>', false",
    "'<,MAIL FROM:<>', false",
    "'*,X\\HealthMailbox12,authenticated', true",
    "'*,,User Name: HealthMailbox12', false",
    "'*,X\\joe,authenticated', false",
  })
  void probes(String event, boolean isProbe) {
    assertThat(received("+,", event, "-,").get(IS_PROBE)).isEqualTo(isProbe);
  }

  /** Else other people's mail would be counted nowhere. */
  @Test
  void aSessionIsAProbeOnlyIfAllItsMailsAre() {
    String probe = "MAIL FROM:<HealthMailbox12@x>";
    String other = "MAIL FROM:<joe@x>";
    assertThat(received("+,", "<," + probe, "<," + probe, "-,").get(IS_PROBE)).isEqualTo(true);
    assertThat(received("+,", "<," + probe, "<," + other, "-,").get(IS_PROBE)).isEqualTo(false);
    assertThat(received("+,", "<," + other, "<," + probe, "-,").get(IS_PROBE)).isEqualTo(false);
    assertThat(sent("+,", ">," + probe, ">," + other, "-,").get(IS_PROBE)).isEqualTo(false);
    assertThat(sent("+,", ">," + probe, "-,").get(IS_PROBE)).isEqualTo(true);
    String signIn = "*,X\\HealthMailbox12,authenticated";
    assertThat(received("+,", signIn, "<," + other, "-,").get(IS_PROBE)).isEqualTo(false);
    assertThat(received("+,", signIn, "<," + probe, "-,").get(IS_PROBE)).isEqualTo(true);
    // Who only says so is no probe.
    assertThat(received("+,", "*,,User Name: HealthMailbox12", ">,535 no", "-,").get(IS_PROBE))
        .isEqualTo(false);
  }

  /** Programs on a server feed mail from there. */
  @Test
  void thisMachineItselfIsNoProbe() {
    for (String remote : List.of("127.0.0.1:5", "[::1]:5")) {
      String[] lines =
          RECEIVE.withRemote(remote).lines("+,", "<,MAIL FROM:<joe@x>", ">,250 ok", "-,");
      assertThat(SmtpReading.received(lines).row().get(IS_PROBE)).isEqualTo(false);
    }
  }
}
