package org.tlssunset.upkeep;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;
import org.tlssunset.schema.Kept;

/**
 * How long things are kept.
 *
 * @param observations days that rows of {@code tls_observations} stay; empty: for ever
 * @param rejectedLines the same of {@code rejected_lines}
 * @param rollups the same of the days that clients are counted from
 * @param users days that the rollups keep who signed in; empty: as long as they keep the rest
 * @param oldFiles how long data files stay that the tables no longer need: for readers that began
 *     before, and for time travel
 */
public record RetentionSettings(
    OptionalInt observations,
    OptionalInt rejectedLines,
    OptionalInt rollups,
    OptionalInt users,
    Duration oldFiles) {

  /** The same, with another age of the files that the tables no longer need. */
  public RetentionSettings withOldFiles(Duration age) {
    return new RetentionSettings(observations, rejectedLines, rollups, users, age);
  }

  /**
   * The first day of a table's rows that stays; empty if all do.
   *
   * @param today the UTC day
   */
  Optional<LocalDate> first(Kept kept, LocalDate today) {
    OptionalInt days =
        switch (kept) {
          case ALWAYS -> OptionalInt.empty();
          case OBSERVATIONS -> observations;
          case REJECTED_LINES -> rejectedLines;
          case ROLLUPS -> rollups;
        };
    return first(days, today);
  }

  /** The first day of which the rollups keep who signed in; empty if of all. */
  Optional<LocalDate> firstWithUsers(LocalDate today) {
    return first(users, today);
  }

  private static Optional<LocalDate> first(OptionalInt days, LocalDate today) {
    return days.isPresent() ? Optional.of(today.minusDays(days.getAsInt())) : Optional.empty();
  }
}
