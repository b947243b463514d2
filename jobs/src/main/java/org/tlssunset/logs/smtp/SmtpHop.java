package org.tlssunset.logs.smtp;

import org.jspecify.annotations.Nullable;

/**
 * Whether two of our own servers talk, so that the session's TLS is no client's: a send says so
 * ({@code Proxying inbound session with session id …}); XPROXY, XPROXYFROM or XPROXYTO was
 * accepted; or X-ANONYMOUSTLS was followed by a sign-in with X-EXPS that succeeded. Anybody may
 * type these: an outsider is refused.
 */
final class SmtpHop {

  /** Bits of {@link #servers}: a handshake was made with X-ANONYMOUSTLS. */
  static final int ANONYMOUS_TLS = 1;

  /** A sign-in with X-EXPS succeeded. */
  static final int EXPS = 2;

  /** X-ANONYMOUSTLS was said, and nothing has become of it. */
  static final int ANONYMOUS_TLS_ASKED = 4;

  /** A sign-in with X-EXPS is not settled. */
  static final int EXPS_ASKED = 8;

  private boolean isToldInner;
  private boolean hasAnonymousTls;
  private boolean asksAnonymousTls;

  /** A send says that it hands on a session. */
  void inner() {
    isToldInner = true;
  }

  /**
   * A handshake is asked for.
   *
   * @param isAnonymous whether by X-ANONYMOUSTLS
   */
  void startTls(boolean isAnonymous) {
    asksAnonymousTls = isAnonymous;
  }

  /** The handshake that was asked for succeeded. */
  void negotiated() {
    hasAnonymousTls |= asksAnonymousTls;
    asksAnonymousTls = false;
  }

  /**
   * What shows, but for {@link #isInner}, that two servers talk: bits.
   *
   * @param signIn null if nobody signs in
   * @param awaitsTls whether nothing has become yet of what was asked for last
   */
  int servers(@Nullable SmtpSignIn signIn, boolean awaitsTls) {
    return (hasAnonymousTls ? ANONYMOUS_TLS : 0)
        | (asksAnonymousTls && awaitsTls ? ANONYMOUS_TLS_ASKED : 0)
        | (signIn != null && signIn.hasExps() ? EXPS : 0)
        | (signIn != null && signIn.isExpsPending() ? EXPS_ASKED : 0);
  }

  /** Whether the bits prove it. */
  static boolean isProven(int servers) {
    return (servers & ANONYMOUS_TLS) != 0 && (servers & EXPS) != 0;
  }

  /**
   * Whether the log calls it one, or the other server has accepted that it is.
   *
   * @param proxied how many sessions of clients it was accepted to hand on
   */
  boolean isInner(int proxied) {
    return isToldInner || proxied > 0;
  }
}
