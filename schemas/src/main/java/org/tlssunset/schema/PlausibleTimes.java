package org.tlssunset.schema;

import java.time.Duration;
import java.time.Instant;

/** How far ahead of now an event may lie before a clock must have been wrong. */
public final class PlausibleTimes {

  /** Time zones, and clocks that are a little fast, are nobody's fault. */
  private static final Duration TOLERANCE = Duration.ofDays(1);

  private PlausibleTimes() {}

  /**
   * The last moment that an event can have had.
   *
   * @param now when somebody asks
   */
  public static Instant last(Instant now) {
    return now.plus(TOLERANCE);
  }
}
