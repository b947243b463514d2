package org.tlssunset.synthetic.party;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tlssunset.synthetic.Dice;
import org.tlssunset.synthetic.SmtpDialogue;
import org.tlssunset.synthetic.Tls;

/** What is said in sessions: their common parts. */
public final class MailTalk {

  private static final DateTimeFormatter RFC5322 =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss +0000", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /**
   * Who talks.
   *
   * @param caller the name of the side that calls
   * @param callerAddress its address, as it is greeted
   * @param called the name of the other one
   */
  public record Hosts(String caller, String callerAddress, String called) {}

  private final boolean isNasty;
  private final Dice dice;

  public MailTalk(boolean isNasty, Dice dice) {
    this.isNasty = isNasty;
    this.dice = dice;
  }

  /** The connection, up to the first EHLO. */
  SmtpDialogue opening(boolean isSend, Hosts hosts, long time) {
    return opening(isSend, hosts, time, true);
  }

  /**
   * The same.
   *
   * @param offersTls whether the called side does
   */
  public SmtpDialogue opening(boolean isSend, Hosts hosts, long time, boolean offersTls) {
    return new SmtpDialogue(isSend, isNasty, dice)
        .connect()
        .greet(hosts.called(), RFC5322.format(Instant.ofEpochMilli(time)))
        .hello(hosts.caller(), hosts.called(), hosts.callerAddress(), offersTls);
  }

  /**
   * The same, encrypted.
   *
   * @param command STARTTLS, or X-ANONYMOUSTLS
   * @param tls null if it stays in clear
   */
  public SmtpDialogue opening(
      boolean isSend, Hosts hosts, long time, String command, @Nullable Tls tls) {
    SmtpDialogue dialogue = opening(isSend, hosts, time);
    if (tls != null) {
      dialogue
          .startTls(command)
          .handshake(tls, hosts.called())
          .hello(hosts.caller(), hosts.called(), hosts.callerAddress(), false);
    }
    return dialogue;
  }

  /** Two servers of the organisation, which have proved to each other that they are. */
  SmtpDialogue betweenServers(boolean isSend, Hosts hosts, long time, Tls tls) {
    return opening(isSend, hosts, time, "X-ANONYMOUSTLS", tls)
        .command("X-EXPS EXCHANGEAUTH SHA256 ")
        .answer("235 <authentication response>");
  }

  /** A client that signs in. */
  public void signIn(SmtpDialogue dialogue, String user) {
    dialogue
        .command("AUTH LOGIN")
        .answer("334 <authentication response>")
        .command("<authentication response>")
        .information(user, "authenticated")
        .answer("235 2.7.0 Authentication successful");
  }

  /** Some mails, accepted. */
  public SmtpDialogue mails(SmtpDialogue dialogue, String sender, int count) {
    for (int i = 0; i < count; i++) {
      dialogue.mail("info@" + sender, "sales@corp.example", dice.bits());
    }
    return dialogue;
  }
}
