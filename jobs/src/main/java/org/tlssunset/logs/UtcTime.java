package org.tlssunset.logs;

import java.time.DateTimeException;
import java.time.LocalDate;

/**
 * Reads the fixed-width dates and times of the logs, which are UTC.
 *
 * <p>Remembers the last date: logs hold millions of lines of one day.
 */
public final class UtcTime {

  /** Returned where the bytes are no date or time. */
  public static final long INVALID = Long.MIN_VALUE;

  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final long SECONDS_PER_DAY = 86_400;

  private static final long COLONS = 0x0000_FF00_00FF_0000L;
  private static final long MIDNIGHT = 0x3030_3A30_303A_3030L;
  private static final long HIGHS = 0x8080_8080_8080_8080L;

  /** What makes a byte of 10 and above show its high bit when added. */
  private static final long OVER_NINE = 0x7676_7676_7676_7676L;

  /** The last date's first and last eight bytes, of ten. */
  private long lastDateFront;

  private long lastDateBack;
  private long lastDay = INVALID;

  /**
   * The day of {@code yyyy-MM-dd} at {@code from}, ten bytes.
   *
   * @return days since 1970-01-01, or {@link #INVALID}
   */
  public long day(byte[] buffer, int from) {
    long front = ByteScan.eight(buffer, from);
    long back = ByteScan.eight(buffer, from + 2);
    if (front != lastDateFront || back != lastDateBack) {
      lastDay = newDay(buffer, from);
      lastDateFront = front;
      lastDateBack = back;
    }
    return lastDay;
  }

  private static long newDay(byte[] buffer, int from) {
    int century = two(buffer, from);
    int year = two(buffer, from + 2);
    int month = two(buffer, from + 5);
    int dayOfMonth = two(buffer, from + 8);
    if ((century | year | month | dayOfMonth) < 0
        || buffer[from + 4] != '-'
        || buffer[from + 7] != '-') {
      return INVALID;
    }
    try {
      return LocalDate.of(century * 100 + year, month, dayOfMonth).toEpochDay();
    } catch (DateTimeException e) {
      return INVALID;
    }
  }

  /**
   * The seconds of {@code HH:mm:ss} at {@code from}, eight bytes. A leap second counts as the
   * second before it.
   *
   * @return seconds since midnight, or a negative number if it is no time
   */
  public static int secondOfDay(byte[] buffer, int from) {
    long digits = ByteScan.eight(buffer, from) ^ MIDNIGHT;
    if ((digits & COLONS) != 0 || ((digits | (digits + OVER_NINE)) & HIGHS) != 0) {
      return -1;
    }
    long pairs = digits * 10 + (digits >>> 8);
    int hour = (int) pairs & 0xFF;
    int minute = (int) (pairs >>> 24) & 0xFF;
    int second = (int) (pairs >>> 48) & 0xFF;
    if (hour > 23 || minute > 59 || second > 60) {
      return -1;
    }
    return hour * 3600 + minute * 60 + Math.min(second, 59);
  }

  /**
   * The instant of {@code yyyy-MM-ddTHH:mm:ss[.f…][Z]}; a blank in place of {@code T} is taken too.
   *
   * @return microseconds since 1970-01-01T00:00:00Z, or {@link #INVALID}
   */
  public long instant(byte[] buffer, int from, int to) {
    int length = to - from;
    if (length < 19) {
      return INVALID;
    }
    byte separator = buffer[from + 10];
    long day = day(buffer, from);
    int second = secondOfDay(buffer, from + 11);
    if (day == INVALID || second < 0 || (separator != 'T' && separator != ' ')) {
      return INVALID;
    }
    int end = buffer[to - 1] == 'Z' ? to - 1 : to;
    long micros = 0;
    if (end - from > 19) {
      if (buffer[from + 19] != '.' || end - from == 20) {
        return INVALID;
      }
      long unit = MICROS_PER_SECOND / 10;
      for (int i = from + 20; i < end; i++) {
        int digit = buffer[i] - '0';
        if (digit < 0 || digit > 9) {
          return INVALID;
        }
        micros += digit * unit;
        unit /= 10;
      }
    }
    return micros(day, second) + micros;
  }

  /** Microseconds since 1970-01-01T00:00:00Z of a day and a second of it. */
  public static long micros(long day, int secondOfDay) {
    return (day * SECONDS_PER_DAY + secondOfDay) * MICROS_PER_SECOND;
  }

  private static int two(byte[] buffer, int at) {
    int tens = buffer[at] - '0';
    int ones = buffer[at + 1] - '0';
    return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
  }
}
