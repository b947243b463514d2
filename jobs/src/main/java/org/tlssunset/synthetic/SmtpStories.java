package org.tlssunset.synthetic;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tlssunset.synthetic.SmtpEvent.Proof;

/** What is said in the sessions of one server: times are milliseconds since 1970. */
final class SmtpStories {

  private static final DateTimeFormatter RFC5322 =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private static final List<String> ERRORS =
      List.of("SocketError", "AlgorithmMismatch", "UnknownCredentials", "NoCredentials");

  private final MailServer server;
  private final boolean isNasty;
  private long datedSecond;
  private String dated = "";

  /**
   * @param isNasty whether handshakes may be told in any of the ways that occur
   */
  SmtpStories(MailServer server, boolean isNasty) {
    this.server = server;
    this.isNasty = isNasty;
  }

  /** The server checks its own health. */
  SmtpDialogue probe(long time, Dice dice) {
    return new SmtpDialogue(false, isNasty, dice)
        .connect()
        .greet(server.fqdn(), date(time))
        .hello(server.name(), server.fqdn(), "127.0.0.1", true)
        .mail("HealthMailbox7c1d@contoso.com", "HealthMailbox7c1d@contoso.com", dice.bits())
        .quit();
  }

  /** This server calls, and nobody answers. */
  SmtpDialogue unreachable(Client client, Dice dice) {
    return new SmtpDialogue(true, isNasty, dice).failToConnect(client.address());
  }

  /**
   * The front end hands clients' mails on to hub transport, in one session.
   *
   * @param isSend whether it is told by the front end's log, and not by hub transport's
   * @param mails at least one, in the order of time
   */
  SmtpDialogue inner(boolean isSend, List<HandedMail> mails, Dice dice) {
    HandedMail first = mails.get(0);
    SmtpDialogue dialogue = new SmtpDialogue(isSend, isNasty, dice).connect();
    if (isSend) {
      dialogue.proxying(first.sessionId());
    }
    dialogue
        .greet(server.fqdn(), date(first.time()))
        .hello(server.fqdn(), server.fqdn(), server.address(), true)
        .startTls("X-ANONYMOUSTLS")
        .handshake(Tls.TLS12, server.fqdn())
        .hello(server.fqdn(), server.fqdn(), server.address(), false)
        .command("X-EXPS EXCHANGEAUTH SHA256 ")
        .answer("235 <authentication response>");
    long before = first.time();
    for (HandedMail mail : mails) {
      dialogue.idle((int) (mail.time() - before));
      before = mail.time();
      if (isSend && mail != first) {
        dialogue.proxying(mail.sessionId());
      }
      dialogue
          .proxyFrom(mail.sessionId(), mail.client(), mail.port(), true)
          .mail(sender(mail.client()), "sales@contoso.com", mail.messageId());
    }
    return dialogue.quit();
  }

  /** A client, or another company, sends mail on port 25. */
  SmtpDialogue inbound(Client client, @Nullable Tls tls, long time, Dice dice) {
    SmtpDialogue dialogue = opening(client, time, dice);
    if (client.story() == Story.FAILS) {
      dialogue.startTls("STARTTLS").failedHandshake("mail.contoso.com", dice.oneOf(ERRORS));
      return dialogue.end("Local");
    }
    if (tls != null) {
      encrypt(dialogue, client, tls);
      if (isNasty && dice.oneIn(12)) {
        encrypt(dialogue, client, dice.oneIn(2) ? Tls.TLS14 : client.legacy());
      }
    }
    if (isNasty && tls == null && dice.oneIn(20)) {
      return dialogue.refusedSignIn().quit();
    }
    if (tls == null && client.kind() == ClientKind.SCANNER) {
      signIn(dialogue, "CONTOSO\\scan");
    }
    if (isNasty && dice.oneIn(15)) {
      dialogue.proxyFrom("08DC000000000000", client, 25, false);
    }
    if (isNasty && dice.oneIn(20)) {
      dialogue.failedSignIn("admin");
    }
    if (isNasty && dice.oneIn(12)) {
      dialogue.mail("HealthMailbox7c1d@contoso.com", "sales@contoso.com", dice.bits());
      if (dice.oneIn(3)) {
        return dialogue.quit();
      }
    }
    int mails = dice.oneIn(4) ? 2 : 1;
    for (int i = 0; i < mails; i++) {
      dialogue.mail(sender(client), "sales@contoso.com", dice.bits());
    }
    if (client.kind() == ClientKind.PARTNER && dice.oneIn(20)) {
      // A connection that is kept for the next mail, which does not come.
      dialogue.waitFor(60_000 + dice.below(240_000));
    }
    return dice.oneIn(30) ? dialogue.end("Remote(SocketError)") : dialogue.quit();
  }

  /** A client signs in on port 587, and sends mail. */
  SmtpDialogue submission(Client client, @Nullable Tls tls, long time, Dice dice) {
    SmtpDialogue dialogue = opening(client, time, dice);
    if (tls == null) {
      return dialogue
          .command("AUTH LOGIN", Proof.MAIL_OR_SIGN_IN)
          .answer("451 5.7.3 Must issue a STARTTLS command first", Proof.TLS_DEMANDED)
          .quit();
    }
    return signIn(encrypt(dialogue, client, tls), String.valueOf(client.user()))
        .mail(sender(client), "sales@contoso.com", dice.bits())
        .quit();
  }

  private static SmtpDialogue signIn(SmtpDialogue dialogue, String user) {
    return dialogue
        .command("AUTH LOGIN", Proof.MAIL_OR_SIGN_IN)
        .answer("334 <authentication response>")
        .command("<authentication response>")
        .information(user, "authenticated")
        .answer("235 2.7.0 Authentication successful");
  }

  private SmtpDialogue opening(Client client, long time, Dice dice) {
    return new SmtpDialogue(false, isNasty, dice)
        .connect()
        .greet(server.fqdn(), date(time))
        .hello(client.name(), server.fqdn(), client.address(), true);
  }

  private SmtpDialogue encrypt(SmtpDialogue dialogue, Client client, Tls tls) {
    return dialogue
        .startTls("STARTTLS")
        .handshake(tls, "mail.contoso.com")
        .information("", "TlsDomainCapabilities='None'; Status='NoRemoteCertificate'")
        .hello(client.name(), server.fqdn(), client.address(), false);
  }

  /** Somebody looks whether the port is open. */
  SmtpDialogue portCheck(long time, Dice dice) {
    return new SmtpDialogue(false, isNasty, dice)
        .connect()
        .greet(server.fqdn(), date(time))
        .end("Remote(SocketError)");
  }

  /** This server sends mail to another company. */
  SmtpDialogue outbound(Client client, @Nullable Tls tls, long time, Dice dice) {
    boolean offersTls = client.story() != Story.CLEARTEXT;
    boolean isMasked = isNasty && dice.oneIn(8);
    SmtpDialogue dialogue =
        new SmtpDialogue(true, isNasty, dice)
            .connect()
            .greet(isMasked ? "*".repeat(40) : client.name(), date(time))
            .hello(server.fqdn(), client.name(), server.address(), offersTls);
    if (client.story() == Story.FAILS) {
      dialogue.startTls("STARTTLS").failedHandshake(client.name(), dice.oneOf(ERRORS));
      return dialogue.end("Local");
    }
    if (tls != null) {
      dialogue
          .startTls("STARTTLS")
          .handshake(tls, client.name())
          .hello(server.fqdn(), client.name(), server.address(), false);
    }
    if (isNasty && client.story() == Story.CLEARTEXT && dice.oneIn(3)) {
      return dialogue.tlsNotOffered();
    }
    return dialogue.mail("sales@contoso.com", sender(client), dice.bits()).quit();
  }

  private static String sender(Client client) {
    int dot = client.name().indexOf('.');
    return client.name().substring(0, dot) + "@" + client.name().substring(dot + 1);
  }

  /** The moment as a greeting has it. */
  private String date(long time) {
    if (time / 1000 != datedSecond) {
      datedSecond = time / 1000;
      dated = RFC5322.format(Instant.ofEpochMilli(time));
    }
    return dated;
  }
}
