package org.tlssunset.synthetic.plan;

import java.util.List;
import org.tlssunset.synthetic.Dice;

/** Finds somebody for a part, at a server that can do better. */
final class Casting {

  static final List<Medium> MEDIA = List.of(Medium.MAIL, Medium.SUBMISSION, Medium.WEB);

  static final Versions MODERN = Versions.ALL_TO_TLS_1_2;

  private static final List<Versions> OLD =
      List.of(Versions.TLS_1_0, Versions.TO_TLS_1_1, Versions.TLS_1_0, Versions.ONLY_SSL_3_0);

  private final Stage stage;
  private final Dice dice;

  Casting(Stage stage) {
    this.stage = stage;
    dice = stage.dice();
  }

  /** A server that has TLS 1.2 from the first day on, and logs it. */
  Node able(Medium medium) {
    Site site = stage.site();
    Node other = medium == Medium.WEB ? site.limited() : site.reticent();
    return dice.oneIn(3) ? other : site.full();
  }

  Player old(PlanStory story, Medium medium) {
    return Player.of(stage, story, medium, able(medium), dice.oneOf(OLD));
  }

  Player modern(PlanStory story, Medium medium) {
    return Player.of(stage, story, medium, able(medium), dice.oneIn(3) ? Versions.ALL : MODERN);
  }

  /** What old programs speak that any server has. */
  Versions oldOfAll() {
    return dice.oneIn(2) ? Versions.TLS_1_0 : Versions.TO_TLS_1_1;
  }
}
