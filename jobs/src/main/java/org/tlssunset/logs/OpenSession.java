package org.tlssunset.logs;

import static org.tlssunset.schema.ObservationColumn.CLIENT_IP;
import static org.tlssunset.schema.ObservationColumn.CLIENT_IP_FROM;
import static org.tlssunset.schema.ObservationColumn.CLIENT_NAME;
import static org.tlssunset.schema.ObservationColumn.ENDED_AT;
import static org.tlssunset.schema.ObservationColumn.IS_PROBE;
import static org.tlssunset.schema.ObservationColumn.PEER_IP;
import static org.tlssunset.schema.ObservationColumn.PEER_PORT;
import static org.tlssunset.schema.ObservationColumn.SERVER;
import static org.tlssunset.schema.ObservationColumn.STARTED_AT;
import static org.tlssunset.schema.ObservationColumn.TLS_HOP;
import static org.tlssunset.schema.ObservationColumn.TLS_OUTCOME;
import static org.tlssunset.schema.ObservationColumn.USER_NAME;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.ObservationColumn;
import org.tlssunset.schema.TlsHop;
import org.tlssunset.schema.TlsOutcome;

/**
 * The part of an SMTP session that one log holds, when its first or last line is missing there.
 * Parts are {@linkplain #followedBy joined} across logs and nights, then {@linkplain #conclude
 * concluded}.
 *
 * @param seen what the part shows. Its tls_outcome is what these lines alone prove, as if nothing
 *     were missing before and after them (not-logged: something between them is), or null while
 *     nothing shows that the two sides were connected
 * @param started whether the session's first line ({@code +}, or sequence number 0) is in the part
 * @param ended whether its last line ({@code -}) is
 */
public record OpenSession(Observation seen, boolean started, boolean ended) {

  /** The failure of a session whose peer asked for TLS and was then gone without a handshake. */
  static final String STARTTLS_THEN_DISCONNECT = "STARTTLS followed by a disconnect";

  /** What tells sessions apart: parts with an equal key belong together. */
  public record Key(String source, String endpoint, String sessionId) {}

  /** The session that this is a part of. */
  public Key key() {
    return new Key(
        required(ObservationColumn.SOURCE),
        required(ObservationColumn.ENDPOINT),
        required(ObservationColumn.SESSION_ID));
  }

  private String required(ObservationColumn column) {
    String value = seen.text(column);
    return value == null ? "" : value;
  }

  /** This part and a later one of the same session, as one part. */
  public OpenSession followedBy(OpenSession later) {
    Observation first = seen;
    Observation last = later.seen;
    // The part with the stronger proof gives the TLS facts and the line that proves them; of two
    // equals the later, as the last handshake counts.
    Observation joined = (rank(first) > rank(last) ? first : last).copy();
    joined.setTimes(
        Math.min(first.number(STARTED_AT), last.number(STARTED_AT)),
        Math.max(first.number(ENDED_AT), last.number(ENDED_AT)));
    for (ObservationColumn column : new ObservationColumn[] {CLIENT_NAME, USER_NAME}) {
      joined.set(column, last.get(column) != null ? last.get(column) : first.get(column));
    }
    Observation peer = last.get(CLIENT_IP) != null ? last : first;
    for (ObservationColumn column :
        new ObservationColumn[] {CLIENT_IP, CLIENT_IP_FROM, PEER_IP, PEER_PORT}) {
      joined.set(column, peer.get(column));
    }
    joined.set(SERVER, first.get(SERVER) != null ? first.get(SERVER) : last.get(SERVER));
    if (isProxied(first) || isProxied(last)) {
      joined.set(TLS_HOP, TlsHop.PROXY);
    }
    joined.set(IS_PROBE, (Boolean) (isProbe(first) || isProbe(last)));
    if (outcome(joined) == TlsOutcome.CLEARTEXT
        && (outcome(first) == TlsOutcome.NOT_LOGGED || outcome(last) == TlsOutcome.NOT_LOGGED)) {
      // One part lacks lines that might hold the handshake.
      joined.set(TLS_OUTCOME, TlsOutcome.NOT_LOGGED);
    }
    return new OpenSession(joined, started || later.started, ended || later.ended);
  }

  /**
   * The row that the session makes, as far as it is known: {@code not-logged} where the missing
   * part might tell otherwise. Empty if the two sides never connected: that is no contact.
   */
  public Optional<Observation> conclude() {
    if (seen.get(TLS_OUTCOME) == null) {
      return Optional.empty();
    }
    Observation row = seen.copy();
    if (mightTellOtherwise()) {
      row.set(TLS_OUTCOME, TlsOutcome.NOT_LOGGED);
    }
    return Optional.of(row);
  }

  private boolean mightTellOtherwise() {
    TlsOutcome proven = outcome(seen);
    boolean handshakePending =
        proven == TlsOutcome.FAILED
            && STARTTLS_THEN_DISCONNECT.equals(seen.text(ObservationColumn.FAILURE));
    return (proven == TlsOutcome.CLEARTEXT && !started)
        || (handshakePending && !ended)
        || (proven == TlsOutcome.NONE && !(started && ended));
  }

  private static boolean isProxied(Observation part) {
    return TlsHop.PROXY.label().equals(part.text(TLS_HOP));
  }

  private static boolean isProbe(Observation part) {
    return Boolean.TRUE.equals(part.get(IS_PROBE));
  }

  private static int rank(Observation part) {
    TlsOutcome outcome = outcome(part);
    if (outcome == null) {
      return 0;
    }
    return switch (outcome) {
      case NEGOTIATED -> 5;
      case CLEARTEXT -> 4;
      case FAILED -> 3;
      case NOT_LOGGED -> 2;
      case NONE -> 1;
    };
  }

  private static @Nullable TlsOutcome outcome(Observation part) {
    String label = part.text(TLS_OUTCOME);
    for (TlsOutcome outcome : TlsOutcome.values()) {
      if (outcome.label().equals(label)) {
        return outcome;
      }
    }
    return null;
  }
}
