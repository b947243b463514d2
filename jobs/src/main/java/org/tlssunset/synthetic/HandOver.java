package org.tlssunset.synthetic;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the front end of a server hands on to hub transport, and the two logs that tell of it from
 * both sides: a session a mail or, where there are intermediaries, one for several clients.
 */
final class HandOver {

  /** So many mails are handed on in one session at most. */
  private static final int MOST = 8;

  private final boolean isNasty;
  private final boolean isShared;
  private final MailServer server;
  private final SessionIds ids;
  private final SmtpStories stories;
  private final SmtpLog frontEndSend;
  private final SmtpLog hubReceive;
  private final Dice dice;

  /** Mails of this hour that are to share a session: of clients that signed in, and of others. */
  private final List<HandedMail> submitted = new ArrayList<>();

  private final List<HandedMail> received = new ArrayList<>();

  HandOver(
      ArchiveShape shape,
      MailServer server,
      SessionIds ids,
      SmtpStories stories,
      Shelf shelf,
      Tally tally,
      Dice dice) {
    isNasty = shape.nasty();
    isShared = shape.intermediaries();
    this.server = server;
    this.ids = ids;
    this.stories = stories;
    String logs = SmtpTraffic.logs(server);
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
    this.dice = dice.split(5);
  }

  /** Hands a mail on; they come in the order of time. */
  void hand(HandedMail mail, boolean isSubmission, Dice hourDice) {
    if (!isShared) {
      session(List.of(mail), isSubmission, hourDice);
      return;
    }
    List<HandedMail> sharing = isSubmission ? submitted : received;
    sharing.add(mail);
    if (sharing.size() == MOST) {
      share(sharing, isSubmission);
    }
  }

  private void share(List<HandedMail> mails, boolean isSubmission) {
    if (!mails.isEmpty()) {
      session(List.copyOf(mails), isSubmission, dice);
      mails.clear();
    }
  }

  /** Two sessions: what the front end sends, hub transport receives. */
  private void session(List<HandedMail> mails, boolean isSubmission, Dice itsDice) {
    String frontEnd = server.address() + ":" + SmtpTraffic.port(itsDice);
    String hub = server.address() + ":2525";
    // Names of connectors are of the server's language, and an administrator's to choose.
    boolean isLocalised = isNasty && itsDice.oneIn(3);
    String sending =
        isLocalised
            ? "Внутренний соединитель отправки"
            : (isSubmission ? "Client" : "Inbound") + " Proxy Internal Send Connector";
    add(
        frontEndSend,
        new SmtpRoute(server.name(), sending, true, frontEnd, hub, server.address()),
        mails,
        itsDice);
    String receiving = server.name() + "\\Default " + server.name();
    add(
        hubReceive,
        new SmtpRoute(server.name(), receiving, false, hub, frontEnd, server.address()),
        mails,
        itsDice);
  }

  private void add(SmtpLog log, SmtpRoute route, List<HandedMail> mails, Dice itsDice) {
    List<SmtpEvent> events = stories.inner(route.isSend(), mails, itsDice).events();
    log.add(new SmtpSession(route, ids.next(), events, SmtpFate.NONE, mails.get(0).time()));
  }

  void writeUntil(long time) throws IOException {
    share(submitted, true);
    share(received, false);
    frontEndSend.writeUntil(time);
    hubReceive.writeUntil(time);
  }

  void close() throws IOException {
    frontEndSend.close();
    hubReceive.close();
  }
}
