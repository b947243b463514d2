package org.tlssunset.logs;

import static org.tlssunset.schema.ObservationColumn.CLIENT_IP;
import static org.tlssunset.schema.ObservationColumn.CLIENT_IP_FROM;
import static org.tlssunset.schema.ObservationColumn.CLIENT_NAME;
import static org.tlssunset.schema.ObservationColumn.ENDED_AT;
import static org.tlssunset.schema.ObservationColumn.FAILURE;
import static org.tlssunset.schema.ObservationColumn.IS_PROBE;
import static org.tlssunset.schema.ObservationColumn.PEER_IP;
import static org.tlssunset.schema.ObservationColumn.PEER_PORT;
import static org.tlssunset.schema.ObservationColumn.STARTED_AT;
import static org.tlssunset.schema.ObservationColumn.TLS_HOP;
import static org.tlssunset.schema.ObservationColumn.TLS_OUTCOME;
import static org.tlssunset.schema.ObservationColumn.USER_NAME;

import java.io.Serializable;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.ObservationColumn;
import org.tlssunset.schema.TlsHop;
import org.tlssunset.schema.TlsOutcome;

/**
 * The part of an SMTP session that one log holds, when its first or last line is missing there.
 * Parts are {@linkplain #followedBy joined} across logs and nights, then {@linkplain #conclude
 * concluded}. The row that comes of it is that of a log which holds the whole session, or a weaker
 * one ({@code not-logged}) where the cut went through a command and its answer.
 *
 * @param seen what the part shows. Its tls_outcome is what these lines alone prove, as if nothing
 *     were missing before and after them, or null while nothing shows that the two sides were
 *     connected
 * @param started whether the session's first line ({@code +}, or the one after it) is in the part
 * @param ended whether its last line ({@code -}) is
 * @param complete whether no line between the first and the last one here is missing
 * @param firstSequence the lowest sequence number, negative if there is none
 * @param lastSequence the highest sequence number, negative if there is none
 * @param commanded whether the side that called says anything in it
 * @param awaiting whether a command that begins TLS, or mail or a sign-in in clear, is not settled
 *     in it
 */
public record OpenSession(
    Observation seen,
    boolean started,
    boolean ended,
    boolean complete,
    int firstSequence,
    int lastSequence,
    boolean commanded,
    boolean awaiting)
    implements Serializable {

  /** The order to join parts in; files are not always listed in that of their lines. */
  private static final Comparator<OpenSession> IN_TIME =
      Comparator.<OpenSession>comparingLong(part -> part.seen().number(STARTED_AT))
          .thenComparingLong(part -> part.seen().number(ENDED_AT))
          .thenComparing(part -> part.textOrEmpty(ObservationColumn.SOURCE_FILE))
          .thenComparingLong(part -> part.seen().number(ObservationColumn.SOURCE_LINE));

  /**
   * What tells sessions apart, but for their peers: parts with an equal key are {@linkplain #joined
   * joined}. Servers may share names of send connectors, and session ids.
   *
   * @param server empty if it is not known
   */
  public record Key(String source, String server, String endpoint, String sessionId) {}

  /** The session that this is a part of. */
  public Key key() {
    return new Key(
        textOrEmpty(ObservationColumn.SOURCE),
        textOrEmpty(ObservationColumn.SERVER),
        textOrEmpty(ObservationColumn.ENDPOINT),
        textOrEmpty(ObservationColumn.SESSION_ID));
  }

  private String textOrEmpty(ObservationColumn column) {
    String value = seen.text(column);
    return value == null ? "" : value;
  }

  /**
   * All parts with an equal key, joined to one part: to several where they tell of several peers,
   * for then one session id stands for several connections.
   *
   * @param parts at least one, in any order
   */
  public static List<OpenSession> joined(Collection<OpenSession> parts) {
    return PartsByPeer.of(parts.stream().sorted(IN_TIME).toList()).stream()
        .map(one -> one.stream().sorted(IN_TIME).reduce(OpenSession::followedBy).orElseThrow())
        .toList();
  }

  /** Whether something shows that the two sides were connected. */
  boolean isConnected() {
    return outcome() != null;
  }

  /**
   * This part and a later one of the same session, as one part. Sequence numbers, where they tell,
   * decide which of the two is the later one: clocks go back.
   */
  public OpenSession followedBy(OpenSession later) {
    if (later.isBefore(this)) {
      return later.followedBy(this);
    }
    if (outcome() == null) {
      return later; // Attempts to connect: the contact begins after them.
    }
    boolean isContiguous = lastSequence >= 0 && later.firstSequence <= lastSequence + 1;
    boolean isCompleteSoFar = complete && isContiguous;
    return new OpenSession(
        joined(later, isCompleteSoFar),
        started || later.started,
        ended || later.ended,
        isCompleteSoFar && later.complete,
        firstSequence,
        Math.max(lastSequence, later.lastSequence),
        commanded || later.commanded,
        awaiting || later.awaiting);
  }

  /** Whether the numbers say so; a number may stand on two lines. */
  private boolean isBefore(OpenSession other) {
    return lastSequence >= 0
        && lastSequence <= other.firstSequence
        && (lastSequence < other.lastSequence || firstSequence < other.firstSequence);
  }

  private Observation joined(OpenSession later, boolean isCompleteSoFar) {
    Observation first = seen;
    Observation last = later.seen;
    Observation joined = (outranks(later) ? first : last).copy();
    joined.setTimes(
        Math.min(first.number(STARTED_AT), last.number(STARTED_AT)),
        Math.max(first.number(ENDED_AT), last.number(ENDED_AT)));
    for (ObservationColumn column : new ObservationColumn[] {CLIENT_NAME, USER_NAME}) {
      joined.set(column, last.get(column) != null ? last.get(column) : first.get(column));
    }
    Observation peer = first.get(PEER_IP) != null ? first : last;
    for (ObservationColumn column :
        new ObservationColumn[] {CLIENT_IP, CLIENT_IP_FROM, PEER_IP, PEER_PORT}) {
      joined.set(column, peer.get(column));
    }
    if (isProxied(first) || isProxied(last)) {
      joined.set(TLS_HOP, TlsHop.PROXY);
    }
    joined.set(IS_PROBE, (Boolean) (isProbe(first) || isProbe(last)));
    if (isInDoubt(later, isCompleteSoFar)) {
      joined.set(TLS_OUTCOME, TlsOutcome.NOT_LOGGED).clear(FAILURE);
    }
    return joined;
  }

  /** Whether this part gives the TLS facts of both, and the line that proves them. */
  private boolean outranks(OpenSession later) {
    if (outcome() == TlsOutcome.CLEARTEXT && rank() == later.rank()) {
      return true; // Mail or the sign-in began here.
    }
    // Else of two equals the later one: the last handshake counts.
    return rank() > later.rank();
  }

  /** Whether what one part proves alone is not proven by both together. */
  private boolean isInDoubt(OpenSession later, boolean isCompleteSoFar) {
    TlsOutcome before = outcome();
    TlsOutcome after = later.outcome();
    if (before == TlsOutcome.NEGOTIATED || after == TlsOutcome.NEGOTIATED) {
      return false;
    }
    // What was begun is settled at the later part's beginning; if that was STARTTLS, and one goes
    // on, then by a handshake of which no line tells, or by a refusal.
    boolean isHandshakeUntold =
        later.commanded && (isStartTlsPending() || (awaiting && before == TlsOutcome.CLEARTEXT));
    // The handshake may be missing between the parts.
    boolean isClearUnproven =
        before != TlsOutcome.CLEARTEXT
            && after == TlsOutcome.CLEARTEXT
            && !later.started
            && !isCompleteSoFar;
    // The later part's demand for TLS may be the answer.
    boolean isAnswerUnclear =
        before == TlsOutcome.CLEARTEXT && awaiting && after == TlsOutcome.FAILED;
    return isHandshakeUntold || isClearUnproven || isAnswerUnclear;
  }

  /**
   * The row that the session makes, as far as it is known: {@code not-logged} where the missing
   * part might tell otherwise. Empty if the two sides never connected: that is no contact.
   */
  public Optional<Observation> conclude() {
    TlsOutcome proven = outcome();
    if (proven == null) {
      return Optional.empty();
    }
    boolean isAllHere = started && ended && complete;
    boolean isProven =
        switch (proven) {
          case NEGOTIATED, NOT_LOGGED -> true;
          case CLEARTEXT -> awaiting ? isAllHere : started;
          case FAILED -> isAllHere || !(isStartTlsPending() || SmtpProof.isDemand(failure()));
          case NONE -> isAllHere;
        };
    Observation row = seen.copy();
    if (!isProven) {
      row.set(TLS_OUTCOME, TlsOutcome.NOT_LOGGED).clear(FAILURE);
    }
    return Optional.of(row);
  }

  private String failure() {
    return textOrEmpty(FAILURE);
  }

  private boolean isStartTlsPending() {
    return SmtpProof.STARTTLS_THEN_DISCONNECT.equals(failure());
  }

  private static boolean isProxied(Observation part) {
    return TlsHop.PROXY.label().equals(part.text(TLS_HOP));
  }

  private static boolean isProbe(Observation part) {
    return Boolean.TRUE.equals(part.get(IS_PROBE));
  }

  /** How much the part proves, to find out which one gives the row. */
  private int rank() {
    TlsOutcome outcome = outcome();
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

  private @Nullable TlsOutcome outcome() {
    String label = seen.text(TLS_OUTCOME);
    for (TlsOutcome outcome : TlsOutcome.values()) {
      if (outcome.label().equals(label)) {
        return outcome;
      }
    }
    return null;
  }
}
