package org.tlssunset.ingest;

import static org.apache.spark.sql.functions.expr;

import java.time.LocalDate;
import java.util.List;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The sessions of which a batch's logs hold only a part, together with the parts that earlier
 * batches left open: a session that goes on in the next file is one row, in one night or over two.
 *
 * @param parts all parts of the sessions that the batch touches
 * @param stale where the rows that were made from the earlier parts alone may have their proof
 * @param days the days that such rows may lie on
 */
record SessionParts(Dataset<Row> parts, List<String> stale, TreeSet<LocalDate> days) {

  /** What tells sessions apart, as {@link org.tlssunset.logs.OpenSession#key} has it. */
  private static final String KEY =
      "concat_ws('\\u0001', source, coalesce(server, ''), endpoint, session_id)";

  /**
   * Where a row has its proof. A session's row has that of one of its parts, so it is found by it;
   * the session's number alone would find the row of another server's session too.
   */
  private static final String PROOF = "concat_ws('\\u0001', source_file, source_line)";

  /**
   * @param open the parts that the batch's logs leave open
   * @param replaced files that were read before and are read again
   */
  static SessionParts of(Ledger ledger, Dataset<Row> open, Replaced replaced) {
    if (ledger.lastBatch() == 0) {
      return new SessionParts(open, List.of(), new TreeSet<>());
    }
    Dataset<Row> keys = open.select(expr(KEY).as("key"));
    Dataset<Row> gone = open.limit(0);
    if (!replaced.isEmpty()) {
      gone = ledger.openSessionsOf(replaced.paths());
      keys = keys.union(gone.select(expr(KEY).as("key")));
    }
    Dataset<Row> earlier =
        ledger
            .openSessionsWithout(replaced.paths())
            .withColumn("key", expr(KEY))
            .join(keys.distinct(), "key", "left_semi")
            .drop("key");
    TreeSet<String> stale = new TreeSet<>();
    TreeSet<LocalDate> days = new TreeSet<>();
    for (Row row :
        earlier.unionByName(gone).select(expr(PROOF), expr("observed_on")).collectAsList()) {
      stale.add(row.getString(0));
      days.add(row.getAs(1));
    }
    return new SessionParts(
        stale.isEmpty() ? open : open.unionByName(earlier), List.copyOf(stale), days);
  }

  /** One row per session, of {@link ParsedRow#OBSERVATION_TYPE}. */
  Dataset<Row> joined() {
    return SessionJoin.join(parts);
  }

  /** The condition of the rows that these sessions had before; empty if they had none. */
  String staleRows() {
    return stale.isEmpty()
        ? ""
        : "(" + Sql.days(days) + " AND session_id IS NOT NULL AND " + Sql.in(PROOF, stale) + ")";
  }
}
