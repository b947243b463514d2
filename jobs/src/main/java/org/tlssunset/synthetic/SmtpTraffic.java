package org.tlssunset.synthetic;

import java.io.IOException;
import java.util.List;

/** The mail that goes through one server, and the four logs that tell of it. */
final class SmtpTraffic {

  private final boolean isNasty;
  private final MailServer server;
  private final SessionIds ids;
  private final SmtpLog frontEndReceive;
  private final SmtpLog frontEndSend;
  private final SmtpLog hubReceive;
  private final SmtpLog hubSend;
  private final SmtpStories stories;

  SmtpTraffic(
      ArchiveShape shape, MailServer server, SessionIds ids, Shelf shelf, Tally tally, Dice dice) {
    isNasty = shape.nasty();
    this.server = server;
    this.ids = ids;
    stories = new SmtpStories(server, isNasty);
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
    Tls tls = client.story().handshake(client, day, dice);
    if (client.story() == Story.PORT_CHECK) {
      receive(client, false, time, stories.portCheck(time, dice), dice);
    } else if (client.story() == Story.UNREACHABLE) {
      send(client, time, stories.unreachable(client, dice), dice);
    } else if (client.kind() == ClientKind.PARTNER && dice.oneIn(2)) {
      send(client, time, stories.outbound(client, tls, time, dice), dice);
    } else if (client.kind() == ClientKind.SUBMITTER) {
      receive(client, true, time, stories.submission(client, tls, time, dice), dice);
    } else {
      receive(client, false, time, stories.inbound(client, tls, time, dice), dice);
    }
  }

  /** A health check's session, over loopback. */
  void probe(long time, Dice dice) {
    SmtpRoute route =
        new SmtpRoute(
            server.name() + "\\Default Frontend " + server.name(),
            false,
            "127.0.0.1:25",
            "127.0.0.1:" + port(dice),
            "127.0.0.1");
    List<SmtpEvent> events = stories.probe(time, dice).events();
    frontEndReceive.add(new SmtpSession(route, ids.next(), events, fate(events, dice), time));
  }

  private void receive(
      Client client, boolean isSubmission, long time, SmtpDialogue dialogue, Dice dice) {
    String id = ids.next();
    int port = port(dice);
    boolean isMasked = isNasty && dice.oneIn(40);
    SmtpRoute route =
        new SmtpRoute(
            server.name() + "\\" + connector(client, isSubmission),
            false,
            server.address() + (isSubmission ? ":587" : ":25"),
            isMasked ? "xx.xx.xx.xx:" + port : SmtpRoute.endpoint(client.spelling(), port),
            isMasked ? null : client.address());
    List<SmtpEvent> events = dialogue.events();
    frontEndReceive.add(new SmtpSession(route, id, events, fate(events, dice), time));
    if (events.stream().anyMatch(event -> event.data().startsWith("BDAT"))) {
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
    String frontEnd = server.address() + ":" + port(dice);
    String hub = server.address() + ":2525";
    long messageId = dice.bits();
    // Names of connectors are of the server's language, and an administrator's to choose.
    boolean isLocalised = isNasty && dice.oneIn(3);
    String sending =
        isLocalised
            ? "Внутренний соединитель отправки"
            : (isSubmission ? "Client" : "Inbound") + " Proxy Internal Send Connector";
    SmtpRoute there = new SmtpRoute(sending, true, frontEnd, hub, server.address());
    frontEndSend.add(
        new SmtpSession(
            there,
            ids.next(),
            stories.inner(true, client, id, port, start, messageId, dice).events(),
            SmtpFate.NONE,
            start));
    String receiving = server.name() + "\\Default " + server.name();
    SmtpRoute here = new SmtpRoute(receiving, false, hub, frontEnd, server.address());
    hubReceive.add(
        new SmtpSession(
            here,
            ids.next(),
            stories.inner(false, client, id, port, start, messageId, dice).events(),
            SmtpFate.NONE,
            start));
  }

  private void send(Client client, long time, SmtpDialogue dialogue, Dice dice) {
    SmtpRoute route =
        new SmtpRoute(
            "To Internet",
            true,
            server.address() + ":" + port(dice),
            SmtpRoute.endpoint(client.spelling(), 25),
            client.address());
    List<SmtpEvent> events = dialogue.events();
    hubSend.add(new SmtpSession(route, ids.next(), events, fate(events, dice), time));
  }

  private static int port(Dice dice) {
    return 1024 + dice.below(60_000);
  }

  private SmtpFate fate(List<SmtpEvent> events, Dice dice) {
    boolean mayLoseLines = isNasty && events.stream().noneMatch(SmtpEvent::isFragile);
    return mayLoseLines ? SmtpFate.any(events, dice) : SmtpFate.NONE;
  }
}
