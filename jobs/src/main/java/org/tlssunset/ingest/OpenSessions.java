package org.tlssunset.ingest;

import java.util.Collection;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.tlssunset.logs.OpenSession;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.Warehouse;

/** The parts of sessions that logs left open, as the ledger keeps them. */
final class OpenSessions {

  /** What tells sessions apart, as {@link OpenSession#key} has it. */
  private static final String KEY =
      "concat_ws('\\u0001', source, coalesce(server, ''), coalesce(endpoint, ''), session_id)";

  private final Warehouse warehouse;

  OpenSessions(Warehouse warehouse) {
    this.warehouse = warehouse;
  }

  /** The parts of sessions that logs left open whose rows go. */
  List<OpenSession> of(Replacement gone) {
    return parts(all().where(gone.ledgerRows()));
  }

  /** The parts of the given sessions that logs left open, less those of logs whose rows go. */
  List<OpenSession> of(Collection<OpenSession.Key> sessions, Replacement without) {
    Dataset<Row> keys =
        warehouse
            .spark()
            .createDataset(sessions.stream().map(OpenSessions::key).toList(), Encoders.STRING())
            .toDF("key");
    Dataset<Row> others =
        without.isEmpty() ? all() : all().where("NOT (%s)".formatted(without.ledgerRows()));
    return parts(
        others.withColumn("key", functions.expr(KEY)).join(keys, "key", "left_semi").drop("key"));
  }

  private Dataset<Row> all() {
    return warehouse
        .read(Tables.INGESTED_FILES)
        .selectExpr("path", "entry", "inline(" + Tables.OPEN_SESSIONS + ")");
  }

  private static List<OpenSession> parts(Dataset<Row> rows) {
    return rows.drop("path", "entry").collectAsList().stream()
        .<OpenSession>map(SessionRows::part)
        .toList();
  }

  private static String key(OpenSession.Key key) {
    return String.join("\u0001", key.source(), key.server(), key.endpoint(), key.sessionId());
  }
}
