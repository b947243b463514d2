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
 * @param isRedacted whether what tells of persons is hidden
 */
public record Occasion(
    Sender sender,
    Scenario scenario,
    LocalDate asOf,
    int window,
    @Nullable LocalDate answerBy,
    boolean isRedacted) {

  private static final int WEEKS_TO_ACT = 4;

  /** What a client is called to those who read it. */
  AffectedClient.Named shown(AffectedClient.Named named) {
    return isRedacted ? named.redacted() : named;
  }

  /** Why the policy excepts a client, as people wrote it; null if it does not. */
  @Nullable String exception(AffectedClient client) {
    String reason = client.judged().exception();
    return isRedacted ? AffectedClient.Named.hidden(reason) : reason;
  }

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
