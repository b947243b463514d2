package org.tlssunset.synthetic;

import java.io.IOException;
import java.util.List;

/** The mail that goes through one server, and the logs that tell of it. */
final class SmtpTraffic {

  private final boolean isNasty;
  private final MailServer server;
  private final SessionIds ids;
  private final SmtpLog frontEndReceive;
  private final HandOver handOver;
  private final SmtpLog hubSend;
  private final SmtpStories stories;

  SmtpTraffic(
      ArchiveShape shape, MailServer server, SessionIds ids, Shelf shelf, Tally tally, Dice dice) {
    isNasty = shape.nasty();
    this.server = server;
    this.ids = ids;
    stories = new SmtpStories(server, isNasty);
    String logs = logs(server);
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
    handOver = new HandOver(shape, server, ids, stories, shelf, tally, dice);
    hubSend =
        new SmtpLog(
            shape, logs + "Hub/ProtocolLog/SmtpSend", true, false, shelf, tally, dice.split(4));
  }

  /** The folder of a server's logs. */
  static String logs(MailServer server) {
    return server.name() + "/TransportRoles/Logs/";
  }

  void writeUntil(long time) throws IOException {
    frontEndReceive.writeUntil(time);
    handOver.writeUntil(time);
    hubSend.writeUntil(time);
  }

  void close() throws IOException {
    frontEndReceive.close();
    handOver.close();
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
            server.name(),
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
            server.name(),
            server.name() + "\\" + connector(client, isSubmission),
            false,
            server.address() + (isSubmission ? ":587" : ":25"),
            isMasked ? "xx.xx.xx.xx:" + port : SmtpRoute.endpoint(client.spelling(), port),
            isMasked ? null : client.address());
    List<SmtpEvent> events = dialogue.events();
    frontEndReceive.add(new SmtpSession(route, id, events, fate(events, dice), time));
    if (events.stream().anyMatch(event -> event.data().startsWith("BDAT"))) {
      HandedMail mail = new HandedMail(client, id, port, time + 250, dice.bits());
      handOver.hand(mail, isSubmission, dice);
    }
  }

  private String connector(Client client, boolean isSubmission) {
    if (isSubmission) {
      return "Client Frontend " + server.name();
    }
    boolean hasOwn = isNasty && client.kind() == ClientKind.SCANNER;
    return hasOwn ? "Relay \"Büro\", 2. Stock" : "Default Frontend " + server.name();
  }

  private void send(Client client, long time, SmtpDialogue dialogue, Dice dice) {
    SmtpRoute route =
        new SmtpRoute(
            server.name(),
            "To Internet",
            true,
            server.address() + ":" + port(dice),
            SmtpRoute.endpoint(client.spelling(), 25),
            client.address());
    List<SmtpEvent> events = dialogue.events();
    hubSend.add(new SmtpSession(route, ids.next(), events, fate(events, dice), time));
  }

  static int port(Dice dice) {
    return 1024 + dice.below(60_000);
  }

  private SmtpFate fate(List<SmtpEvent> events, Dice dice) {
    boolean mayLoseLines = isNasty && events.stream().noneMatch(SmtpEvent::isFragile);
    return mayLoseLines ? SmtpFate.any(events, dice) : SmtpFate.NONE;
  }
}
