package org.tlssunset.logs.smtp;

import static org.tlssunset.schema.ObservationColumn.CLIENT_IP;
import static org.tlssunset.schema.ObservationColumn.CLIENT_IP_FROM;
import static org.tlssunset.schema.ObservationColumn.CLIENT_NAME;
import static org.tlssunset.schema.ObservationColumn.DIRECTION;
import static org.tlssunset.schema.ObservationColumn.ENDED_AT;
import static org.tlssunset.schema.ObservationColumn.FAILURE;
import static org.tlssunset.schema.ObservationColumn.INNER;
import static org.tlssunset.schema.ObservationColumn.IS_PROBE;
import static org.tlssunset.schema.ObservationColumn.MESSAGES;
import static org.tlssunset.schema.ObservationColumn.PEER_IP;
import static org.tlssunset.schema.ObservationColumn.PEER_PORT;
import static org.tlssunset.schema.ObservationColumn.SERVER_IP;
import static org.tlssunset.schema.ObservationColumn.SERVER_PORT;
import static org.tlssunset.schema.ObservationColumn.SOURCE_FILE;
import static org.tlssunset.schema.ObservationColumn.SOURCE_LINE;
import static org.tlssunset.schema.ObservationColumn.STARTED_AT;
import static org.tlssunset.schema.ObservationColumn.TLS_HOP;
import static org.tlssunset.schema.ObservationColumn.TLS_OUTCOME;
import static org.tlssunset.schema.ObservationColumn.TLS_VERSION;
import static org.tlssunset.schema.ObservationColumn.TLS_VERSION_FIRST;
import static org.tlssunset.schema.ObservationColumn.USED;
import static org.tlssunset.schema.ObservationColumn.USER_NAME;

import org.jspecify.annotations.Nullable;
import org.tlssunset.logs.Observation;
import org.tlssunset.schema.Direction;
import org.tlssunset.schema.ObservationColumn;
import org.tlssunset.schema.TlsHop;
import org.tlssunset.schema.TlsOutcome;
import org.tlssunset.schema.TlsVersion;

/**
 * What two parts of a session show together: the TLS facts of the one that proves more, and of
 * everything else what the whole session's lines would have told.
 *
 * @param first the earlier part, which was connected
 * @param last the later one
 * @param isContiguous whether no line between them is missing
 */
record JoinedSession(SmtpPart first, SmtpPart last, boolean isContiguous) {

  private static final ObservationColumn[] PEER = {CLIENT_IP, CLIENT_IP_FROM, PEER_IP, PEER_PORT};

  private static final ObservationColumn[] LOCAL = {SERVER_IP, SERVER_PORT};

  /** Both as one row. */
  Observation row() {
    Observation earlier = first.seen();
    Observation later = last.seen();
    Observation row = (isByFirst() ? earlier : later).copy();
    row.setTimes(
        Math.min(earlier.number(STARTED_AT), later.number(STARTED_AT)),
        Math.max(earlier.number(ENDED_AT), later.number(ENDED_AT)));
    copy(earlier.get(PEER_IP) != null ? earlier : later, PEER, row);
    copy(earlier.get(SERVER_IP) != null ? earlier : later, LOCAL, row);
    Observation proof = proving().seen();
    boolean isInner = isInner();
    row.set(USER_NAME, user())
        .set(CLIENT_NAME, name())
        .set(TLS_HOP, isInner ? TlsHop.PROXY : TlsHop.CLIENT)
        .set(INNER, (Boolean) isInner)
        .set(MESSAGES, messages())
        .set(USED, used())
        .set(IS_PROBE, (Boolean) isAllProbes())
        .set(TLS_VERSION_FIRST, oldestVersion(proof))
        .set(SOURCE_FILE, proof.get(SOURCE_FILE))
        .set(SOURCE_LINE, proof.get(SOURCE_LINE));
    if (isInDoubt()) {
      row.set(TLS_OUTCOME, TlsOutcome.NOT_LOGGED).clear(FAILURE);
    }
    return row;
  }

  private static void copy(Observation from, ObservationColumn[] columns, Observation to) {
    for (ObservationColumn column : columns) {
      to.set(column, from.get(column));
    }
  }

  /** Whether the first part gives the TLS facts of both, and the line that proves them. */
  private boolean isByFirst() {
    if (first.outcome() == TlsOutcome.CLEARTEXT && rank(first) == rank(last)) {
      return true; // Mail or the sign-in began here.
    }
    // Else of two equals the later one: the last handshake counts.
    return rank(first) > rank(last);
  }

  /** How much the part proves, to find out which one gives the row. */
  private static int rank(SmtpPart part) {
    TlsOutcome outcome = part.outcome();
    if (outcome == null) {
      return 0;
    }
    return switch (outcome) {
      case NEGOTIATED -> 5;
      case NOT_LOGGED -> 4; // There was a handshake of an unknown version, or may have been.
      case CLEARTEXT -> 3;
      case FAILED -> 2;
      case NONE -> 1;
    };
  }

  /** Who signed in last. A sign-in that the later part refuses is none. */
  private @Nullable String user() {
    String later = last.seen().text(USER_NAME);
    boolean isRefused = first.cut().signingIn() && last.cut().isRefusedFirst();
    return later != null || isRefused ? later : first.seen().text(USER_NAME);
  }

  private @Nullable String name() {
    String earlier = first.seen().text(CLIENT_NAME);
    String later = last.seen().text(CLIENT_NAME);
    if (Direction.OUTBOUND.label().equals(first.seen().text(DIRECTION))) {
      return SmtpName.better(earlier, later);
    }
    return later != null ? later : earlier;
  }

  private boolean isInner() {
    return first.isInner()
        || (last.isInner() && !isMixed())
        || (isContiguous && first.cut().isAcceptedBy(last.cut()))
        || SmtpHop.isProven(first.cut().servers(last.cut(), last.hasHandshake()));
  }

  /** Null if one part was written by a version that did not count them. */
  private @Nullable Long messages() {
    Long earlier = (Long) first.seen().get(MESSAGES);
    Long later = (Long) last.seen().get(MESSAGES);
    return earlier == null || later == null ? null : (Long) (earlier + later + acceptedAtCut());
  }

  private int acceptedAtCut() {
    return isContiguous && first.cut().isMailAcceptedBy(last.cut()) ? 1 : 0;
  }

  /** Of a sign-in that the cut goes through, the first part has counted one that looked done. */
  private @Nullable Long used() {
    Long earlier = (Long) first.seen().get(USED);
    Long later = (Long) last.seen().get(USED);
    if (earlier == null || later == null) {
      return null;
    }
    boolean isCounted = first.seen().text(USER_NAME) != null;
    int signIns = 0;
    if (isContiguous && !isCounted && first.cut().isSignedInBy(last.cut())) {
      signIns = 1;
    } else if (isCounted && first.cut().signingIn() && last.cut().isRefusedFirst()) {
      signIns = -1;
    }
    return earlier + later + acceptedAtCut() + signIns;
  }

  private boolean isAllProbes() {
    // Where another user signs in later, the mark may have been the first one's alone.
    boolean isOtherUser = last.seen().text(USER_NAME) != null && !isProbe(last);
    boolean hasProbes = (isProbe(first) && !isOtherUser) || isProbe(last);
    return hasProbes && !first.otherMail() && !last.otherMail();
  }

  private static boolean isProbe(SmtpPart part) {
    return Boolean.TRUE.equals(part.seen().get(IS_PROBE));
  }

  /** The part that proves what the session is counted as: an older version hides behind none. */
  private SmtpPart proving() {
    SmtpPart better = isByFirst() ? first : last;
    SmtpPart other = isByFirst() ? last : first;
    String version = oldestVersion(better.seen());
    String otherVersion = oldestVersion(other.seen());
    boolean isOtherOlder =
        version != null
            && otherVersion != null
            && !TlsVersion.older(version, otherVersion).equals(version);
    return isOtherOlder ? other : better;
  }

  /** Parts of the first form tell only the last version. */
  static @Nullable String oldestVersion(Observation part) {
    String oldest = part.text(TLS_VERSION_FIRST);
    return oldest == null ? part.text(TLS_VERSION) : oldest;
  }

  /** Whether what one part proves alone is not proven by both together. */
  private boolean isInDoubt() {
    TlsOutcome before = first.outcome();
    TlsOutcome after = last.outcome();
    if (before == TlsOutcome.NEGOTIATED || after == TlsOutcome.NEGOTIATED) {
      return false;
    }
    // Whether a sign-in went on in clear, the later part's first lines say.
    boolean isSignInUnclear =
        first.isSignInPending()
            && (before == TlsOutcome.NONE || before == TlsOutcome.FAILED)
            && (after != TlsOutcome.CLEARTEXT || last.awaiting())
            && (last.commanded() || last.cut().firstAnswer() > 0 || tellsOfSignIn(last));
    // What was begun is settled at the later part's beginning; if that was STARTTLS, and one goes
    // on, then by a handshake of which no line tells, or by a refusal.
    boolean isHandshakeUntold =
        last.commanded()
            && (first.isStartTlsPending()
                || (isAwaitedInClear() && !(isContiguous && isMailAnswered())));
    // The handshake may be missing between the parts.
    boolean isClearUnproven =
        before != TlsOutcome.CLEARTEXT
            && after == TlsOutcome.CLEARTEXT
            && !last.started()
            && !(first.complete() && isContiguous);
    // The later part's demand for TLS may be the answer.
    boolean isAnswerUnclear = isAwaitedInClear() && after == TlsOutcome.FAILED;
    return isMixed() || isSignInUnclear || isHandshakeUntold || isClearUnproven || isAnswerUnclear;
  }

  private boolean isAwaitedInClear() {
    return first.awaiting() && first.outcome() == TlsOutcome.CLEARTEXT;
  }

  private boolean isMailAnswered() {
    return first.cut().isOtherThanTlsAnsweredBy(last.cut());
  }

  private static boolean tellsOfSignIn(SmtpPart part) {
    return part.cut().signingIn() || part.seen().text(USER_NAME) != null;
  }

  /** Whether the later part took answers to the first one's commands for answers to its own. */
  private boolean isMixed() {
    return last.cut().firstAnswer() > 0 && first.cut().isMixedWith(last.cut(), last.commanded());
  }
}
