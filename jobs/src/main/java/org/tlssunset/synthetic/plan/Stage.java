package org.tlssunset.synthetic.plan;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tlssunset.synthetic.Dice;
import org.tlssunset.synthetic.HttpProgram;
import org.tlssunset.synthetic.SessionIds;
import org.tlssunset.synthetic.SmtpDialogue;
import org.tlssunset.synthetic.party.Caller;
import org.tlssunset.synthetic.party.Cast;
import org.tlssunset.synthetic.party.MailEnds;
import org.tlssunset.synthetic.party.MailTalk;
import org.tlssunset.synthetic.party.RowTruth;
import org.tlssunset.synthetic.party.WebRequest;

/** Where stories happen: the servers, who calls them, and how it is logged. */
final class Stage {

  private static final long HOUR = 3_600_000;

  private final Site site;
  private final Dice dice;
  private final Cast cast;
  private final MailTalk talk;
  private final SessionIds ids = new SessionIds(PlanDays.FIRST);
  private final Map<PlanParty, History> histories = new TreeMap<>();

  Stage(Site site, Dice dice) {
    this.site = site;
    this.dice = dice;
    cast = new Cast(dice);
    talk = new MailTalk(false, dice);
  }

  Site site() {
    return site;
  }

  Dice dice() {
    return dice;
  }

  Cast cast() {
    return cast;
  }

  MailTalk talk() {
    return talk;
  }

  Map<PlanParty, History> histories() {
    return histories;
  }

  /** The history of a party: of a proxy, all stories' clients make one. */
  History history(PlanParty party, PlanStory story) {
    return histories.computeIfAbsent(party, any -> new History(party, story));
  }

  /** A moment in office hours, in milliseconds since 1970. */
  long at(int day) {
    return PlanDays.date(day).toEpochDay() * 24 * HOUR + 8 * HOUR + dice.below(10 * (int) HOUR);
  }

  /** Somebody new, who uses one of the services that the program can. */
  Caller somebody(Medium medium) {
    return ofOneService(medium == Medium.MAIL ? cast.outside() : cast.inside());
  }

  Caller ofOneService(Caller caller) {
    HttpProgram program = caller.program();
    return using(
        caller, new HttpProgram(program.userAgent(), List.of(dice.oneOf(program.calls()))));
  }

  /** The same person on the same host, with another program. */
  static Caller using(Caller caller, HttpProgram program) {
    return new Caller(caller.name(), caller.address(), caller.user(), program, caller.tls());
  }

  void visit(Node node, int day, WebRequest request, RowTruth truth) {
    node.server().web().frontEnd().request(request, node.server().address(), at(day), truth, dice);
  }

  /**
   * A session with a server's front end.
   *
   * @param peer from where it comes
   */
  void receive(
      Node node, Medium medium, String peer, long time, SmtpDialogue dialogue, RowTruth truth) {
    String name = node.name();
    MailEnds ends =
        new MailEnds(
            name + "\\" + medium.connector() + " " + name,
            endpoint(node.server().address(), medium.port()),
            endpoint(peer, port()));
    node.server()
        .mail()
        .frontEndReceive()
        .session(ends, ids.next(), dialogue.events(), time, truth, dice);
  }

  /** A session that a server begins. */
  void send(
      Node node, String connector, String peer, long time, SmtpDialogue dialogue, RowTruth truth) {
    MailEnds ends =
        new MailEnds(connector, endpoint(node.server().address(), port()), endpoint(peer, 25));
    node.server().mail().hubSend().session(ends, ids.next(), dialogue.events(), time, truth, dice);
  }

  private int port() {
    return 1024 + dice.below(60_000);
  }

  private static String endpoint(String address, int port) {
    return (address.indexOf(':') < 0 ? address : "[" + address + "]") + ":" + port;
  }
}
