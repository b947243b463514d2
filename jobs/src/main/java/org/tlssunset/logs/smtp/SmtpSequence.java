package org.tlssunset.logs.smtp;

/**
 * Which of a session's lines are here, by their sequence numbers: from 0 on, each line's one more
 * than the last one's. Numbers may stand twice and lines may be swapped; what cannot be told apart
 * counts as missing.
 */
final class SmtpSequence {

  /** In place of a number that is not known. */
  static final int UNKNOWN = -1;

  /** How far back a missing number is recognised when it comes late. */
  private static final int WINDOW = Long.SIZE;

  private int first = UNKNOWN;
  private int last = UNKNOWN;
  private int missing;
  private boolean hasUnnumbered;

  /** The numbers up to {@link #last} that are here: bit n stands for last - n. */
  private long recent;

  /**
   * Another line.
   *
   * @param number negative if the line has none
   * @return whether lines are missing before it, as far as it shows
   */
  boolean add(int number) {
    boolean isAfterGap = last != UNKNOWN && number > last + 1;
    if (number < 0) {
      hasUnnumbered = true;
    } else if (last == UNKNOWN) {
      first = number;
      last = number;
      recent = 1;
    } else if (number > last) {
      int ahead = number - last;
      missing += ahead - 1;
      recent = ahead < WINDOW ? recent << ahead | 1 : 1;
      last = number;
    } else {
      addLate(number);
    }
    return isAfterGap;
  }

  private void addLate(int number) {
    int behind = last - number;
    long bit = behind < WINDOW ? 1L << behind : 0;
    if (number < first) {
      missing += first - number - 1;
      first = number;
    } else if (bit != 0 && (recent & bit) == 0) {
      missing--;
    }
    recent |= bit;
  }

  /** Forgets all lines. */
  void clear() {
    first = UNKNOWN;
    last = UNKNOWN;
    missing = 0;
    hasUnnumbered = false;
    recent = 0;
  }

  /** The lowest number, or {@link #UNKNOWN}. */
  int first() {
    return first;
  }

  /** The highest number, or {@link #UNKNOWN}. */
  int last() {
    return last;
  }

  /** Whether the numbers show that no line between the first and the last one is missing. */
  boolean isComplete() {
    return last != UNKNOWN && missing == 0 && !hasUnnumbered;
  }
}
