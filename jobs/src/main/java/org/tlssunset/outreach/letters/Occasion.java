package org.tlssunset.outreach.letters;

import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tlssunset.outreach.Sender;
import org.tlssunset.plan.Scenario;

/**
 * What all letters of a run have in common.
 *
 * @param scenario what is switched off and when
 * @param asOf the last day of evidence
 * @param window the days of which uses are counted
 * @param answerBy when answers are wanted; null if nobody has said
 * @param shown what is shown of clients
 */
public record Occasion(
    Sender sender,
    Scenario scenario,
    LocalDate asOf,
    int window,
    @Nullable LocalDate answerBy,
    Discretion shown) {

  private static final int WEEKS_TO_ACT = 4;

  /**
   * When answers are wanted: if nobody has said, four weeks before the versions go, as long as that
   * is later than the evidence.
   *
   * @return empty: as soon as possible
   */
  Optional<LocalDate> answer() {
    if (answerBy != null) {
      return Optional.of(answerBy);
    }
    return Optional.ofNullable(scenario.on())
        .map(on -> on.minusWeeks(WEEKS_TO_ACT))
        .filter(day -> day.isAfter(asOf));
  }
}
