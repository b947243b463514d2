package org.tlssunset.synthetic;

import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the lines of one session prove that came into the archive undamaged.
 *
 * <p>The rules: the last handshake counts, and the oldest is kept; else mail or a sign-in in clear,
 * if no line up to its answer is missing, for that might be a refusal; else a handshake that failed
 * or a refusal; else, if nothing is missing, that there was nothing. Whatever a missing line might
 * have told otherwise is not logged.
 */
final class SmtpEvidence {

  private final boolean isSend;
  private int arrived;
  private int first = -1;
  private int last;
  private boolean isConnected;
  private boolean isEnded;
  private boolean isProxied;
  private @Nullable Tls tls;
  private @Nullable String oldest;
  private boolean hasProbeMail;
  private boolean hasOtherMail;
  private boolean isUntold;
  private boolean isClear;
  private boolean isClearProven;
  private boolean isUnanswered;
  private boolean isRefused;
  private boolean isTlsAsked;
  private final SmtpCaller caller;
  private long startedAt = Long.MAX_VALUE;
  private long endedAt = Long.MIN_VALUE;
  private @Nullable Path proofFile;
  private long proofLine;

  SmtpEvidence(boolean isSend) {
    this.isSend = isSend;
    isConnected = !isSend;
    caller = new SmtpCaller(isSend);
  }

  /**
   * A line came in.
   *
   * @param number its number in the session, from 0
   * @param time milliseconds since 1970, as logged
   */
  void line(SmtpEvent event, int number, long time, Path file, long line) {
    arrived++;
    if (first < 0) {
      first = number;
      proofFile = file;
    }
    last = number;
    startedAt = Math.min(startedAt, time);
    endedAt = Math.max(endedAt, time);
    caller.line(event);
    // A send has an end of its own from its connect on.
    isConnected |= event.kind() != '*' || number > 1;
    if (event.data().startsWith("MAIL FROM:")) {
      boolean isProbe = event.data().startsWith("MAIL FROM:<HealthMailbox");
      hasProbeMail |= isProbe;
      hasOtherMail |= !isProbe;
    }
    isEnded |= event.kind() == '-';
    if (isUnanswered && event.kind() == (isSend ? '<' : '>')) {
      isUnanswered = false;
      isClearProven &= isGapless();
    }
    switch (event.proof()) {
      case NOTHING -> {}
      case STARTTLS -> isTlsAsked = true;
      case HANDSHAKE -> {
        handshake(Objects.requireNonNull(event.tls()), file, line);
        isConnected = true;
      }
      case HANDSHAKE_UNTOLD -> {
        isUntold = true;
        isConnected = true;
      }
      case FAILURE -> {
        isRefused = true;
        isConnected = true;
      }
      case MAIL_OR_SIGN_IN -> {
        if (tls == null && !isClear) {
          isClear = true;
          isClearProven = first <= 1 && isGapless();
          isUnanswered = true;
        }
      }
      case TLS_DEMANDED -> {
        isClear = false;
        isRefused = true;
      }
      case SIGN_IN_REFUSED -> isClear = false;
      case PROXY -> isProxied = true;
    }
  }

  /** Of several the oldest is the proof, of several of that age the last. */
  private void handshake(Tls handshake, Path file, long line) {
    String version = handshake.version();
    tls = handshake;
    if (oldest == null || version.compareTo(oldest) <= 0) {
      oldest = version;
      proofFile = file;
      proofLine = line;
    }
  }

  private boolean isGapless() {
    return arrived == last - first + 1;
  }

  /** The outcome in the tables' words; null if this is no contact. */
  private @Nullable String outcome() {
    if (first < 0 || (isSend && !isConnected)) {
      return null;
    }
    if (tls != null) {
      return "negotiated";
    }
    if (isUntold) {
      return "not-logged";
    }
    if (isClear) {
      return isClearProven && !isUnanswered ? "cleartext" : "not-logged";
    }
    if (isRefused) {
      return "failed";
    }
    if (!isGapless() || !isEnded) {
      return "not-logged";
    }
    if (isTlsAsked) {
      return "failed";
    }
    return first <= 1 ? "none" : "not-logged";
  }

  /** Tells the tally. */
  void conclude(Tally tally, SmtpRoute route) {
    String outcome = outcome();
    Path file = proofFile;
    if (outcome == null || file == null) {
      return;
    }
    Truth.Key key =
        new Truth.Key(
            isSend ? "smtp-send" : "smtp-receive",
            "smtp",
            isSend ? "outbound" : "inbound",
            route.remoteIp(),
            tls == null ? null : tls.version(),
            oldest,
            outcome,
            isProxied ? "proxy" : "client",
            hasProbeMail && !hasOtherMail);
    Truth.Caller from =
        new Truth.Caller(route.server(), route.peer(), caller.name(), caller.user(), null, null);
    tally.observation(key, from, isProxied, 1, startedAt, endedAt, file, proofLine);
  }
}
