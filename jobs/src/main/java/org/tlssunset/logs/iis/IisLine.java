package org.tlssunset.logs.iis;

import org.tlssunset.logs.ByteScan;
import org.tlssunset.logs.LogParser;

/** Where the columns of the line in hand are: finds the blanks between them. */
final class IisLine {

  private final int columns;

  /** Column {@code i} lies between {@code blanks[i]} and {@code blanks[i + 1]}. */
  private final int[] blanks;

  private boolean hasDoubledBlank;

  /**
   * @param columns how many columns a line must have, at least 1
   */
  IisLine(int columns) {
    this.columns = columns;
    this.blanks = new int[columns + 1];
  }

  /**
   * Splits a line at its blanks; two blanks in a row have an empty column between them.
   *
   * @param from its first byte
   * @return the index of its {@code '\n'}; if it has more or fewer columns, the complement of that
   *     index, which is negative
   */
  int split(byte[] buffer, int from) {
    int[] blanks = this.blanks;
    blanks[0] = from - 1;
    int found = 1;
    int last = from - 1;
    int gaps = 0; // negative once a blank follows a blank
    int at = from;
    while (true) {
      long marks = ByteScan.blanks(ByteScan.eight(buffer, at));
      while (marks != 0) {
        int mark = at + (Long.numberOfTrailingZeros(marks) >>> 3);
        byte blank = buffer[mark];
        if (blank == ' ') {
          if (found == blanks.length) {
            return ~ByteScan.lineEnd(buffer, mark);
          }
          gaps |= mark - last - 2;
          last = mark;
          blanks[found++] = mark;
        } else if (blank == '\n') {
          if (found != columns) {
            return ~mark;
          }
          blanks[found] = LogParser.trimmed(buffer, from, mark);
          hasDoubledBlank = gaps < 0;
          return mark;
        }
        marks &= marks - 1;
      }
      at += 8;
    }
  }

  /** How many columns a line has, for whom to tell that they are too few or too many. */
  static int count(byte[] buffer, int from, int end) {
    int columns = 1;
    for (int at = from; at < end; at++) {
      columns += buffer[at] == ' ' ? 1 : 0;
    }
    return columns;
  }

  /** Whether the line in hand, which has as many columns as it must, has a doubled blank. */
  boolean hasDoubledBlank() {
    return hasDoubledBlank;
  }

  /** The first byte of a column. */
  int from(int column) {
    return blanks[column] + 1;
  }

  /** The byte after a column's last. */
  int to(int column) {
    return blanks[column + 1];
  }

  /** Whether the log does not have the column, or says {@code -} in it, or nothing. */
  boolean isEmpty(byte[] buffer, int column) {
    if (column == IisFields.ABSENT) {
      return true;
    }
    int from = from(column);
    int length = to(column) - from;
    return length == 0 || (length == 1 && buffer[from] == '-');
  }
}
