package org.tlssunset.upkeep;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How long things are kept.
 *
 * @param observations days that rows of {@code tls_observations} stay; empty: for ever
 * @param rejectedLines the same of {@code rejected_lines}
 * @param rollups the same of the days that clients are counted from
 * @param oldFiles how long data files stay that the tables no longer need: for readers that began
 *     before, and for time travel
 */
public record Keep(
    OptionalInt observations, OptionalInt rejectedLines, OptionalInt rollups, Duration oldFiles) {

  /** The same, with another age of the files that the tables no longer need. */
  public Keep withOldFiles(Duration age) {
    return new Keep(observations, rejectedLines, rollups, age);
  }

  /**
   * The first day that stays.
   *
   * @param today the UTC day
   */
  static Optional<LocalDate> first(OptionalInt days, LocalDate today) {
    return days.isPresent() ? Optional.of(today.minusDays(days.getAsInt())) : Optional.empty();
  }
}
