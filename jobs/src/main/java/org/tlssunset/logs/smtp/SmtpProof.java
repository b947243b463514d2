package org.tlssunset.logs.smtp;

import org.jspecify.annotations.Nullable;
import org.tlssunset.logs.Observation;
import org.tlssunset.schema.ObservationColumn;
import org.tlssunset.schema.TlsOutcome;
import org.tlssunset.schema.TlsVersion;

/**
 * What the lines of a session prove of its TLS.
 *
 * <p>What proves most counts: the last handshake that succeeded (and the line of the one with the
 * oldest version, for that is what the client still uses), else mail or a sign-in in clear, else a
 * handshake that failed, else nothing. Clear text is proven only where no line before it is
 * missing: the missing one might be the handshake. And where a side goes on talking after STARTTLS
 * was neither refused nor failed, there was a handshake, though no line tells of it: versions of
 * Exchange that do not write that line exist.
 */
final class SmtpProof {

  /** The failure of a session whose peer asked for TLS and was then gone without a handshake. */
  static final String STARTTLS_THEN_DISCONNECT = "STARTTLS followed by a disconnect";

  /** The last handshake that is told. */
  private @Nullable SmtpTls tls;

  /** The oldest version of those that are told. */
  private @Nullable String oldestVersion;

  /** The line of the last one with that version. */
  private long tlsLine;

  /** Whether a handshake succeeded of whose version the log says nothing. */
  private boolean hasUntoldTls;

  /** The line of a STARTTLS that nothing has become of yet; 0 if there is none. */
  private long startTlsLine;

  /** Of how many answers the last one is that to STARTTLS; 0 if it was answered. */
  private int startTlsDue;

  private @Nullable String failure;
  private long failureLine;

  /** Whether the failure is only that one side demanded TLS, and the other may still begin it. */
  private boolean isOnlyDemanded;

  /** Whether the answer in hand demands TLS. */
  private boolean isDemanded;

  private final SmtpClear clear = new SmtpClear();

  void negotiated(SmtpTls handshake, long line) {
    String version = handshake.version();
    String oldest = oldestVersion == null ? version : TlsVersion.older(version, oldestVersion);
    if (oldest.equals(version)) {
      oldestVersion = version;
      tlsLine = line;
    }
    tls = handshake;
    startTlsLine = 0;
  }

  /** A handshake succeeded, but the line does not say with which version. */
  void negotiatedUntold() {
    hasUntoldTls = true;
    startTlsLine = 0;
  }

  void failed(String reason, long line) {
    failure = reason;
    failureLine = line;
    isOnlyDemanded = false;
    startTlsLine = 0;
  }

  /**
   * Another handshake is asked for: what became of an earlier one is over.
   *
   * @param due of how many answers the last one is that to this command
   */
  void startTls(long line, int due) {
    startTlsLine = line;
    startTlsDue = due;
    failure = null;
    isOnlyDemanded = false;
  }

  boolean awaitsTls() {
    return startTlsLine > 0;
  }

  /**
   * Mail is begun.
   *
   * @param due of how many answers the last one is that to this command
   * @param isComplete whether no line is missing so far
   */
  void mail(long line, int due, boolean isComplete) {
    if (!hasTls()) {
      clear.mail(line, due, isComplete);
    }
  }

  /**
   * A sign-in is begun.
   *
   * @param isSaid whether the command itself names the user or tells the password
   */
  void signIn(long line, int due, boolean isComplete, boolean isSaid) {
    if (!hasTls()) {
      clear.signIn(line, due, isComplete, isSaid);
    }
  }

  /** The log shows that the server has been told who signs in. */
  void signInSaid() {
    clear.said();
  }

  private boolean hasTls() {
    return tls != null || hasUntoldTls;
  }

  /** The answer in hand, a refusal, demands TLS. */
  void demanded(String answer, long line) {
    isDemanded = true;
    if (failure == null || isOnlyDemanded) {
      failure = answer;
      failureLine = line;
      isOnlyDemanded = true;
    }
  }

  /** The answer in hand is a refusal. */
  void refused(String answer, long line, boolean isComplete) {
    startTlsDue = Math.max(0, startTlsDue - 1);
    if (awaitsTls() && startTlsDue == 0) {
      failed(answer, line);
    }
    clear.refused(isDemanded, isComplete);
    isDemanded = false;
  }

  /**
   * The answer in hand is none.
   *
   * @param code of three digits; 0 if it has none
   * @param isComplete whether no line is missing so far
   */
  void answered(int code, boolean isComplete) {
    startTlsDue = Math.max(0, startTlsDue - 1);
    clear.answered(code, isComplete);
    isDemanded = false;
  }

  /** Answers are missing. */
  void lostAnswers() {
    startTlsDue = Math.min(startTlsDue, 1);
    clear.lostAnswers();
  }

  /** Whether the answer that tells if a sign-in goes on in clear is still to come. */
  boolean isSignInPending() {
    return clear.isSignInPending();
  }

  /** Whether a command that begins TLS, or mail or a sign-in in clear, is not settled yet. */
  boolean awaitsAnswer() {
    return clear.awaitsAnswer() || awaitsTls();
  }

  /** What these lines alone prove, as if nothing were missing after them. */
  TlsOutcome outcome() {
    if (tls != null) {
      return TlsOutcome.NEGOTIATED;
    }
    if (hasUntoldTls) {
      return TlsOutcome.NOT_LOGGED;
    }
    TlsOutcome inClear = clear.outcome();
    if (inClear != null) {
      return inClear;
    }
    return failure != null || awaitsTls() ? TlsOutcome.FAILED : TlsOutcome.NONE;
  }

  /** The line that proves the outcome; {@code otherwise} where no single line does. */
  long line(long otherwise) {
    return switch (outcome()) {
      case NEGOTIATED -> tlsLine;
      case CLEARTEXT -> clear.line();
      case FAILED -> awaitsTls() ? startTlsLine : failureLine;
      case NONE, NOT_LOGGED -> otherwise;
    };
  }

  /** Fills the columns that tell of TLS. */
  void fill(Observation row) {
    TlsOutcome outcome = outcome();
    row.set(ObservationColumn.TLS_OUTCOME, outcome);
    if (outcome == TlsOutcome.FAILED) {
      row.set(ObservationColumn.FAILURE, awaitsTls() ? STARTTLS_THEN_DISCONNECT : failure);
    }
    SmtpTls handshake = tls;
    if (handshake != null) {
      row.set(ObservationColumn.TLS_VERSION, handshake.version())
          .set(ObservationColumn.TLS_VERSION_FIRST, oldestVersion)
          .set(ObservationColumn.CIPHER, handshake.cipher())
          .set(ObservationColumn.CIPHER_BITS, handshake.cipherBits())
          .set(ObservationColumn.MAC, handshake.mac())
          .set(ObservationColumn.MAC_BITS, handshake.macBits())
          .set(ObservationColumn.KEY_EXCHANGE, handshake.keyExchange())
          .set(ObservationColumn.KEY_EXCHANGE_BITS, handshake.keyExchangeBits());
    }
  }
}
