package org.tlssunset.synthetic.plan;

import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is true of a party in a scenario.
 *
 * @param effect what becomes of it; of two machines of one party, the worse
 * @param acceptable what a plan may say that has seen nothing but the logs
 * @param lastSeen its last day in the logs; null if it is in none: then no plan knows it
 * @param isUsing whether it has used the service by then, as far as logs tell: else a plan may
 *     leave it out
 */
public record PlanAnswer(
    PlanParty party,
    PlanStory story,
    Effect effect,
    Set<Effect> acceptable,
    @Nullable LocalDate lastSeen,
    boolean isUsing) {

  /** Whether the logs leave no doubt. */
  public boolean isKnowable() {
    return acceptable.equals(Set.of(effect));
  }

  /** Whether a plan may say so. */
  public boolean accepts(String label) {
    return acceptable.stream().anyMatch(effect -> effect.label().equals(label));
  }
}
