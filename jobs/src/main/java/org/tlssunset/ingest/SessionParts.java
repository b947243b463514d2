package org.tlssunset.ingest;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.tlssunset.logs.HandedOn;
import org.tlssunset.logs.Observation;
import org.tlssunset.logs.OpenSession;
import org.tlssunset.schema.ObservationColumn;
import org.tlssunset.schema.Sql;

/**
 * The sessions of which a batch's logs hold only a part, together with the parts that earlier
 * batches left open: a session that goes on in the next file is one row, in one night or over two.
 *
 * @param parts all parts of the sessions that the batch touches
 * @param stale where the rows that were made from the earlier parts alone may have their proof
 * @param staleClients the same of rows of inner_clients
 * @param days the days that such rows may lie on
 */
record SessionParts(
    Collection<OpenSession> parts,
    TreeSet<String> stale,
    TreeSet<String> staleClients,
    TreeSet<LocalDate> days) {

  /**
   * What sessions come to.
   *
   * @param rows at most one for each of their peers
   * @param handedOn the sessions that they hand on, as one log alone does not show
   */
  record Joined(List<Observation> rows, List<HandedOn> handedOn) {}

  /**
   * Where a row has its proof. A session's row has that of one of its parts, so it is found by it;
   * the session's number alone would find the row of another server's session too.
   */
  private static final String PROOF = "concat_ws('\\u0001', source_file, source_line)";

  /**
   * @param open the parts that the batch's logs leave open
   * @param replaced what earlier batches made of files that are read again, and of outgrown logs
   */
  static SessionParts of(Ledger ledger, List<OpenSession> open, Replacement replaced) {
    List<OpenSession> gone = ledger.openSessions(replaced);
    Set<OpenSession.Key> keys = new LinkedHashSet<>();
    open.forEach(part -> keys.add(part.key()));
    gone.forEach(part -> keys.add(part.key()));
    List<OpenSession> earlier = ledger.openSessions(keys, replaced);
    TreeSet<String> stale = new TreeSet<>();
    TreeSet<String> staleClients = new TreeSet<>();
    TreeSet<LocalDate> days = new TreeSet<>();
    for (OpenSession part : concat(earlier, gone)) {
      stale.add(proof(part.seen(), part.seen().number(ObservationColumn.SOURCE_LINE)));
      part.asked().ifPresent(asked -> staleClients.add(proof(part.seen(), asked.line())));
      Integer day = (Integer) part.seen().get(ObservationColumn.OBSERVED_ON);
      if (day != null) {
        days.add(LocalDate.ofEpochDay(day));
      }
    }
    return new SessionParts(concat(open, earlier), stale, staleClients, days);
  }

  private static String proof(Observation row, long line) {
    return row.text(ObservationColumn.SOURCE_FILE) + '\u0001' + line;
  }

  private static List<OpenSession> concat(List<OpenSession> some, List<OpenSession> others) {
    List<OpenSession> all = new ArrayList<>(some);
    all.addAll(others);
    return all;
  }

  /** The sessions that the parts make, concluded. */
  Joined joined() {
    Map<OpenSession.Key, List<OpenSession>> byKey = new LinkedHashMap<>();
    for (OpenSession part : parts) {
      byKey.computeIfAbsent(part.key(), key -> new ArrayList<>(2)).add(part);
    }
    List<OpenSession> sessions =
        byKey.values().stream().flatMap(session -> OpenSession.joined(session).stream()).toList();
    return new Joined(
        sessions.stream().flatMap(session -> session.conclude().stream()).toList(),
        sessions.stream().flatMap(session -> session.accepted().stream()).toList());
  }

  /** The condition of the rows that these sessions had before; empty if they had none. */
  String staleRows() {
    return stale.isEmpty()
        ? ""
        : "("
            + Sql.days("observed_on", days)
            + " AND session_id IS NOT NULL AND "
            + Sql.in(PROOF, stale)
            + ")";
  }

  /** The condition of the rows of inner_clients that they had; empty if they had none. */
  String staleInnerClients() {
    return staleClients.isEmpty() ? "" : Sql.in(PROOF, staleClients);
  }
}
