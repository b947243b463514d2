package org.tlssunset.synthetic.party;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.tlssunset.synthetic.Dice;
import org.tlssunset.synthetic.SmtpDialogue;
import org.tlssunset.synthetic.SmtpEvent;
import org.tlssunset.synthetic.Tls;

/**
 * The chain inside: clients' sessions with a front end, which hands them to hub transport in one
 * session of its own. Three logs tell of each mail; some of the first are lost.
 */
final class RelayStories {

  private static final List<Integer> SIZES = List.of(1, 2, 40, 5, 12, 1, 8, 20);

  private static final List<String> CONNECTORS =
      List.of(
          "Inbound Proxy Internal Send Connector",
          "Eingehender interner Proxy-Sendeconnector",
          "Внутренний соединитель отправки прокси-сервера для входящих подключений");

  private static final String SUBMISSION_CONNECTOR = "Client Proxy Send Connector";

  /** The second server's front end has lost the log of this day. */
  private static final int LOST_DAY = 2;

  private static final long MINUTE = 60_000;

  /** A front end and the server whose hub transport it calls; clients sign in or do not. */
  private record Path(ExchangeServer from, ExchangeServer to, boolean isSubmission) {}

  /** A session that is handed on, and when. */
  private record Handed(PartyTruth.Handover session, long time) {}

  private final Scene scene;
  private final Dice dice;

  RelayStories(Scene scene) {
    this.scene = scene;
    dice = scene.dice();
  }

  void tell() {
    ExchangeServer first = scene.servers().first();
    ExchangeServer second = scene.servers().second();
    LocalDate lost = Organisation.FIRST_DAY.plusDays(LOST_DAY);
    second.mail().frontEndReceive().sheet().lose(lost);
    int day = 0;
    for (int size : SIZES) {
      boolean isSubmission = day % 3 == 1;
      relay(new Path(first, dice.oneIn(2) ? first : second, isSubmission), size, scene.at(day));
      day = (day + 1) % Organisation.DAYS;
    }
    relay(new Path(second, first, false), 6, scene.at(LOST_DAY));
    relay(new Path(second, second, true), 6, scene.at(LOST_DAY));
    relay(new Path(second, first, false), 6, scene.at(0));
    // Over midnight.
    relay(new Path(first, second, false), 15, scene.startOf(1) - 10 * MINUTE);
  }

  private void relay(Path path, int size, long start) {
    String hubSession = scene.sessionId();
    List<Handed> handed = new ArrayList<>();
    long time = start;
    for (int i = 0; i < size; i++) {
      handed.add(front(path, hubSession, time));
      time += 20_000 + dice.below(60_000);
    }
    if (size > 1) {
      handed.add(unknown(hubSession, time));
    }
    for (Handed one : handed) {
      scene.book().handed(one.time(), one.session());
    }
    String local = path.from().address() + ":" + scene.port();
    String remote = path.to().address() + (path.isSubmission() ? ":465" : ":2525");
    String connector = path.isSubmission() ? SUBMISSION_CONNECTOR : dice.oneOf(CONNECTORS);
    path.from()
        .mail()
        .frontEndSend()
        .session(
            new MailEnds(connector, local, remote),
            scene.sessionId(),
            hop(true, path, handed),
            handed.get(0).time(),
            RowTruth.ofInnerHop(PartyStory.FRONT_END_HANDS_ON),
            dice);
    String kind = path.isSubmission() ? "\\Client Proxy " : "\\Default ";
    path.to()
        .mail()
        .hubReceive()
        .session(
            new MailEnds(path.to().prefix() + kind + path.to().name(), remote, local),
            hubSession,
            hop(false, path, handed),
            handed.get(0).time(),
            RowTruth.ofInnerHop(PartyStory.HUB_TAKES),
            dice);
  }

  /** A client's session with the front end, and how it is handed on. */
  private Handed front(Path path, String hubSession, long start) {
    ExchangeServer server = path.from();
    Caller caller = path.isSubmission() ? scene.cast().inside() : scene.cast().outside();
    if (!path.isSubmission() && dice.oneIn(6)) {
      caller = caller.using(null);
    }
    int mails = 1 + dice.below(3);
    int port = scene.port();
    String sid = scene.sessionId();
    MailTalk.Hosts hosts = new MailTalk.Hosts(caller.name(), caller.address(), server.fqdn());
    SmtpDialogue dialogue = scene.talk().opening(false, hosts, start, "STARTTLS", caller.tls());
    if (path.isSubmission()) {
      scene.talk().signIn(dialogue, caller.user());
    }
    int before = dialogue.events().stream().mapToInt(SmtpEvent::pause).sum();
    scene.talk().mails(dialogue, caller.name(), mails).quit();
    MailEnds ends =
        new MailEnds(
            server.prefix()
                + (path.isSubmission() ? "\\Client Frontend " : "\\Default Frontend ")
                + server.name(),
            server.address() + (path.isSubmission() ? ":587" : ":25"),
            scene.spelling().endpoint(caller.address(), port));
    PartyStory story = path.isSubmission() ? PartyStory.FRONT_END_SIGNED_IN : PartyStory.FRONT_END;
    server
        .mail()
        .frontEndReceive()
        .session(ends, sid, dialogue.events(), start, RowTruth.ofClient(story, caller), dice);
    boolean isTold = !server.mail().frontEndReceive().sheet().isLost(start);
    return new Handed(
        new PartyTruth.Handover(
            hubSession,
            new PartyTruth.Peer(sid, caller.address(), port, caller.name()),
            caller.tls() == null ? null : caller.tls().version(),
            mails,
            isTold),
        start + before + 5);
  }

  /** A session of which no front end has a log: its connector logs nothing. */
  private Handed unknown(String hubSession, long time) {
    Caller caller = scene.cast().outside();
    return new Handed(
        new PartyTruth.Handover(
            hubSession,
            new PartyTruth.Peer(scene.sessionId(), caller.address(), scene.port(), caller.name()),
            caller.tls() == null ? null : caller.tls().version(),
            1,
            false),
        time);
  }

  /** What the front end's send and hub transport's receive tell of the hop between them. */
  private List<SmtpEvent> hop(boolean isSend, Path path, List<Handed> handed) {
    MailTalk.Hosts hosts =
        new MailTalk.Hosts(path.from().fqdn(), path.from().address(), path.to().fqdn());
    long start = handed.get(0).time();
    SmtpDialogue dialogue = scene.talk().betweenServers(isSend, hosts, start, Tls.TLS12);
    for (Handed one : handed) {
      long elapsed = dialogue.events().stream().mapToLong(SmtpEvent::pause).sum();
      dialogue.waitFor((int) Math.max(0, one.time() - start - elapsed));
      PartyTruth.Peer peer = one.session().peer();
      if (isSend) {
        dialogue.proxying(peer.sid());
      }
      dialogue.handOn(
          path.isSubmission() ? "XPROXY" : "XPROXYFROM",
          peer.sid(),
          scene.spelling().alone(peer.address()),
          peer.port(),
          peer.name(),
          true);
      scene.talk().mails(dialogue, peer.name(), one.session().mails());
    }
    return dialogue.quit().events();
  }
}
