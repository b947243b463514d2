package org.tlssunset.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

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
 * @param store what stands before the paths of the archive's files: empty for the local disk
 */
public record Warehoused(Warehouse tables, String store) {

  static Warehoused at(Path folder) {
    return at(folder.toString(), "");
  }

  /** The tables at a path, which may have a scheme, of an archive in a store. */
  public static Warehoused at(String folder, String store) {
    return new Warehoused(new Warehouse(SharedSpark.session(), folder), store);
  }

  /**
   * Fails unless the tables say all that an archive proves and nothing else.
   *
   * @param truth of the archive, which stands in the store at the same path
   */
  public void assertAre(Truth truth) {
    assertThat(counts()).containsExactlyInAnyOrderEntriesOf(truth.counts());
    assertThat(files()).containsExactlyInAnyOrderEntriesOf(truth.files());
    assertThat(lastLegacyUse()).containsExactlyInAnyOrderEntriesOf(truth.lastLegacyUse());
    assertRollupsAddUp(truth);
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
            "tls_version_first",
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
                        row.getAs("tls_version_first"),
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
                  path(entry == null ? path : path + "!/" + entry),
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
                  path(row.getAs("legacy_proof_file")),
                  row.<Long>getAs("legacy_proof_line")));
    }
    return uses;
  }

  /** The rows of client_protocol. */
  public Dataset<Row> clients() {
    return tables.read(Tables.CLIENT_PROTOCOL);
  }

  /** A path of the tables as the truth has it. */
  private Path path(String told) {
    assertThat(told).startsWith(store);
    return Path.of(told.substring(store.length()));
  }

  private void assertRollupsAddUp(Truth truth) {
    long requests = truth.counted();
    Row sums =
        clients()
            .selectExpr(
                "sum(requests)",
                "sum(requests_ssl2 + requests_ssl3 + requests_tls10 + requests_tls11"
                    + " + requests_tls12 + requests_tls13 + requests_other_version"
                    + " + requests_cleartext + requests_failed + requests_not_logged + requests_none)")
            .head();
    assertThat(sums.getLong(0)).isEqualTo(requests);
    assertThat(sums.getLong(1)).isEqualTo(requests);
    assertThat(
            tables.read(Tables.CLIENT_PROTOCOL_DAILY).selectExpr("sum(requests)").head().getLong(0))
        .isEqualTo(requests);
  }
}
