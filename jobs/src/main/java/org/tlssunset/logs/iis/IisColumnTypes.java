package org.tlssunset.logs.iis;

import java.util.Set;

/**
 * The columns that hold numbers and addresses alone. Where one holds another thing, the line's
 * columns are shifted: an empty one and a blank within another, or a doubled blank and a missing
 * end, leave their number as it should be.
 */
final class IisColumnTypes {

  private static final Set<String> NUMBERS =
      Set.of(
          "s-port",
          "sc-status",
          "sc-substatus",
          "sc-win32-status",
          "sc-bytes",
          "cs-bytes",
          "time-taken");

  /** Published logs have theirs masked: {@code 10.**.**.168}, {@code x.x.x.x}. */
  private static final Set<String> ADDRESSES = Set.of("c-ip", "s-ip");

  private static final String IN_ADDRESSES = "abcdefABCDEFnNxX*#?_.:[]";

  private final int[] numbers;
  private final int[] addresses;

  /**
   * @param fields of the lines
   */
  IisColumnTypes(IisFields fields) {
    numbers = fields.named(NUMBERS);
    addresses = fields.named(ADDRESSES);
  }

  /** Whether a line has in them what they hold, or nothing. */
  boolean fit(byte[] buffer, IisLine columns) {
    for (int column : numbers) {
      if (!isMadeOf(buffer, columns, column, "")) {
        return false;
      }
    }
    for (int column : addresses) {
      if (!isMadeOf(buffer, columns, column, IN_ADDRESSES)) {
        return false;
      }
    }
    return true;
  }

  /** Whether a column is empty or holds digits and others alone, up to an address's zone. */
  private static boolean isMadeOf(byte[] buffer, IisLine columns, int column, String others) {
    if (columns.isEmpty(buffer, column)) {
      return true;
    }
    for (int at = columns.from(column); at < columns.to(column) && buffer[at] != '%'; at++) {
      if ((buffer[at] < '0' || buffer[at] > '9') && others.indexOf(buffer[at]) < 0) {
        return false;
      }
    }
    return true;
  }
}
