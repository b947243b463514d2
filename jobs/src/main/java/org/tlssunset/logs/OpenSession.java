package org.tlssunset.logs;

import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.tlssunset.schema.ObservationColumn;

/**
 * The part of a session that one log holds, when its first or last line is missing there: another
 * log may hold the rest. Parts are {@linkplain #joined joined} across logs and nights, then
 * {@linkplain #conclude concluded}. The row that comes of it is that of a log which holds the whole
 * session, or a weaker one ({@code not-logged}).
 *
 * <p>The ledger keeps parts in a struct that is made for SMTP's: a format whose sessions stand in
 * several logs, too, widens {@code SessionColumns.ALL} and {@code ingest.SessionRows} first, or
 * concludes its parts at the log's end.
 */
public interface OpenSession extends Serializable {

  /**
   * What tells sessions apart, but for their peers: parts with an equal key are {@linkplain #joined
   * joined}. Servers may share names of send connectors, and session ids.
   *
   * @param server empty if it is not known
   */
  record Key(String source, String server, String endpoint, String sessionId) {}

  /** What the part shows. */
  Observation seen();

  /** The session that this is a part of. */
  default Key key() {
    Observation seen = seen();
    return new Key(
        seen.textOrEmpty(ObservationColumn.SOURCE),
        seen.textOrEmpty(ObservationColumn.SERVER),
        seen.textOrEmpty(ObservationColumn.ENDPOINT),
        seen.textOrEmpty(ObservationColumn.SESSION_ID));
  }

  /**
   * All parts with an equal key, joined to one part: to several where they tell of several peers,
   * for then one session id stands for several connections.
   *
   * @param parts at least one, in any order
   */
  static List<OpenSession> joined(Collection<OpenSession> parts) {
    return parts.iterator().next().join(parts);
  }

  /**
   * Joins parts, see {@link #joined}.
   *
   * @param parts all that have this one's key, this among them; as they are of one source, all are
   *     of this one's class
   */
  List<OpenSession> join(Collection<OpenSession> parts);

  /**
   * The session that it hands on, if the answer that tells whether that is accepted has to come
   * from another log.
   */
  default Optional<InnerClient> asked() {
    return Optional.empty();
  }

  /** Of joined parts, the sessions that were handed on as only several of them together show. */
  default List<HandedOn> accepted() {
    return List.of();
  }

  /**
   * The row that the session makes, as far as it is known: {@code not-logged} where the missing
   * part might tell otherwise. Empty if the two sides never connected: that is no contact.
   */
  Optional<Observation> conclude();
}
