package org.tlssunset.logs.iis;

import org.tlssunset.logs.UtcTime;

/**
 * Which day the times belong to in a log without the column {@code date}: that of the last {@code
 * #Date:}, and after midnight the next.
 *
 * <p>A log's lines follow one another in time, but for some that come late, by at most {@link
 * #LATE}. A time that goes back further has passed midnight, if nothing was logged for at most
 * {@link #QUIET} then. If that was longer, nobody can tell whether a day has passed or the clock
 * was set, nor what is meant by the lines that follow, up to the next line that says the day.
 */
final class IisClock {

  private static final long SECONDS_PER_DAY = 86_400;

  /** Seconds that a line may come late by. */
  private static final long LATE = 3_600;

  /**
   * Seconds without a request, over midnight, for the next day to be told from a clock that is set.
   */
  private static final long QUIET = 12 * 3_600;

  /** No day is known. */
  private static final String NO_DAY =
      "there is no date column, nor a #Date line before it that says the day";

  /** When the log that is dated by the last {@code #Date:} begins, seconds since 1970. */
  private long begin = UtcTime.INVALID;

  /** The latest time so far, seconds since 1970; invalid if the day is not known. */
  private long latest = UtcTime.INVALID;

  private String unknown = NO_DAY;

  /**
   * A line says the day.
   *
   * @param second since 1970; {@link UtcTime#INVALID} if it says none that can be read
   */
  void set(long second) {
    boolean goesOn = latest != UtcTime.INVALID && second >= latest && second - latest <= LATE;
    if (!goesOn) { // else IIS was restarted, and lines of before may come late
      begin = second;
    }
    latest = second;
    unknown = NO_DAY;
  }

  /** A line that has its date was logged at a time, seconds since 1970. */
  void passed(long second) {
    if (second > latest) {
      begin = latest == UtcTime.INVALID ? second : begin;
      latest = second;
    }
  }

  /**
   * When a line was logged that says no day.
   *
   * @param secondOfDay from 0
   * @return seconds since 1970; {@link UtcTime#INVALID} if nobody can tell: then {@link #unknown}
   */
  long second(int secondOfDay) {
    if (latest == UtcTime.INVALID) {
      return UtcTime.INVALID;
    }
    long sameDay = Math.floorDiv(latest, SECONDS_PER_DAY) * SECONDS_PER_DAY + secondOfDay;
    long dayBefore = sameDay - SECONDS_PER_DAY;
    if (dayBefore >= latest - LATE && dayBefore >= begin) {
      return dayBefore; // a late line of before midnight
    }
    long second = sameDay >= latest - LATE ? sameDay : sameDay + SECONDS_PER_DAY;
    if (second > sameDay && second - latest > QUIET) {
      unknown =
          "the time goes back to %s after %s, and no date column tells the day"
              .formatted(text(sameDay), text(latest));
      latest = UtcTime.INVALID;
      return UtcTime.INVALID;
    }
    latest = Math.max(latest, second);
    return second;
  }

  boolean isKnown() {
    return latest != UtcTime.INVALID;
  }

  /** Why no day is known. */
  String unknown() {
    return unknown;
  }

  private static String text(long second) {
    long of = Math.floorMod(second, SECONDS_PER_DAY);
    return "%02d:%02d:%02d".formatted(of / 3_600, of / 60 % 60, of % 60);
  }
}
