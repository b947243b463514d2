package org.tlssunset.logs.smtp;

/**
 * Whether a session is a hop inside Exchange, so that its TLS is no client's: a send says so
 * ({@code Proxying inbound session with session id …}); else XPROXY, XPROXYFROM or XPROXYTO was
 * accepted. Anybody may type these: an outsider is refused.
 */
final class SmtpHop {

  private boolean isInner;
  private boolean isAccepted;
  private boolean isStrictlyAccepted;

  /** Which of the answers to come, the next one first, are to such a command. */
  private long asked;

  /** The same if the answer to each EHLO is logged. */
  private long strictlyAsked;

  void inner() {
    isInner = true;
  }

  /**
   * The side that called asks for it.
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
    isAccepted |= (asked & 1) != 0 && isAccepted(code);
    isStrictlyAccepted |= (strictlyAsked & 1) != 0 && isAccepted(code);
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
    isInner = isInner(isStrict);
    isAccepted = false;
    isStrictlyAccepted = false;
    asked = 0;
    strictlyAsked = 0;
  }

  /**
   * Whether it is one.
   *
   * @param isStrict whether the answer to each EHLO is logged
   */
  boolean isInner(boolean isStrict) {
    return isInner || (isStrict ? isStrictlyAccepted : isAccepted);
  }

  /** Whether the next answer decides. */
  boolean awaitsAnswer() {
    return (asked & 1) != 0;
  }
}
