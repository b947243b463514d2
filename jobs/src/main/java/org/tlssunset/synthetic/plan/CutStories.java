package org.tlssunset.synthetic.plan;

import org.tlssunset.synthetic.SmtpDialogue;
import org.tlssunset.synthetic.Tls;
import org.tlssunset.synthetic.party.Caller;
import org.tlssunset.synthetic.party.MailTalk;
import org.tlssunset.synthetic.party.PartyStory;
import org.tlssunset.synthetic.party.RowTruth;
import org.tlssunset.synthetic.plan.Use.Seen;

/** Sessions over midnight of which the first day's log is missing: with it went name and TLS. */
final class CutStories {

  private static final int MANY = 3;

  /** A day on which else nothing happens. */
  private static final int LOST = 50;

  private static final int SECONDS_BEFORE = 20;

  private final Stage stage;
  private final Node node;

  CutStories(Stage stage) {
    this.stage = stage;
    node = stage.site().full();
  }

  void tell() {
    node.server().mail().frontEndReceive().sheet().lose(PlanDays.date(LOST));
    for (int i = 0; i < MANY; i++) {
      deliver(PlanStory.OLD_IN_CUT_LOG, Versions.TLS_1_0);
      deliver(PlanStory.MODERN_IN_CUT_LOG, Casting.MODERN);
    }
  }

  private void deliver(PlanStory story, Versions speaks) {
    Route route = new Route(speaks, node.mailIn(), Medium.MAIL.connector(), false, null);
    Version version = route.negotiated(LOST).orElseThrow();
    Tls tls = version.handshake(stage.dice());
    Caller caller = stage.somebody(Medium.MAIL).using(tls);
    long midnight = PlanDays.date(LOST + 1).toEpochDay() * 86_400_000;
    long time = midnight - SECONDS_BEFORE * 1000L;
    MailTalk.Hosts hosts =
        new MailTalk.Hosts(caller.name(), caller.address(), node.server().fqdn());
    SmtpDialogue dialogue =
        stage
            .talk()
            .opening(false, hosts, time, "STARTTLS", tls)
            .command("NOOP")
            .waitFor(2 * SECONDS_BEFORE * 1000)
            .answer("250 2.0.0 OK");
    stage.talk().mails(dialogue, caller.name(), 1).quit();
    RowTruth truth = RowTruth.ofClient(PartyStory.DIRECT, caller).hidingTls();
    stage.receive(node, Medium.MAIL, caller.address(), time, dialogue, truth);
    stage
        .history(PlanParty.ofHost(PlanParty.CLIENT, PlanParty.SMTP, caller.address(), null), story)
        .add(new Use(route, LOST + 1, Seen.UNTOLD, version));
  }
}
