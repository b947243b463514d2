package org.tlssunset.ingest;

import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.PlausibleTimes;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.Warehouse;

/**
 * How far the observations of a server reach: where they end long ago, its logs no longer come.
 *
 * @param server empty if the logs do not name it
 * @param firstEvent the first of its events
 * @param lastEvent the last that is not in the future, for a clock that was fast would hide that
 *     logs no longer come; null if all are
 */
public record Evidence(
    String server, String source, Instant firstEvent, @Nullable Instant lastEvent) {

  /** Of all servers, in order of their names. Reads four columns of all observations. */
  public static List<Evidence> all(Warehouse warehouse, Instant now) {
    return of(Recovery.settled(warehouse, Tables.TLS_OBSERVATIONS), now);
  }

  /** The same of what was read in a batch or after it, for the cost of that. */
  public static List<Evidence> since(Warehouse warehouse, long batch, Instant now) {
    return of(
        warehouse.read(Tables.TLS_OBSERVATIONS).where(functions.col("batch_id").geq(batch)), now);
  }

  private static List<Evidence> of(Dataset<Row> observations, Instant now) {
    return observations
        .selectExpr(
            "coalesce(server, '') AS server",
            "source",
            "started_at",
            "coalesce(ended_at, started_at) AS last")
        .groupBy("server", "source")
        .agg(
            functions.min("started_at"),
            functions.max(
                functions.when(
                    functions.col("last").leq(functions.lit(PlausibleTimes.last(now))),
                    functions.col("last"))))
        .orderBy("server", "source")
        .collectAsList()
        .stream()
        .map(row -> new Evidence(row.getString(0), row.getString(1), row.getAs(2), row.getAs(3)))
        .toList();
  }
}
