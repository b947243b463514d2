package org.tlssunset.inspect;

import java.time.LocalDate;

/**
 * Writes instants as {@link java.time.Instant#toString} does, with the text of the day before kept:
 * rows come a thousand to a day, and java.time's formatter was a twentieth of an inspection.
 */
final class UtcText {

  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final long MICROS_PER_DAY = 86_400 * MICROS_PER_SECOND;

  private final StringBuilder text = new StringBuilder();
  private long day;
  private String date = LocalDate.EPOCH.toString();

  /** The text of microseconds since 1970-01-01T00:00:00Z. */
  String of(long micros) {
    long newDay = Math.floorDiv(micros, MICROS_PER_DAY);
    if (newDay != day) {
      day = newDay;
      date = LocalDate.ofEpochDay(newDay).toString();
    }
    long microsOfDay = micros - newDay * MICROS_PER_DAY;
    int second = (int) (microsOfDay / MICROS_PER_SECOND);
    int fraction = (int) (microsOfDay % MICROS_PER_SECOND);
    text.setLength(0);
    text.append(date).append('T');
    digits(second / 3600, 10);
    text.append(':');
    digits(second / 60 % 60, 10);
    text.append(':');
    digits(second % 60, 10);
    if (fraction % 1000 != 0) {
      text.append('.');
      digits(fraction, 100_000);
    } else if (fraction != 0) {
      text.append('.');
      digits(fraction / 1000, 100);
    }
    return text.append('Z').toString();
  }

  /**
   * @param unit the value of the first digit
   */
  private void digits(int number, int unit) {
    for (int of = unit; of > 0; of /= 10) {
      text.append((char) ('0' + number / of % 10));
    }
  }
}
