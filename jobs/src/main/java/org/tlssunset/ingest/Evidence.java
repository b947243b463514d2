package org.tlssunset.ingest;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
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

  /** Of all servers, as their logs call them. Reads four columns of all observations. */
  public static List<Evidence> all(Warehouse warehouse, Instant now) {
    return of(Recovery.settled(warehouse, Tables.TLS_OBSERVATIONS), now);
  }

  /** The same of what was read in a batch or after it, for the cost of that. */
  public static List<Evidence> since(Warehouse warehouse, long batch, Instant now) {
    return of(
        warehouse.read(Tables.TLS_OBSERVATIONS).where(functions.col("batch_id").geq(batch)), now);
  }

  /** The same by the servers' names, in their order: what is one server's becomes one. */
  public static List<Evidence> named(List<Evidence> asLogged, ServerNames names) {
    Map<String, Evidence> all = new TreeMap<>();
    for (Evidence of : asLogged) {
      Evidence named = of.named(names);
      all.merge(named.server + '\0' + named.source, named, Evidence::with);
    }
    return List.copyOf(all.values());
  }

  private Evidence named(ServerNames names) {
    String name =
        server.isEmpty() ? "" : names.of(server, lastEvent == null ? firstEvent : lastEvent);
    return new Evidence(name, source, firstEvent, lastEvent);
  }

  private Evidence with(Evidence other) {
    return new Evidence(
        server,
        source,
        firstEvent.isBefore(other.firstEvent) ? firstEvent : other.firstEvent,
        Stream.concat(Stream.ofNullable(lastEvent), Stream.ofNullable(other.lastEvent))
            .max(Comparator.naturalOrder())
            .orElse(null));
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
        .collectAsList()
        .stream()
        .map(row -> new Evidence(row.getString(0), row.getString(1), row.getAs(2), row.getAs(3)))
        .toList();
  }
}
