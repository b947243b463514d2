package org.tlssunset.logs.smtp;

import static org.tlssunset.schema.ObservationColumn.ENDED_AT;
import static org.tlssunset.schema.ObservationColumn.FAILURE;
import static org.tlssunset.schema.ObservationColumn.FAILURE_CLASS;
import static org.tlssunset.schema.ObservationColumn.INNER;
import static org.tlssunset.schema.ObservationColumn.STARTED_AT;
import static org.tlssunset.schema.ObservationColumn.TLS_HOP;
import static org.tlssunset.schema.ObservationColumn.TLS_OUTCOME;
import static org.tlssunset.schema.ObservationColumn.TLS_VERSION_FIRST;
import static org.tlssunset.schema.ObservationColumn.USED;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tlssunset.logs.HandedOn;
import org.tlssunset.logs.InnerClient;
import org.tlssunset.logs.Observation;
import org.tlssunset.logs.OpenSession;
import org.tlssunset.schema.Labelled;
import org.tlssunset.schema.ObservationColumn;
import org.tlssunset.schema.TlsHop;
import org.tlssunset.schema.TlsOutcome;

/**
 * The part of an SMTP session that one log holds, when its first or last line is missing there. The
 * row that comes of all parts is that of a log which holds the whole session, or a weaker one
 * ({@code not-logged}) where the cut went through a command and its answer.
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
 * @param handedOn whom it hands on as far as that is not told already
 */
public record SmtpPart(
    Observation seen,
    boolean started,
    boolean ended,
    boolean complete,
    int firstSequence,
    int lastSequence,
    boolean commanded,
    boolean awaiting,
    boolean otherMail,
    SmtpCut cut,
    SmtpHandedOn handedOn)
    implements OpenSession {

  /** The order to join parts in, where all have numbers: clocks go back. */
  private static final Comparator<SmtpPart> BY_NUMBERS =
      Comparator.comparingInt(SmtpPart::firstSequence).thenComparingInt(SmtpPart::lastSequence);

  /** The order where some have none; files are not always listed in that of their lines. */
  private static final Comparator<SmtpPart> IN_TIME =
      Comparator.<SmtpPart>comparingLong(part -> part.seen().number(STARTED_AT))
          .thenComparingLong(part -> part.seen().number(ENDED_AT))
          .thenComparing(part -> part.seen().textOrEmpty(ObservationColumn.SOURCE_FILE))
          .thenComparingLong(part -> part.seen().number(ObservationColumn.SOURCE_LINE));

  @Override
  public List<OpenSession> join(Collection<OpenSession> parts) {
    List<SmtpPart> inTime = parts.stream().map(SmtpPart.class::cast).sorted(IN_TIME).toList();
    return PartsByPeer.of(inTime).stream()
        .<OpenSession>map(
            one -> one.stream().sorted(order(one)).reduce(SmtpPart::followedBy).orElseThrow())
        .toList();
  }

  private static Comparator<SmtpPart> order(Collection<SmtpPart> parts) {
    return parts.stream().allMatch(part -> part.firstSequence >= 0)
        ? BY_NUMBERS.thenComparing(IN_TIME)
        : IN_TIME;
  }

  /** Whether something shows that the two sides were connected. */
  boolean isConnected() {
    return outcome() != null;
  }

  /**
   * This part and a later one of the same session, as one part. Sequence numbers, where they tell,
   * decide which of the two is the later one: clocks go back.
   */
  public SmtpPart followedBy(SmtpPart later) {
    if (later.isBefore(this)) {
      return later.followedBy(this);
    }
    if (outcome() == null) {
      return later.afterAttempts(this);
    }
    boolean isContiguous = lastSequence >= 0 && later.firstSequence <= lastSequence + 1;
    boolean isCompleteSoFar = complete && isContiguous;
    return new SmtpPart(
        new JoinedSession(this, later, isContiguous).row(),
        started || later.started,
        ended || later.ended,
        isCompleteSoFar && later.complete,
        firstSequence,
        Math.max(lastSequence, later.lastSequence),
        commanded || later.commanded,
        awaiting || later.awaiting,
        otherMail || later.otherMail,
        cut.followedBy(later.cut, commanded, later.hasHandshake()),
        handedOnInLog()
            .followedBy(
                later.handedOnInLog(),
                isContiguous && cut.isAcceptedBy(later.cut),
                later.cut.firstAnswer() == 0));
  }

  private SmtpHandedOn handedOnInLog() {
    return handedOn.in(seen.textOrEmpty(ObservationColumn.SOURCE_FILE));
  }

  @Override
  public Optional<InnerClient> asked() {
    return Optional.ofNullable(handedOn.asked());
  }

  @Override
  public List<HandedOn> accepted() {
    return handedOn.accepted();
  }

  /** The contact begins after attempts to connect: of these stays only whose mail it is about. */
  private SmtpPart afterAttempts(SmtpPart attempts) {
    if (!attempts.isInner()) {
      return this;
    }
    Observation proxied = seen.copy().set(TLS_HOP, TlsHop.PROXY).set(INNER, (Boolean) true);
    return new SmtpPart(
        proxied,
        started,
        ended,
        complete,
        firstSequence,
        lastSequence,
        commanded,
        awaiting,
        otherMail,
        cut,
        handedOn);
  }

  /** Whether the numbers say so; a number may stand on two lines. */
  private boolean isBefore(SmtpPart other) {
    return lastSequence >= 0
        && lastSequence <= other.firstSequence
        && (lastSequence < other.lastSequence || firstSequence < other.firstSequence);
  }

  @Override
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
    Long used = (Long) row.get(USED);
    if (!isAllHere && used != null && used == 0) {
      row.clear(USED); // mail may have been accepted in what is missing
    }
    row.set(TLS_VERSION_FIRST, JoinedSession.oldestVersion(row));
    String failure = row.text(FAILURE);
    if (failure != null) {
      row.set(FAILURE_CLASS, SmtpFailure.of(failure));
    }
    return Optional.of(row);
  }

  /** Whether the answer is missing that tells if a sign-in went on in clear. */
  boolean isSignInPending() {
    return awaiting && cut.signingIn();
  }

  private String failure() {
    return seen.textOrEmpty(FAILURE);
  }

  /** Whether nothing is known of what became of a STARTTLS. */
  boolean isStartTlsPending() {
    return SmtpProof.STARTTLS_THEN_DISCONNECT.equals(failure());
  }

  /** Whether two of our own servers talk, as far as the part tells. */
  boolean isInner() {
    return TlsHop.PROXY.label().equals(seen.text(TLS_HOP));
  }

  /** Whether a handshake succeeded in it, whether its version is told or not. */
  boolean hasHandshake() {
    return outcome() == TlsOutcome.NEGOTIATED || outcome() == TlsOutcome.NOT_LOGGED;
  }

  /** What the lines prove alone; null while nothing shows a connection. */
  @Nullable TlsOutcome outcome() {
    return Labelled.find(TlsOutcome.values(), seen.text(TLS_OUTCOME));
  }
}
