package org.tlssunset.logs;

import java.util.Arrays;
import java.util.Set;

/**
 * Takes runs of blanks in a line for one, and those at its end for none: for lines that have too
 * many columns as they are.
 */
final class IisBlanks {

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

  private static final String IN_ADDRESSES = "abcdefABCDEFxX*#.:[]";

  private final int[] numbers;
  private final int[] addresses;
  private byte[] line = new byte[1 << 10];

  /**
   * @param fields of the lines
   */
  IisBlanks(IisFields fields) {
    numbers = fields.named(NUMBERS);
    addresses = fields.named(ADDRESSES);
  }

  /**
   * Takes up the line from {@code from} to before its {@code '\n'} at {@code end}.
   *
   * @return it, from the first byte on, with its {@code '\n'}; valid until the next call
   */
  byte[] single(byte[] buffer, int from, int end) {
    int to = LogParser.trimmed(buffer, from, end);
    if (to - from + 1 + LogParser.SLACK > line.length) {
      line = new byte[2 * (to - from) + 1 + LogParser.SLACK];
    }
    int length = 0;
    for (int at = from; at < to; at++) {
      boolean isFurther = buffer[at] == ' ' && length > 0 && line[length - 1] == ' ';
      if (!isFurther) {
        line[length++] = buffer[at];
      }
    }
    if (length > 0 && line[length - 1] == ' ') {
      length--;
    }
    Arrays.fill(line, length, length + 1 + LogParser.SLACK, (byte) '\n');
    return line;
  }

  /**
   * Whether columns that hold numbers and addresses alone do so in a line: an empty column, and a
   * blank within another, would else shift what lies between them.
   */
  boolean fits(byte[] buffer, IisLine columns) {
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
