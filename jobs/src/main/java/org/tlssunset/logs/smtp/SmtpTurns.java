package org.tlssunset.logs.smtp;

/**
 * Which command an answer is to: several may be sent before the first is answered (RFC 2920), and
 * they are answered in their order. Where lines are missing, the count begins anew.
 *
 * <p>Behind EHLO a client has to wait. Where a command follows it, its answer is taken for one that
 * the log does not show; only {@link #strict} counts it, for clients need not do as they have to.
 */
final class SmtpTurns {

  /** In place of the first answer's code, where that is to no command that was said before. */
  private static final int OTHER = 1;

  /** In place of a number of answers: so many that no command before them waits for one. */
  private static final int ALL = 1 << 20;

  private int unanswered;
  private int strict;

  /** Whether EHLO or HELO was said last, and is not answered. */
  private boolean awaitsHello;

  /** Whether a command followed EHLO before the answer. */
  private boolean hasSkippedHello;

  /** Whether there was an answer too many then, so that EHLO's was among them. */
  private boolean hasFoundHello;

  private boolean hasCommands;
  private int answersFirst;
  private int firstAnswer;

  /**
   * The side that called says something.
   *
   * @param isHello whether it is EHLO or HELO
   * @return of how many answers the last one is that to this command
   */
  int command(boolean isHello) {
    hasCommands = true;
    hasSkippedHello |= awaitsHello;
    unanswered = unanswered() + 1;
    awaitsHello = isHello;
    strict++;
    return unanswered;
  }

  /**
   * A command is answered.
   *
   * @param code of three digits; 0 if the answer has none
   */
  void answer(int code) {
    firstAnswer = firstAnswer == 0 ? code : firstAnswer;
    answersFirst += hasCommands ? 0 : 1;
    hasFoundHello |= hasSkippedHello && unanswered == 0;
    unanswered = Math.max(0, unanswered - 1);
    strict = Math.max(0, strict - 1);
    awaitsHello &= unanswered > 0;
  }

  /** Lines are missing, or what was sent before is void: answers to it are not waited for. */
  void lostAnswers() {
    unanswered = 0;
    strict = 0;
    awaitsHello = false;
    hasSkippedHello = false;
    hasFoundHello = false;
    firstAnswer = firstAnswer == 0 ? OTHER : firstAnswer;
    answersFirst = hasCommands ? answersFirst : ALL;
  }

  boolean hasCommands() {
    return hasCommands;
  }

  /** How many answers came before the first command. */
  int answersFirst() {
    return answersFirst;
  }

  /** The code of the first answer; 0 if there is none, 1 if it is to no earlier log's command. */
  int firstAnswer() {
    return firstAnswer;
  }

  /** How many commands are not answered yet, as it looks when another one follows. */
  int unanswered() {
    return awaitsHello ? Math.max(0, unanswered - 1) : unanswered;
  }

  /** How many there are if the answer to each EHLO is logged. */
  int strict() {
    return strict;
  }

  /** Whether it looks as if it is: each command has an answer, or there are too many else. */
  boolean isStrict() {
    return strict == 0 || hasFoundHello;
  }
}
