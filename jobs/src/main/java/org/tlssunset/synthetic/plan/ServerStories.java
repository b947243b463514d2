package org.tlssunset.synthetic.plan;

import java.util.List;
import org.tlssunset.synthetic.Dice;

/** Clients of servers that cannot do better, or could not, and of servers that tell too little. */
final class ServerStories {

  private static final int MANY = 3;

  /** So many days before and after the switch-on nobody comes whose TLS is in question. */
  private static final int PAUSE = 4;

  private static final List<Medium> MAIL = List.of(Medium.MAIL, Medium.SUBMISSION);

  private final Stage stage;
  private final Dice dice;
  private final Casting casting;

  ServerStories(Stage stage) {
    this.stage = stage;
    dice = stage.dice();
    casting = new Casting(stage);
  }

  void tell() {
    Site site = stage.site();
    for (int i = 0; i < MANY; i++) {
      Medium mail = dice.oneOf(MAIL);
      old(PlanStory.OLD_AT_LIMITED_SERVER, mail, site.limited()).use(PlanDays.always(dice));
      modern(PlanStory.MODERN_AT_LIMITED_SERVER, mail, site.limited()).use(PlanDays.always(dice));
      Medium any = dice.oneOf(Casting.MEDIA);
      old(PlanStory.OLD_BEFORE_SWITCH_ON, any, site.late()).use(before());
      modern(PlanStory.MODERN_BEFORE_SWITCH_ON, any, site.late()).use(before());
      Player old = old(PlanStory.OLD_BEFORE_AND_AFTER, any, site.late());
      old.use(before());
      old.use(after());
      Player modern = modern(PlanStory.MODERN_BEFORE_AND_AFTER, any, site.late());
      modern.use(before());
      modern.use(after());
      Player atBoth = old(PlanStory.OLD_AT_TWO_SERVERS, mail, site.limited());
      atBoth.use(PlanDays.always(dice));
      atBoth.at(casting.able(mail)).use(PlanDays.always(dice));
      old(PlanStory.OLD_NOT_LOGGED, Medium.WEB, site.reticent()).use(PlanDays.always(dice));
      modern(PlanStory.MODERN_NOT_LOGGED, Medium.WEB, site.reticent()).use(PlanDays.always(dice));
      old(PlanStory.OLD_IN_MISSING_LOGS, any, site.lost()).use(PlanDays.always(dice));
      modern(PlanStory.MODERN_IN_MISSING_LOGS, any, site.lost()).use(PlanDays.always(dice));
    }
  }

  private Player old(PlanStory story, Medium medium, Node node) {
    return Player.of(stage, story, medium, node, casting.oldOfAll());
  }

  private Player modern(PlanStory story, Medium medium, Node node) {
    return Player.of(stage, story, medium, node, Casting.MODERN);
  }

  private List<Integer> before() {
    return PlanDays.some(dice, 3, PlanDays.SWITCH_ON - PAUSE);
  }

  private List<Integer> after() {
    return PlanDays.some(dice, 45, PlanDays.LAST);
  }
}
