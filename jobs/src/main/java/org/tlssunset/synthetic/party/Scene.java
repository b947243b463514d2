package org.tlssunset.synthetic.party;

import java.util.ArrayList;
import java.util.List;
import org.tlssunset.synthetic.Dice;
import org.tlssunset.synthetic.SessionIds;
import org.tlssunset.synthetic.SmtpDialogue;
import org.tlssunset.synthetic.Tls;

/** Where stories happen: the servers, who may call them, when, and how it is logged. */
final class Scene {

  private static final long HOUR = 3_600_000;

  private final Servers servers;
  private final TruthBook book;
  private final Dice dice;
  private final Cast cast;
  private final Spelling spelling;
  private final MailTalk talk;
  private final SessionIds ids = new SessionIds(Organisation.FIRST_DAY);

  Scene(Servers servers, TruthBook book, boolean isNasty, Dice dice) {
    this.servers = servers;
    this.book = book;
    this.dice = dice;
    cast = new Cast(dice);
    spelling = new Spelling(isNasty, dice);
    talk = new MailTalk(isNasty, dice);
  }

  Servers servers() {
    return servers;
  }

  TruthBook book() {
    return book;
  }

  Dice dice() {
    return dice;
  }

  Cast cast() {
    return cast;
  }

  Spelling spelling() {
    return spelling;
  }

  MailTalk talk() {
    return talk;
  }

  String sessionId() {
    return ids.next();
  }

  /** A client's port. */
  int port() {
    return 1024 + dice.below(60_000);
  }

  /** Any of the days, from 0. */
  int anyDay() {
    return dice.below(Organisation.DAYS);
  }

  /**
   * A moment in office hours, in milliseconds since 1970.
   *
   * @param day of the days, from 0
   */
  long at(int day) {
    return startOf(day) + 8 * HOUR + dice.below(10 * (int) HOUR);
  }

  /** A day's first moment. */
  long startOf(int day) {
    return Organisation.FIRST_DAY.plusDays(day).toEpochDay() * 24 * HOUR;
  }

  /** A moment in office hours a year before. */
  long formerly() {
    return Organisation.FORMER_DAY.toEpochDay() * 24 * HOUR
        + 8 * HOUR
        + dice.below(10 * (int) HOUR);
  }

  /** As often as a story of many is to be seen. */
  List<Caller> some(int count, boolean isOutside) {
    List<Caller> callers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      callers.add(isOutside ? cast.outside() : cast.inside());
    }
    return callers;
  }

  /** A client's own request. */
  WebRequest request(Caller caller) {
    return WebRequest.of(caller, spelling.alone(caller.address()), dice);
  }

  /** A client's request over a proxy's connection. */
  WebRequest through(Proxy proxy, Tls tls, Caller caller, Claims claims) {
    return request(caller).through(spelling.alone(proxy.address()), tls, claims);
  }

  /** A request to a front end, which asks a back end, on some days. */
  void visits(ExchangeServer server, WebRequest request, RowTruth truth) {
    int times = 1 + dice.below(4);
    for (int i = 0; i < times; i++) {
      visit(server, at(anyDay()), request, truth);
    }
  }

  /** A request to a front end, which asks a back end where somebody has signed in. */
  void visit(ExchangeServer server, long time, WebRequest request, RowTruth truth) {
    visit(server, server.local(dice), time, request, truth);
  }

  /**
   * The same.
   *
   * @param local the address of the server's that is called
   */
  void visit(ExchangeServer server, String local, long time, WebRequest request, RowTruth truth) {
    server.web().frontEnd().request(request, local, time, truth, dice);
    if (request.user() == null) {
      return;
    }
    boolean isProbe = "probe".equals(truth.role().value());
    boolean isFormer = time < startOf(0);
    ExchangeServer backEnd = isFormer ? server : dice.oneIn(2) ? servers.first() : servers.second();
    String told = request.claims().list();
    WebRequest asked =
        request
            .through(
                spelling.alone(server.address()),
                dice.oneIn(3) ? Tls.TLS10 : Tls.TLS12,
                Claims.list((told == null ? "" : told + ",+") + request.peer()))
            .at(444);
    backEnd
        .web()
        .backEnd()
        .request(
            asked,
            backEnd.address(),
            time + 2,
            isProbe
                ? RowTruth.ofHiddenProbe(truth.story())
                : RowTruth.ofInnerHop(PartyStory.BACK_END),
            dice);
  }

  /**
   * A session with a server's front end on port 25.
   *
   * @param peer from where it comes
   */
  void receive(
      ExchangeServer server, String peer, long time, SmtpDialogue dialogue, RowTruth truth) {
    receive(server, server.local(dice), spelling.endpoint(peer, port()), time, dialogue, truth);
  }

  /**
   * The same.
   *
   * @param local the server's address
   * @param remote the peer's endpoint as logged
   */
  void receive(
      ExchangeServer server,
      String local,
      String remote,
      long time,
      SmtpDialogue dialogue,
      RowTruth truth) {
    String endpoint = local.indexOf(':') < 0 ? local + ":25" : "[" + local + "]:25";
    MailEnds ends =
        new MailEnds(server.prefix() + "\\Default Frontend " + server.name(), endpoint, remote);
    server
        .mail()
        .frontEndReceive()
        .session(ends, sessionId(), dialogue.events(), time, truth, dice);
  }

  /** A session that a server's hub transport begins, with a peer's port 25. */
  void send(
      ExchangeServer server,
      String connector,
      String peer,
      long time,
      SmtpDialogue dialogue,
      RowTruth truth) {
    MailEnds ends =
        new MailEnds(connector, server.address() + ":" + port(), spelling.endpoint(peer, 25));
    server.mail().hubSend().session(ends, sessionId(), dialogue.events(), time, truth, dice);
  }
}
