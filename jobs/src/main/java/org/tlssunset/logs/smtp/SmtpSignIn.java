package org.tlssunset.logs.smtp;

import org.jspecify.annotations.Nullable;

/**
 * Who signed in. A name counts where the log shows that its sign-in succeeded: scanners guess
 * names, and Exchange notes those too ({@code Inbound AUTH LOGIN failed because of LogonDenied},
 * {@code User Name: x}, {@code 535}).
 */
final class SmtpSignIn {

  /** The answer to one that has succeeded. */
  static final int SUCCEEDED = 235;

  private static final int GOES_ON = 300;
  private static final int REFUSED = 400;

  /** The user's name where nobody is known by one. */
  private static final String NOBODY = "NULL";

  private @Nullable String user;
  private @Nullable String claimed;

  /** Whether the log says of the claimed name that it was authenticated. */
  private boolean isAuthenticated;

  private boolean isDenied;
  private boolean isPending;

  /** Whether the last one was begun with X-EXPS. */
  private boolean isByExps;

  /** Whether the last one has been counted as a success. */
  private boolean isCounted;

  private int successes;
  private boolean hasExps;

  /** Whether an answer that is no refusal can be one to a sign-in: it succeeds, or goes on. */
  static boolean isAnswer(int code) {
    return code == SUCCEEDED || (code >= GOES_ON && code < REFUSED);
  }

  static boolean isName(String text) {
    return !text.isEmpty() && !text.equals(NOBODY);
  }

  /**
   * A sign-in begins.
   *
   * @param isExps whether with X-EXPS, as servers do
   */
  void begin(boolean isExps) {
    settle();
    isByExps = isExps;
    isCounted = false;
    isPending = true;
    isDenied = false;
    claimed = null;
  }

  /** Somebody gives a name; what comes of it is still to come, if it did not fail already. */
  void claim(String name) {
    if (!isDenied) {
      settle();
      claimed = name;
      isAuthenticated = false;
    }
  }

  /** The server knows who it is; its answer may still refuse them. */
  void authenticated(String name) {
    settle();
    claimed = name;
    isAuthenticated = true;
    isDenied = false;
  }

  /** The sign-in has succeeded. */
  void succeeded(String name) {
    user = name;
    claimed = null;
    isPending = false;
    count();
  }

  void denied() {
    claimed = null;
    isDenied = true;
  }

  /**
   * The server answers.
   *
   * @param code of three digits
   */
  void answered(int code) {
    if (code >= GOES_ON && code < REFUSED) {
      return;
    }
    if (code == SUCCEEDED && claimed != null) {
      isAuthenticated = true;
    }
    if (code == SUCCEEDED && isPending) {
      count();
    }
    if (code < GOES_ON) {
      settle();
    }
    claimed = null;
    isDenied = false;
    isPending = false;
  }

  /** An authenticated name counts, if no refusal came. */
  private void settle() {
    if (isClaimProven()) {
      count();
    }
    user = user();
  }

  private void count() {
    if (!isCounted) {
      isCounted = true;
      successes++;
      hasExps |= isByExps;
    }
  }

  private boolean isClaimProven() {
    return claimed != null && isAuthenticated;
  }

  /** How many succeeded. */
  int successes() {
    return successes + (isClaimProven() && !isCounted ? 1 : 0);
  }

  /** Whether one with X-EXPS did. */
  boolean hasExps() {
    return hasExps || (isByExps && isClaimProven());
  }

  /** Whether the answer is still to come that settles one with X-EXPS. */
  boolean isExpsPending() {
    return isByExps && isPending();
  }

  /** Whether the answer that settles a sign-in is still to come. */
  boolean isPending() {
    return isPending || isDenied || claimed != null;
  }

  /** The name; null if nobody signed in, or nothing shows that they did. */
  @Nullable String user() {
    return isClaimProven() ? claimed : user;
  }
}
