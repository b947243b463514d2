package org.tlssunset.names;

import java.nio.charset.StandardCharsets;
import org.tlssunset.logs.UtcTime;
import org.tlssunset.party.HostName;

/** Reads the times of name files, which are UTC, as microseconds since 1970-01-01T00:00:00Z. */
final class NameTime {

  private static final int DATE = 10;
  private static final int TO_THE_MINUTE = 16;

  private final UtcTime time = new UtcTime();

  /**
   * When something begins: of a day, its begin.
   *
   * @param text without blanks around it; empty: from ever
   */
  long from(String text) throws LineException {
    return text.isEmpty() ? HostName.EVER : read(text, 0);
  }

  /**
   * When something ends, which is no more of it: of a day, the next day's begin.
   *
   * @param text without blanks around it; empty: for ever
   */
  long until(String text) throws LineException {
    return text.isEmpty() ? HostName.NEVER : read(text, 1);
  }

  private long read(String text, int daysLater) throws LineException {
    String whole = text.length() == TO_THE_MINUTE ? text + ":00" : text;
    byte[] bytes = whole.getBytes(StandardCharsets.ISO_8859_1);
    if (bytes.length == DATE) {
      long day = time.day(bytes, 0);
      if (day != UtcTime.INVALID) {
        return UtcTime.micros(day + daysLater, 0);
      }
    } else {
      long instant = time.instant(bytes, 0, bytes.length);
      if (instant != UtcTime.INVALID) {
        return instant;
      }
    }
    throw new LineException(
        "holds '%s', which is no time: write it in UTC, as 2026-03-01 or 2026-03-01T10:00:00Z"
            .formatted(text));
  }
}
