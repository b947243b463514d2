package org.tlssunset.synthetic;

import java.time.LocalDate;
import java.util.Locale;

/**
 * Gives out session ids, each once: 16 hexadecimal digits, rising, as Exchange's are. It counts
 * from the time, in ticks of 100 ns since the year 1: archives of different days share no id.
 */
public final class SessionIds {

  private static final long DAYS_TO_1970 = 719_162;
  private static final long TICKS_PER_DAY = 864_000_000_000L;

  private long last;

  public SessionIds(LocalDate firstDay) {
    last = (DAYS_TO_1970 + firstDay.toEpochDay()) * TICKS_PER_DAY;
  }

  public String next() {
    last += 7;
    return "0" + Long.toHexString(last).toUpperCase(Locale.ROOT);
  }
}
