package org.tlssunset.logs;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.ObservationColumn;
import org.tlssunset.schema.TlsOutcome;

/**
 * What the lines of a session prove of its TLS.
 *
 * <p>What proves most counts: the last handshake that succeeded, else mail or a sign-in in clear,
 * else a handshake that failed, else nothing. Clear text is proven only where no line before it is
 * missing: the missing one might be the handshake. And where a side goes on talking after STARTTLS
 * was neither refused nor failed, there was a handshake, though no line tells of it: versions of
 * Exchange that do not write that line exist.
 */
final class SmtpProof {

  /** The failure of a session whose peer asked for TLS and was then gone without a handshake. */
  static final String STARTTLS_THEN_DISCONNECT = "STARTTLS followed by a disconnect";

  private @Nullable SmtpTls tls;
  private long tlsLine;

  /** Whether a handshake succeeded of whose version the log says nothing. */
  private boolean hasUntoldTls;

  /** The line of a STARTTLS that nothing has become of yet; 0 if there is none. */
  private long startTlsLine;

  private @Nullable String failure;
  private long failureLine;

  /** Whether the failure is only that one side demanded TLS, and the other may still begin it. */
  private boolean isOnlyDemanded;

  private long clearLine;
  private boolean isClearProven;

  /** Whether mail or a sign-in was begun in clear and the answer is still to come. */
  private boolean isClearUnanswered;

  /** Whether the side that called said anything. */
  private boolean hasCommands;

  void negotiated(SmtpTls handshake, long line) {
    tls = handshake;
    tlsLine = line;
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

  /** The side that called says something; what it says comes after this. */
  void command() {
    hasCommands = true;
    if (awaitsTls()) {
      negotiatedUntold();
    }
  }

  /** Another handshake is asked for: what became of an earlier one is over. */
  void startTls(long line) {
    startTlsLine = line;
    failure = null;
    isOnlyDemanded = false;
  }

  boolean awaitsTls() {
    return startTlsLine > 0;
  }

  /**
   * Mail or a sign-in is begun.
   *
   * @param isComplete whether no line is missing so far
   */
  void mailOrSignIn(long line, boolean isComplete) {
    if (tls == null && !hasUntoldTls && clearLine == 0) {
      clearLine = line;
      isClearProven = isComplete;
      isClearUnanswered = true;
    }
  }

  /** What was begun in clear is refused before TLS: nothing went in clear. */
  void tlsDemanded(String answer, long line) {
    if (isClearUnanswered) {
      clearLine = 0;
      isClearUnanswered = false;
    }
    if (clearLine == 0 && (failure == null || isOnlyDemanded)) {
      failure = answer;
      failureLine = line;
      isOnlyDemanded = true;
    }
  }

  /**
   * Any other answer.
   *
   * @param isComplete whether no line is missing so far
   */
  void answered(boolean isComplete) {
    if (isClearUnanswered) {
      isClearUnanswered = false;
      isClearProven &= isComplete;
    }
  }

  boolean hasCommands() {
    return hasCommands;
  }

  /** Whether a command that begins TLS, or mail or a sign-in in clear, is not settled yet. */
  boolean awaitsAnswer() {
    return isClearUnanswered || awaitsTls();
  }

  /** What these lines alone prove, as if nothing were missing after them. */
  TlsOutcome outcome() {
    if (tls != null) {
      return TlsOutcome.NEGOTIATED;
    }
    if (hasUntoldTls) {
      return TlsOutcome.NOT_LOGGED;
    }
    if (clearLine > 0) {
      return isClearProven ? TlsOutcome.CLEARTEXT : TlsOutcome.NOT_LOGGED;
    }
    return failure != null || awaitsTls() ? TlsOutcome.FAILED : TlsOutcome.NONE;
  }

  /** The line that proves the outcome; {@code otherwise} where no single line does. */
  long line(long otherwise) {
    return switch (outcome()) {
      case NEGOTIATED -> tlsLine;
      case CLEARTEXT -> clearLine;
      case FAILED -> failure == null ? startTlsLine : failureLine;
      case NONE, NOT_LOGGED -> otherwise;
    };
  }

  /** Fills the columns that tell of TLS. */
  void fill(Observation row) {
    TlsOutcome outcome = outcome();
    row.set(ObservationColumn.TLS_OUTCOME, outcome);
    if (outcome == TlsOutcome.FAILED) {
      row.set(ObservationColumn.FAILURE, failure == null ? STARTTLS_THEN_DISCONNECT : failure);
    }
    SmtpTls handshake = tls;
    if (handshake != null) {
      row.set(ObservationColumn.TLS_VERSION, handshake.version())
          .set(ObservationColumn.TLS_VERSION_FIRST, handshake.version())
          .set(ObservationColumn.CIPHER, handshake.cipher())
          .set(ObservationColumn.CIPHER_BITS, handshake.cipherBits())
          .set(ObservationColumn.MAC, handshake.mac())
          .set(ObservationColumn.MAC_BITS, handshake.macBits())
          .set(ObservationColumn.KEY_EXCHANGE, handshake.keyExchange())
          .set(ObservationColumn.KEY_EXCHANGE_BITS, handshake.keyExchangeBits());
    }
  }

  /** Whether an answer (4xx, 5xx) asks for TLS first, as {@link SmtpDialogue} recognises it. */
  static boolean isDemand(String failure) {
    String lower = failure.toLowerCase(Locale.ROOT);
    return (lower.startsWith("4") || lower.startsWith("5"))
        && (lower.contains("starttls") || lower.contains("encryption"));
  }
}
