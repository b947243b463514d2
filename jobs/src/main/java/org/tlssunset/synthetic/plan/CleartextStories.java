package org.tlssunset.synthetic.plan;

import org.tlssunset.synthetic.Dice;

/** Old mail that goes in clear, or would; and callers that use nothing. */
final class CleartextStories {

  private static final int MANY = 3;

  private final Stage stage;
  private final Dice dice;
  private final Casting casting;

  CleartextStories(Stage stage) {
    this.stage = stage;
    dice = stage.dice();
    casting = new Casting(stage);
  }

  void tell() {
    for (int i = 0; i < MANY; i++) {
      Player seen = casting.old(PlanStory.FALLS_BACK, Medium.MAIL).fallingBack();
      seen.use(PlanDays.always(dice));
      seen.useInClear(6 + dice.below(6) * 3);
      seen.useInClear(60);
      casting.old(PlanStory.WOULD_FALL_BACK, Medium.MAIL).fallingBack().use(PlanDays.always(dice));
      elsewhere();
      casting.old(PlanStory.OLD_SIGNED_IN, Medium.SUBMISSION).use(PlanDays.always(dice));
      Player clear =
          casting.old(PlanStory.ALWAYS_IN_CLEAR, Medium.MAIL).speaking(Versions.NONE).fallingBack();
      PlanDays.always(dice).forEach(clear::useInClear);
      scanners();
    }
  }

  private void elsewhere() {
    Player old = casting.old(PlanStory.IN_CLEAR_ELSEWHERE, Medium.MAIL_OVER_TLS).fallingBack();
    old.use(PlanDays.always(dice));
    old.tryInClear(9);
    Player inClear = old.over(Medium.MAIL).at(stage.site().late()).speaking(Versions.NONE);
    inClear.useInClear(12);
    inClear.useInClear(72);
  }

  private void scanners() {
    Player scanner = casting.old(PlanStory.SCANNER, Medium.MAIL);
    boolean isEncrypted = dice.oneIn(2);
    for (int day : PlanDays.always(dice)) {
      scanner.scan(day, isEncrypted);
    }
    Player failing =
        Player.of(
            stage, PlanStory.FAILING, Medium.MAIL, stage.site().late(), Versions.ONLY_SSL_3_0);
    PlanDays.always(dice).forEach(failing::fail);
    Player crawler = casting.old(PlanStory.CRAWLER, Medium.WEB);
    PlanDays.always(dice).forEach(crawler::crawl);
  }
}
