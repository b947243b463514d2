package org.tlssunset.synthetic.plan;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A party, and all it did. */
final class History {

  private final PlanParty party;
  private final PlanStory story;
  private final List<Use> uses = new ArrayList<>();

  History(PlanParty party, PlanStory story) {
    this.party = party;
    this.story = story;
  }

  PlanParty party() {
    return party;
  }

  PlanStory story() {
    return story;
  }

  List<Use> uses() {
    return uses;
  }

  void add(Use use) {
    uses.add(use);
  }

  /** What is true of it; empty if it has done nothing yet. */
  Optional<PlanAnswer> answer(PlanScenario scenario) {
    int day = PlanDays.number(scenario.asOf());
    List<Use> past = uses.stream().filter(use -> use.day() <= day).toList();
    if (past.isEmpty()) {
      return Optional.empty();
    }
    Set<Effect> effects = EnumSet.noneOf(Effect.class);
    for (Use use : past) {
      if (use.isUsing()) {
        effects.add(use.route().effect(scenario, day));
      }
    }
    Effect effect = Effect.worst(effects);
    LocalDate last =
        past.stream()
            .filter(Use::isSeen)
            .map(Use::day)
            .max(Comparator.naturalOrder())
            .map(PlanDays::date)
            .orElse(null);
    return Optional.of(
        new PlanAnswer(
            party,
            story,
            effect,
            new Evidence(past, scenario, day).acceptable(effect),
            last,
            past.stream().anyMatch(use -> use.isSeen() && use.isUsing())));
  }
}
