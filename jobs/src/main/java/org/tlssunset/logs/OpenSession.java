package org.tlssunset.logs;

import static org.tlssunset.schema.ObservationColumn.ENDED_AT;
import static org.tlssunset.schema.ObservationColumn.FAILURE;
import static org.tlssunset.schema.ObservationColumn.STARTED_AT;
import static org.tlssunset.schema.ObservationColumn.TLS_HOP;
import static org.tlssunset.schema.ObservationColumn.TLS_OUTCOME;
import static org.tlssunset.schema.ObservationColumn.TLS_VERSION_FIRST;

import java.io.Serializable;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.Labelled;
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
 * @param otherMail whether mail is in it that is no health check's
 * @param cut what stands at its edges
 */
public record OpenSession(
    Observation seen,
    boolean started,
    boolean ended,
    boolean complete,
    int firstSequence,
    int lastSequence,
    boolean commanded,
    boolean awaiting,
    boolean otherMail,
    SmtpCut cut)
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
      return later.afterAttempts(this);
    }
    boolean isContiguous = lastSequence >= 0 && later.firstSequence <= lastSequence + 1;
    boolean isCompleteSoFar = complete && isContiguous;
    return new OpenSession(
        new JoinedSession(this, later, isContiguous).row(),
        started || later.started,
        ended || later.ended,
        isCompleteSoFar && later.complete,
        firstSequence,
        Math.max(lastSequence, later.lastSequence),
        commanded || later.commanded,
        awaiting || later.awaiting,
        otherMail || later.otherMail,
        cut.followedBy(later.cut, commanded));
  }

  /** The contact begins after attempts to connect: of these stays only whose mail it is about. */
  private OpenSession afterAttempts(OpenSession attempts) {
    if (!attempts.isInner()) {
      return this;
    }
    Observation proxied = seen.copy().set(TLS_HOP, TlsHop.PROXY);
    return new OpenSession(
        proxied,
        started,
        ended,
        complete,
        firstSequence,
        lastSequence,
        commanded,
        awaiting,
        otherMail,
        cut);
  }

  /** Whether the numbers say so; a number may stand on two lines. */
  private boolean isBefore(OpenSession other) {
    return lastSequence >= 0
        && lastSequence <= other.firstSequence
        && (lastSequence < other.lastSequence || firstSequence < other.firstSequence);
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
          case FAILED ->
              isAllHere
                  || !(isSignInPending() || isStartTlsPending() || TlsDemand.isAnswer(failure()));
          case NONE -> isAllHere;
        };
    Observation row = seen.copy();
    if (!isProven) {
      row.set(TLS_OUTCOME, TlsOutcome.NOT_LOGGED).clear(FAILURE);
    }
    row.set(TLS_VERSION_FIRST, JoinedSession.oldestVersion(row));
    return Optional.of(row);
  }

  /** Whether the answer is missing that tells if a sign-in went on in clear. */
  boolean isSignInPending() {
    return awaiting && cut.signingIn();
  }

  private String failure() {
    return textOrEmpty(FAILURE);
  }

  /** Whether nothing is known of what became of a STARTTLS. */
  boolean isStartTlsPending() {
    return SmtpProof.STARTTLS_THEN_DISCONNECT.equals(failure());
  }

  /** Whether it is a hop inside Exchange, as far as the part tells. */
  boolean isInner() {
    return TlsHop.PROXY.label().equals(seen.text(TLS_HOP));
  }

  /** What the lines prove alone; null while nothing shows a connection. */
  @Nullable TlsOutcome outcome() {
    return Labelled.find(TlsOutcome.values(), seen.text(TLS_OUTCOME));
  }
}
