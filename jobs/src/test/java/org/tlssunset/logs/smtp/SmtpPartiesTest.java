package org.tlssunset.logs.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tlssunset.logs.smtp.SmtpScript.DEMAND;
import static org.tlssunset.logs.smtp.SmtpScript.RECEIVE;
import static org.tlssunset.logs.smtp.SmtpScript.SEND;
import static org.tlssunset.logs.smtp.SmtpScript.TLS_1_2;
import static org.tlssunset.schema.ObservationColumn.FAILURE_CLASS;
import static org.tlssunset.schema.ObservationColumn.INNER;
import static org.tlssunset.schema.ObservationColumn.MESSAGES;
import static org.tlssunset.schema.ObservationColumn.SOURCE_FILE;
import static org.tlssunset.schema.ObservationColumn.USED;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tlssunset.logs.InnerClient;
import org.tlssunset.logs.Observation;
import org.tlssunset.logs.OpenSession;
import org.tlssunset.schema.Source;

/** What a session tells of whose it is, and whether the service was used. */
class SmtpPartiesTest {

  private static final String HANDOVER =
      "XPROXYFROM SID=08DAF IP=192.0.2.77 PORT=51326 DOMAIN=mail.example.com SEQNUM=1 PERMS=1073";

  private static Observation received(String... events) {
    return SmtpReading.received(RECEIVE.lines(events)).row();
  }

  private static Observation sent(String... events) {
    return SmtpReading.sent(SEND.lines(events)).row();
  }

  /** 354 only asks for the content: what follows it is the answer. */
  @Test
  void mailsThatAreAccepted() {
    String[] mail = {
      "<,MAIL FROM:<a@b>", ">,250 ok", "<,RCPT TO:<c@d>", ">,250 ok", "<,DATA", ">,354 go"
    };
    assertThat(mails(with(mail, ">,250 2.6.0 queued"))).isEqualTo(1);
    assertThat(mails(with(mail, ">,550 5.7.1 refused"))).isZero();
    assertThat(mails(mail)).isZero();
    assertThat(mails("<,BDAT 10", ">,250 ok", "<,BDAT 5 LAST", ">,250 ok")).isEqualTo(1);
    assertThat(mails("<,bdat 5 last", ">,250 ok", "<,BDAT 0 LAST", ">,250 ok")).isEqualTo(2);
    assertThat(mails("<,RSET", ">,250 ok", "<,NOOP", ">,250 ok")).isZero();
  }

  /** Pipelined commands are answered in their order. */
  @Test
  void aMailIsAcceptedByItsOwnAnswer() {
    String[] commands = {"<,MAIL FROM:<a@b>", "<,RCPT TO:<c@d>", "<,BDAT 5 LAST"};
    assertThat(mails(with(commands, ">,250 ok", ">,250 ok", ">,250 ok"))).isEqualTo(1);
    assertThat(mails(with(commands, ">,250 ok", ">,550 no", ">,550 no"))).isZero();
    assertThat(mails(with(commands, ">,250 ok", ">,250 ok"))).isZero();
  }

  private static long mails(String... events) {
    Observation row = received(with(new String[] {"+,", ">,220 hi"}, with(events, "-,")));
    assertThat(row.number(USED)).isEqualTo(row.number(MESSAGES));
    return row.number(MESSAGES);
  }

  private static String[] with(String[] some, String... more) {
    return Stream.of(some, more).flatMap(Arrays::stream).toArray(String[]::new);
  }

  @Test
  void signInsThatSucceed() {
    assertThat(used("<,AUTH LOGIN", ">,334 a", ">,334 b", ">,235 ok")).isEqualTo(1);
    assertThat(used("<,AUTH LOGIN", ">,334 a", ">,535 no")).isZero();
    assertThat(used("<,AUTH NTLM", ">,334 a", "*,C\\joe,authenticated", ">,235 ok")).isEqualTo(1);
    assertThat(used("<,AUTH NTLM", "*,C\\joe,authenticated", ">,535 no")).isZero();
    assertThat(
            used(
                "<,AUTH LOGIN",
                ">,334 a",
                "*,,Proxy session was successfully set up. Session for al will now be proxied",
                ">,235 ok"))
        .isEqualTo(1);
    assertThat(used("<,AUTH LOGIN", ">,235 ok", "<,AUTH LOGIN", ">,235 ok")).isEqualTo(2);
  }

  private static long used(String... events) {
    return received(with(new String[] {"+,", ">,220 hi"}, with(events, "-,"))).number(USED);
  }

  /** Anybody may say X-ANONYMOUSTLS, and users may sign in with X-EXPS: both together do not. */
  @Test
  void twoServersTalk() {
    String[] anonymous = {"+,", "<,EHLO ex02", ">,250 ok", "<,X-ANONYMOUSTLS", ">,220 go", TLS_1_2};
    String[] exps = {"<,EHLO ex02", ">,250 ok", "<,X-EXPS EXCHANGEAUTH", ">,334 x"};
    assertThat(isInner(with(anonymous, with(exps, ">,235 ok", "-,")))).isTrue();
    assertThat(isInner(with(anonymous, with(exps, ">,535 no", "-,")))).isFalse();
    assertThat(isInner(with(anonymous, "<,EHLO x", ">,250 ok", "-,"))).isFalse();
    assertThat(isInner(with(new String[] {"+,"}, with(exps, ">,235 ok", "-,")))).isFalse();
    String[] byStartTls = {"+,", "<,STARTTLS", ">,220 go", TLS_1_2};
    assertThat(isInner(with(byStartTls, with(exps, ">,235 ok", "-,")))).isFalse();
    String[] refused = {"+,", "<,X-ANONYMOUSTLS", ">,500 what?", "<,STARTTLS", ">,220 go", TLS_1_2};
    assertThat(isInner(with(refused, with(exps, ">,235 ok", "-,")))).isFalse();
  }

  private static boolean isInner(String... events) {
    return Boolean.TRUE.equals(received(events).get(INNER));
  }

  /** Wherever the log is cut. */
  @Test
  void twoServersTalkInTwoLogs() {
    String[] lines =
        RECEIVE.lines(
            "+,",
            "<,X-ANONYMOUSTLS",
            ">,220 go",
            TLS_1_2,
            "<,EHLO ex02",
            ">,250 ok",
            "<,X-EXPS EXCHANGEAUTH",
            ">,235 ok",
            "<,MAIL FROM:<a@b>",
            ">,250 ok",
            "<,BDAT 5 LAST",
            ">,250 ok",
            "-,");
    for (int cut = 1; cut < lines.length; cut++) {
      List<SmtpReading> logs =
          List.of(
              SmtpReading.received(Arrays.copyOf(lines, cut)),
              SmtpReading.received(Arrays.copyOfRange(lines, cut, lines.length)));
      List<Observation> rows = SmtpReading.rows(logs);
      assertThat(rows).as("cut at %d", cut).hasSize(1);
      assertThat(rows.get(0).get(INNER)).as("cut at %d", cut).isEqualTo(true);
      assertThat(rows.get(0).get(MESSAGES)).as("cut at %d", cut).isEqualTo(1L);
      assertThat(rows.get(0).get(USED)).as("cut at %d", cut).isEqualTo(2L);
    }
  }

  @Test
  void aSessionIsHandedOn() {
    SmtpReading reading =
        SmtpReading.received(
            RECEIVE.lines("+,", "<,EHLO ex02", ">,250 ok", "<," + HANDOVER, ">,250 ok", "-,"));

    assertThat(reading.row().get(INNER)).isEqualTo(true);
    assertThat(reading.innerClients())
        .containsExactly(
            new InnerClient(
                new InnerClient.Hop(
                    Source.SMTP_RECEIVE, "EX01", "Default Frontend EX01", "08DC1DB8591B229A"),
                new InnerClient.Client(
                    "08DAF", "192.0.2.77", "192.0.2.77", 51326, "mail.example.com"),
                1709535603500000L,
                4));
  }

  @Test
  void manySessionsAreHandedOn() {
    String[] events = {"+,", "<,EHLO ex02", ">,250 ok"};
    for (int i = 0; i < 30; i++) {
      String answer = i % 3 == 0 ? ">,550 5.7.1 no" : ">,250 ok";
      events = with(events, "<,XPROXYFROM SID=" + i + " IP=2001:DB8::" + i, answer);
    }
    List<InnerClient> clients =
        SmtpReading.received(RECEIVE.lines(with(events, "-,"))).innerClients();

    assertThat(clients).hasSize(20);
    assertThat(clients.get(0).client().sid()).isEqualTo("1");
    assertThat(clients.get(0).client().address()).isEqualTo("2001:db8::1");
    assertThat(clients.get(0).client().peer()).isEqualTo("2001:DB8::1");
  }

  /** Wherever a log ends, the parts tell of the same as the whole; of which log, too. */
  @Test
  void whatIsHandedOnAcrossLogs() {
    String[] events = {"+,", "<,EHLO ex02", ">,250 ok"};
    for (int i = 0; i < 4; i++) {
      String answer = i % 3 == 0 ? ">,550 5.7.1 no" : ">,250 ok";
      events = with(events, "<,XPROXYFROM SID=" + i + " IP=2001:DB8::" + i, answer);
    }
    events = with(events, "-,");
    List<String> whole = List.of("1 in 6", "2 in 8");
    for (int one = 1; one < events.length; one++) {
      for (int two = one; two < events.length; two++) {
        List<OpenSession> parts = new ArrayList<>();
        List<String> found = new ArrayList<>();
        for (int[] edges : new int[][] {{0, one}, {one, two}, {two, events.length}}) {
          if (edges[0] < edges[1]) {
            String[] lines = Arrays.copyOfRange(events, edges[0], edges[1]);
            SmtpReading log = SmtpReading.received(RECEIVE.lines(edges[0], lines));
            log.parts().forEach(part -> part.seen().set(SOURCE_FILE, "" + edges[0]));
            log.innerClients().forEach(client -> found.add(found(client, edges[0])));
            parts.addAll(log.parts());
          }
        }
        OpenSession session = OpenSession.joined(parts).get(0);
        session
            .accepted()
            .forEach(
                handed -> found.add(found(handed.client(), Integer.parseInt(handed.sourceFile()))));

        assertThat(found).as("%d, %d", one, two).containsExactlyInAnyOrderElementsOf(whole);
        assertThat(session.conclude().orElseThrow().get(INNER)).isEqualTo(true);
      }
    }
  }

  private static String found(InnerClient client, int before) {
    return client.client().sid() + " in " + (before + client.line());
  }

  /** An outsider may type it; a masked address names nobody. */
  @Test
  void whatIsNotAcceptedIsNotHandedOn() {
    assertThat(handedOn("<," + HANDOVER, ">,500 5.3.3 Unrecognized command")).isEmpty();
    assertThat(handedOn("<," + HANDOVER)).isEmpty();
    assertThat(handedOn("<,XPROXYTO SID=1", ">,250 ok")).isEmpty();
    assertThat(handedOn("<,XPROXY", ">,250 ok")).isEmpty();
    // The answer may be that to EHLO, which it did not wait for.
    assertThat(handedOn("<,EHLO x", "<," + HANDOVER, ">,250 ok", ">,500 no")).isEmpty();
    List<InnerClient> masked = handedOn("<,XPROXY SID=1 IP=10.0.0.x DOMAIN=", ">,250 ok");
    assertThat(masked).hasSize(1);
    assertThat(masked.get(0).client().address()).isNull();
    assertThat(masked.get(0).client().name()).isNull();
  }

  private static List<InnerClient> handedOn(String... events) {
    return SmtpReading.received(RECEIVE.lines(with(new String[] {"+,"}, with(events, "-,"))))
        .innerClients();
  }

  @Test
  void whyThereWasNoHandshake() {
    assertThat(received("+,", "<,MAIL FROM:<a@b>", ">," + DEMAND, "-,").text(FAILURE_CLASS))
        .isEqualTo("demanded");
    String unmet = "*,,Connector is configured to send mail only over TLS connections";
    assertThat(sent("+,", unmet, "-,").text(FAILURE_CLASS)).isEqualTo("demanded");
    assertThat(received("+,", "<,STARTTLS", ">,220 go", "-,").text(FAILURE_CLASS))
        .isEqualTo("unknown");
    assertThat(received("+,", "<,EHLO x", ">,250 ok", "-,").get(FAILURE_CLASS)).isNull();
  }
}
