package org.tlssunset.endtoend;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.tlssunset.schema.Tables;
import org.tlssunset.synthetic.Truth;
import org.tlssunset.warehouse.SharedSpark;
import org.tlssunset.warehouse.Warehouse;

/**
 * What the tables of a warehouse say, in the words of the truth.
 *
 * @param tables the warehouse
 */
record Warehoused(Warehouse tables) {

  static Warehoused at(Path folder) {
    return new Warehoused(new Warehouse(SharedSpark.session(), folder.toString()));
  }

  Map<Truth.Key, Truth.Count> counts() {
    Map<Truth.Key, Truth.Count> counts = new HashMap<>();
    tables
        .read(Tables.TLS_OBSERVATIONS)
        .groupBy(
            "source",
            "protocol",
            "direction",
            "client_ip",
            "tls_version",
            "tls_outcome",
            "tls_hop",
            "is_probe")
        .agg(Map.of("*", "count", "requests", "sum"))
        .collectAsList()
        .forEach(
            row ->
                counts.put(
                    new Truth.Key(
                        row.getAs("source"),
                        row.getAs("protocol"),
                        row.getAs("direction"),
                        row.getAs("client_ip"),
                        row.getAs("tls_version"),
                        row.getAs("tls_outcome"),
                        row.getAs("tls_hop"),
                        row.<Boolean>getAs("is_probe")),
                    new Truth.Count(
                        row.<Long>getAs("count(1)"), row.<Long>getAs("sum(requests)"))));
    return counts;
  }

  /** What the ledger says of the logs that were read to their end. */
  Map<Path, Truth.Lines> files() {
    Map<Path, Truth.Lines> files = new HashMap<>();
    tables
        .read(Tables.INGESTED_FILES)
        .where("format IS NOT NULL")
        .collectAsList()
        .forEach(
            row -> {
              String entry = row.getAs("entry");
              String path = row.getAs("path");
              files.put(
                  Path.of(entry == null ? path : path + "!/" + entry),
                  new Truth.Lines(
                      row.<Long>getAs("lines"),
                      row.<Long>getAs("used"),
                      row.<Long>getAs("comments"),
                      row.<Long>getAs("rejected")));
            });
    return files;
  }

  /** Of client_protocol: who used an old version, when last, and where that stands. */
  Map<String, Map<Truth.Use, Truth.LegacyUse>> lastLegacyUse() {
    Map<String, Map<Truth.Use, Truth.LegacyUse>> uses = new HashMap<>();
    for (Row row : clients().where("legacy_last_seen IS NOT NULL").collectAsList()) {
      uses.computeIfAbsent(row.getAs("client_ip"), ip -> new HashMap<>())
          .put(
              new Truth.Use(row.getAs("direction"), row.getAs("protocol")),
              new Truth.LegacyUse(
                  row.<Instant>getAs("legacy_last_seen"),
                  Path.of(row.<String>getAs("legacy_proof_file")),
                  row.<Long>getAs("legacy_proof_line")));
    }
    return uses;
  }

  Dataset<Row> clients() {
    return tables.read(Tables.CLIENT_PROTOCOL);
  }
}
