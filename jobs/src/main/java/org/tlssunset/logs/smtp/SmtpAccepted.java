package org.tlssunset.logs.smtp;

/**
 * How many commands of one kind were accepted. Each is counted twice: as it looks, and {@code
 * strictly}, if the answer to each EHLO is logged; which of both holds, {@link SmtpTurns} knows
 * later.
 */
final class SmtpAccepted {

  /** Which of the answers to come, the next one first, are to such a command. */
  private long asked;

  private long strictlyAsked;
  private int count;
  private int strictCount;

  /**
   * A command was said.
   *
   * @param due of how many answers the last one is that to this command
   * @param strict the same if the answer to each EHLO is logged
   */
  void asked(int due, int strict) {
    asked |= bit(due);
    strictlyAsked |= bit(strict);
  }

  private static long bit(int due) {
    return due <= Long.SIZE ? 1L << (due - 1) : 0;
  }

  /** The server answers, with a code of three digits. */
  void answered(int code) {
    if (isAccepted(code)) {
      count += (int) (asked & 1);
      strictCount += (int) (strictlyAsked & 1);
    }
    asked >>>= 1;
    strictlyAsked >>>= 1;
  }

  static boolean isAccepted(int code) {
    return code >= 200 && code < 300;
  }

  /**
   * Answers are missing: what became of commands that await one is not known.
   *
   * @param isStrict whether the answer to each EHLO was logged before
   */
  void lostAnswers(boolean isStrict) {
    count = count(isStrict);
    strictCount = count;
    asked = 0;
    strictlyAsked = 0;
  }

  /**
   * How many there were.
   *
   * @param isStrict whether the answer to each EHLO is logged
   */
  int count(boolean isStrict) {
    return isStrict ? strictCount : count;
  }

  /** Whether the next answer is to such a command. */
  boolean awaitsAnswer() {
    return (asked & 1) != 0;
  }
}
