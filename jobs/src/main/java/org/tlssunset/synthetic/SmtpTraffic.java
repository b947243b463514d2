package org.tlssunset.synthetic;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tlssunset.synthetic.SmtpEvent.Proof;

/** The mail that goes through one server, and the four logs that tell of it. */
final class SmtpTraffic {

  private static final DateTimeFormatter RFC5322 =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private static final List<String> ERRORS =
      List.of("SocketError", "AlgorithmMismatch", "UnknownCredentials", "NoCredentials");

  private final boolean isNasty;
  private final MailServer server;
  private final SessionIds ids;
  private final SmtpLog frontEndReceive;
  private final SmtpLog frontEndSend;
  private final SmtpLog hubReceive;
  private final SmtpLog hubSend;
  private long datedSecond;
  private String dated = "";

  SmtpTraffic(
      ArchiveShape shape, MailServer server, SessionIds ids, Shelf shelf, Tally tally, Dice dice) {
    isNasty = shape.nasty();
    this.server = server;
    this.ids = ids;
    String logs = server.name() + "/TransportRoles/Logs/";
    // The busiest server has files by the hour.
    frontEndReceive =
        new SmtpLog(
            shape,
            logs + "FrontEnd/ProtocolLog/SmtpReceive",
            false,
            server.number() == 0,
            shelf,
            tally,
            dice.split(1));
    frontEndSend =
        new SmtpLog(
            shape,
            logs + "FrontEnd/ProtocolLog/SmtpSend",
            true,
            false,
            shelf,
            tally,
            dice.split(2));
    hubReceive =
        new SmtpLog(
            shape, logs + "Hub/ProtocolLog/SmtpReceive", false, false, shelf, tally, dice.split(3));
    hubSend =
        new SmtpLog(
            shape, logs + "Hub/ProtocolLog/SmtpSend", true, false, shelf, tally, dice.split(4));
  }

  void writeUntil(long time) throws IOException {
    frontEndReceive.writeUntil(time);
    frontEndSend.writeUntil(time);
    hubReceive.writeUntil(time);
    hubSend.writeUntil(time);
  }

  void close() throws IOException {
    frontEndReceive.close();
    frontEndSend.close();
    hubReceive.close();
    hubSend.close();
  }

  /**
   * A client's session, with all that comes of it.
   *
   * @param time milliseconds since 1970
   * @param day of the archive, from 0
   */
  void session(Client client, long time, int day, Dice dice) {
    Story story = client.story();
    Tls tls = story.handshake(client, day, dice);
    if (story == Story.PORT_CHECK) {
      receive(client, false, time, portCheck(time, dice), dice);
    } else if (story == Story.UNREACHABLE) {
      send(
          client,
          time,
          new SmtpDialogue(true, isNasty, dice).failToConnect(client.address()),
          dice);
    } else if (client.kind() == ClientKind.PARTNER && dice.oneIn(2)) {
      send(client, time, outbound(client, tls, time, dice), dice);
    } else if (client.kind() == ClientKind.SUBMITTER) {
      receive(client, true, time, submission(client, tls, time, dice), dice);
    } else {
      receive(client, false, time, inbound(client, tls, time, dice), dice);
    }
  }

  /** A health check's session, over loopback. */
  void probe(long time, Dice dice) {
    SmtpDialogue dialogue =
        new SmtpDialogue(false, isNasty, dice)
            .connect()
            .greet(server.fqdn(), date(time))
            .hello(server.name(), server.fqdn(), "127.0.0.1", true)
            .mail("HealthMailbox7c1d@contoso.com", "HealthMailbox7c1d@contoso.com", dice.bits())
            .quit();
    frontEndReceive.add(
        new SmtpSession(
            server.name() + "\\Default Frontend " + server.name(),
            ids.next(),
            "127.0.0.1:25",
            "127.0.0.1:" + (1024 + dice.below(60_000)),
            "127.0.0.1",
            false,
            true,
            dialogue.events(),
            fate(dialogue.events(), dice),
            time));
  }

  private void receive(
      Client client, boolean isSubmission, long time, SmtpDialogue dialogue, Dice dice) {
    String id = ids.next();
    int port = 1024 + dice.below(60_000);
    boolean isMasked = isNasty && dice.oneIn(40);
    frontEndReceive.add(
        new SmtpSession(
            server.name() + "\\" + connector(client, isSubmission),
            id,
            server.address() + (isSubmission ? ":587" : ":25"),
            isMasked ? "xx.xx.xx.xx:" + port : SmtpSession.endpoint(client.spelling(), port),
            isMasked ? null : client.address(),
            false,
            false,
            dialogue.events(),
            fate(dialogue.events(), dice),
            time));
    boolean isAccepted =
        dialogue.events().stream().anyMatch(event -> event.data().startsWith("BDAT"));
    if (isAccepted) {
      passOn(client, id, isSubmission, time, port, dice);
    }
  }

  private String connector(Client client, boolean isSubmission) {
    if (isSubmission) {
      return "Client Frontend " + server.name();
    }
    boolean hasOwn = isNasty && client.kind() == ClientKind.SCANNER;
    return hasOwn ? "Relay \"Büro\", 2. Stock" : "Default Frontend " + server.name();
  }

  /** The front end hands the mail on to hub transport: two more sessions, seen from both sides. */
  private void passOn(
      Client client, String id, boolean isSubmission, long time, int port, Dice dice) {
    long start = time + 250;
    String localEnd = server.address() + ":" + (1024 + dice.below(60_000));
    String hubEnd = server.address() + ":2525";
    long messageId = dice.bits();
    frontEndSend.add(
        new SmtpSession(
            (isSubmission ? "Client" : "Inbound") + " Proxy Internal Send Connector",
            ids.next(),
            localEnd,
            hubEnd,
            server.address(),
            true,
            false,
            inner(new SmtpDialogue(true, isNasty, dice), client, id, port, start, messageId)
                .events(),
            SmtpFate.NONE,
            start));
    hubReceive.add(
        new SmtpSession(
            server.name() + "\\Default " + server.name(),
            ids.next(),
            hubEnd,
            localEnd,
            server.address(),
            false,
            false,
            inner(new SmtpDialogue(false, isNasty, dice), client, id, port, start, messageId)
                .events(),
            SmtpFate.NONE,
            start));
  }

  private SmtpDialogue inner(
      SmtpDialogue dialogue, Client client, String id, int port, long time, long messageId) {
    return dialogue
        .connect()
        .greet(server.fqdn(), date(time))
        .hello(server.fqdn(), server.fqdn(), server.address(), true)
        .startTls("X-ANONYMOUSTLS")
        .handshake(Tls.TLS12, server.fqdn())
        .hello(server.fqdn(), server.fqdn(), server.address(), false)
        .command("X-EXPS EXCHANGEAUTH SHA256 ")
        .answer("235 <authentication response>")
        .proxyFrom(id, client, port)
        .mail(sender(client), "sales@contoso.com", messageId)
        .quit();
  }

  private SmtpDialogue inbound(Client client, @Nullable Tls tls, long time, Dice dice) {
    boolean offersTls = client.kind() == ClientKind.PARTNER;
    SmtpDialogue dialogue = opening(client, time, dice, true);
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
    int mails = dice.oneIn(4) ? 2 : 1;
    for (int i = 0; i < mails; i++) {
      dialogue.mail(sender(client), "sales@contoso.com", dice.bits());
    }
    if (offersTls && dice.oneIn(20)) {
      // A connection that is kept for the next mail, which does not come.
      dialogue.waitFor(60_000 + dice.below(240_000));
    }
    return dice.oneIn(30) ? dialogue.end("Remote(SocketError)") : dialogue.quit();
  }

  private SmtpDialogue submission(Client client, @Nullable Tls tls, long time, Dice dice) {
    SmtpDialogue dialogue = opening(client, time, dice, true);
    if (tls == null) {
      return dialogue
          .command("AUTH LOGIN", Proof.MAIL_OR_SIGN_IN)
          .answer("451 5.7.3 Must issue a STARTTLS command first", Proof.TLS_DEMANDED)
          .quit();
    }
    return encrypt(dialogue, client, tls)
        .command("AUTH LOGIN", Proof.MAIL_OR_SIGN_IN)
        .answer("334 <authentication response>")
        .command("<authentication response>")
        .information(String.valueOf(client.user()), "authenticated")
        .answer("235 2.7.0 Authentication successful")
        .mail(sender(client), "sales@contoso.com", dice.bits())
        .quit();
  }

  private SmtpDialogue opening(Client client, long time, Dice dice, boolean offersTls) {
    return new SmtpDialogue(false, isNasty, dice)
        .connect()
        .greet(server.fqdn(), date(time))
        .hello(client.name(), server.fqdn(), client.address(), offersTls);
  }

  private SmtpDialogue encrypt(SmtpDialogue dialogue, Client client, Tls tls) {
    return dialogue
        .startTls("STARTTLS")
        .handshake(tls, "mail.contoso.com")
        .information("", "TlsDomainCapabilities='None'; Status='NoRemoteCertificate'")
        .hello(client.name(), server.fqdn(), client.address(), false);
  }

  private SmtpDialogue portCheck(long time, Dice dice) {
    return new SmtpDialogue(false, isNasty, dice)
        .connect()
        .greet(server.fqdn(), date(time))
        .end("Remote(SocketError)");
  }

  private void send(Client client, long time, SmtpDialogue dialogue, Dice dice) {
    hubSend.add(
        new SmtpSession(
            "To Internet",
            ids.next(),
            server.address() + ":" + (1024 + dice.below(60_000)),
            SmtpSession.endpoint(client.spelling(), 25),
            client.address(),
            true,
            false,
            dialogue.events(),
            fate(dialogue.events(), dice),
            time));
  }

  private SmtpDialogue outbound(Client client, @Nullable Tls tls, long time, Dice dice) {
    boolean offersTls = client.story() != Story.CLEARTEXT;
    SmtpDialogue dialogue =
        new SmtpDialogue(true, isNasty, dice)
            .connect()
            .greet(client.name(), date(time))
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
    return dialogue.mail("sales@contoso.com", sender(client), dice.bits()).quit();
  }

  private SmtpFate fate(List<SmtpEvent> events, Dice dice) {
    boolean mayLoseLines =
        isNasty && events.stream().noneMatch(event -> event.proof() == Proof.TLS_DEMANDED);
    return mayLoseLines ? SmtpFate.any(events, dice) : SmtpFate.NONE;
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
