package org.tlssunset.logs.smtp;

import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.TlsOutcome;

/**
 * Whether mail or a sign-in went in clear, as a session's lines show it.
 *
 * <p>A sign-in is in clear once a name or a password was sent: with the command, or after the
 * server's 334. One that was refused before that, and mail that was refused because TLS is
 * demanded, is as if it had not been begun.
 */
final class SmtpClear {

  /** The line of the first command that stands; 0 if there is none. */
  private long line;

  /** Whether something was sent with it that no refusal takes back. */
  private boolean isSaid;

  /** Whether it was mail: it counts as begun, unless it is refused without TLS. */
  private boolean isMail;

  /** Of how many answers the last one is the command's; 0 if it was answered. */
  private int due;

  /** Whether no line is missing up to its answer. */
  private boolean isProven;

  /** Whether lines may be missing between the command and its answer. */
  private boolean isAnswerLost;

  /** Whether more than this was begun before an answer came. */
  private boolean isFollowed;

  /**
   * Mail is begun.
   *
   * @param due of how many answers the last one is that to this command
   * @param isComplete whether no line is missing so far
   */
  void mail(long line, int due, boolean isComplete) {
    begin(line, due, isComplete, true, false);
  }

  /**
   * A sign-in is begun.
   *
   * @param isSaid whether the command itself names the user or tells the password
   */
  void signIn(long line, int due, boolean isComplete, boolean isSaid) {
    begin(line, due, isComplete, false, isSaid);
  }

  private void begin(long line, int due, boolean isComplete, boolean isMail, boolean isSaid) {
    boolean isOnlyAsked = this.due > 0 && !this.isMail && !this.isSaid;
    if (this.line == 0 || isOnlyAsked) {
      this.line = line;
      this.due = due;
      this.isMail = isMail;
      this.isSaid = isSaid;
      isProven = isComplete;
      isFollowed = isOnlyAsked && !isSaid;
      isAnswerLost = false;
    } else {
      isFollowed |= due > 0;
    }
  }

  /** The log shows that the server has been told who signs in. */
  void said() {
    isSaid |= !isMail;
  }

  /** Answers are missing, so the next one is taken for that to the command. */
  void lostAnswers() {
    isAnswerLost |= due > 0;
    due = Math.min(due, 1);
  }

  /**
   * The server answers, and does not refuse. What answers no sign-in is of another command.
   *
   * @param code of three digits; 0 if the answer has none
   * @param isComplete whether no line is missing so far
   */
  void answered(int code, boolean isComplete) {
    boolean isOfAnother = due == 1 && !isMail && !SmtpSignIn.isAnswer(code);
    if (due > 0 && !isOfAnother && --due == 0) {
      isProven &= isComplete;
    }
  }

  /**
   * The server refuses.
   *
   * @param isDemand whether because it demands TLS
   */
  void refused(boolean isDemand, boolean isComplete) {
    if (due == 0 || --due > 0) {
      return;
    }
    boolean isTakenBack = !isSaid && (isDemand || (!isMail && !isAnswerLost));
    if (isTakenBack && !isFollowed) {
      line = 0;
    } else {
      isProven &= isComplete && !isTakenBack;
    }
  }

  /** Whether a sign-in's answer is still to come, and nothing of it was sent. */
  boolean isSignInPending() {
    return due > 0 && !isMail && !isSaid && !isFollowed;
  }

  boolean awaitsAnswer() {
    return due > 0;
  }

  /** The line of the first command in clear. */
  long line() {
    return line;
  }

  /**
   * Clear text, or not logged where a missing line might tell otherwise; null if there was none.
   */
  @Nullable TlsOutcome outcome() {
    if (line == 0 || isSignInPending()) {
      return null;
    }
    boolean isOneOfSeveral = due > 0 && isFollowed;
    return isProven && !isOneOfSeveral ? TlsOutcome.CLEARTEXT : TlsOutcome.NOT_LOGGED;
  }
}
