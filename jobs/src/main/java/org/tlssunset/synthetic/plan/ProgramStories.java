package org.tlssunset.synthetic.plan;

import java.util.List;
import org.tlssunset.synthetic.Dice;
import org.tlssunset.synthetic.HttpProgram;
import org.tlssunset.synthetic.party.Caller;

/** Programs that stay old, or are updated, at servers that can do better. */
final class ProgramStories {

  private static final int MANY = 3;

  private static final List<Medium> SIGNED_IN = List.of(Medium.SUBMISSION, Medium.WEB);

  private final Stage stage;
  private final Dice dice;
  private final Casting casting;

  ProgramStories(Stage stage) {
    this.stage = stage;
    dice = stage.dice();
    casting = new Casting(stage);
  }

  void tell() {
    pulse();
    for (int i = 0; i < MANY; i++) {
      casting.old(PlanStory.PLAIN_OLD, dice.oneOf(Casting.MEDIA)).use(PlanDays.always(dice));
      casting.modern(PlanStory.PLAIN_MODERN, dice.oneOf(Casting.MEDIA)).use(PlanDays.always(dice));
      updated();
      twoMachines();
      twoPrograms();
      casting
          .old(PlanStory.SEASONAL_OLD, dice.oneOf(Casting.MEDIA))
          .use(List.of(dice.oneIn(2) ? 15 : 18));
      serviceAccounts();
      nat();
    }
  }

  /** At each end somebody modern, from the first day on: so all see what the end can. */
  private void pulse() {
    List<Integer> days = PlanDays.every(6, 0, PlanDays.LAST);
    Site site = stage.site();
    for (Node node : site.nodes()) {
      for (Medium medium : Casting.MEDIA) {
        boolean isAble = medium == Medium.WEB || !node.equals(site.limited());
        if (isAble && !node.isLost()) {
          boolean isLate = node.equals(site.late());
          boolean isUntold = medium == Medium.WEB && !node.logsTlsOfWeb();
          PlanStory story =
              isLate
                  ? PlanStory.MODERN_BEFORE_AND_AFTER
                  : isUntold ? PlanStory.MODERN_NOT_LOGGED : PlanStory.PLAIN_MODERN;
          Player.of(stage, story, medium, node, Casting.MODERN).use(days);
        }
      }
    }
  }

  private void updated() {
    Player longAgo = casting.old(PlanStory.UPDATED, dice.oneOf(Casting.MEDIA));
    int day = 45 + dice.below(36);
    longAgo.speaking(longAgo.speaks().until(day, Casting.MODERN)).use(PlanDays.always(dice));
    Player lately = casting.old(PlanStory.UPDATED_LATELY, dice.oneOf(Casting.MEDIA));
    int late = 100 + dice.below(8);
    lately
        .speaking(lately.speaks().until(late, Casting.MODERN))
        .use(PlanDays.every(6, 3, PlanDays.LAST));
  }

  private void twoMachines() {
    Player old = casting.old(PlanStory.OLD_AND_MODERN_MACHINE, dice.oneOf(SIGNED_IN));
    old.use(PlanDays.always(dice));
    old.onAnotherHost().speaking(Casting.MODERN).use(PlanDays.always(dice));
  }

  private void twoPrograms() {
    boolean isPhone = dice.oneIn(2);
    HttpProgram before = isPhone ? HttpProgram.OLD_PHONE : HttpProgram.ERP;
    HttpProgram later = isPhone ? HttpProgram.PHONE : HttpProgram.MAC_MAIL;
    Player any = casting.old(PlanStory.OLD_AND_MODERN_PROGRAM, Medium.WEB);
    any.as(Stage.using(any.caller(), firstOf(before))).use(PlanDays.always(dice));
    any.as(Stage.using(any.caller(), firstOf(later)))
        .speaking(Casting.MODERN)
        .use(PlanDays.always(dice));
  }

  private HttpProgram firstOf(HttpProgram program) {
    return new HttpProgram(program.version(dice).userAgent(), program.calls().subList(0, 1));
  }

  private void serviceAccounts() {
    Medium medium = dice.oneOf(SIGNED_IN);
    Player old = casting.old(PlanStory.OLD_SERVICE_ACCOUNT, medium);
    Player modern = casting.modern(PlanStory.MODERN_SERVICE_ACCOUNT, medium);
    for (int i = 0; i < 3; i++) {
      old.onAnotherHost().at(casting.able(medium)).use(PlanDays.always(dice));
      modern.onAnotherHost().at(casting.able(medium)).use(PlanDays.always(dice));
    }
    old.onAnotherHost().speaking(Casting.MODERN).use(PlanDays.always(dice));
  }

  private void nat() {
    Player old = casting.old(PlanStory.OLD_BEHIND_NAT, Medium.MAIL);
    old.use(PlanDays.always(dice));
    Caller neighbour = stage.cast().at(old.caller().address());
    casting
        .modern(PlanStory.MODERN_BEHIND_NAT, Medium.MAIL)
        .as(neighbour)
        .use(PlanDays.always(dice));
  }
}
