package org.tlssunset.logs.iis;

import java.util.Arrays;
import org.tlssunset.logs.LogParser;

/**
 * Takes runs of blanks in a line for one, and those at its ends for none: for lines that have too
 * many columns as they are.
 */
final class IisBlanks {

  private byte[] line = new byte[1 << 10];

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
      boolean isFurther = buffer[at] == ' ' && (length == 0 || line[length - 1] == ' ');
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
}
