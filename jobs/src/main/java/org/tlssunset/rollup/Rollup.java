package org.tlssunset.rollup;

import static org.apache.spark.sql.functions.col;

import java.time.LocalDate;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.tlssunset.schema.Table;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.Transaction;
import org.tlssunset.warehouse.Warehouse;

/**
 * Brings the rollups up to date with the batches in the ledger. Only the days that those batches
 * touched are counted again.
 */
public final class Rollup {

  private final Warehouse warehouse;

  public Rollup(Warehouse warehouse) {
    this.warehouse = warehouse;
  }

  /**
   * Does what is needed.
   *
   * @return whether anything was
   */
  public boolean run() {
    warehouse.look();
    OptionalLong last = warehouse.lastTransaction(Tables.INGESTED_FILES, Warehouse.INGEST);
    if (last.isEmpty()) {
      return false;
    }
    boolean daily = rollDays(last.getAsLong());
    boolean clients = rollClients();
    return daily || clients;
  }

  private boolean rollDays(long batch) {
    long done = done(Tables.CLIENT_PROTOCOL_DAILY);
    if (done >= batch) {
      return false;
    }
    List<LocalDate> days =
        warehouse
            .read(Tables.INGESTED_FILES)
            .where(col("batch_id").gt(done))
            .selectExpr("explode(days) AS day")
            .distinct()
            .collectAsList()
            .stream()
            .map(row -> row.<LocalDate>getAs(0))
            .sorted()
            .toList();
    if (days.isEmpty()) {
      return false;
    }
    Dataset<Row> observations =
        warehouse
            .read(Tables.TLS_OBSERVATIONS)
            // What a killed batch left is in no ledger and counts for nothing.
            .where(col("batch_id").leq(batch))
            .where(col("observed_on").isInCollection(days));
    Transaction commit = warehouse.begin(Tables.CLIENT_PROTOCOL_DAILY, Warehouse.ROLLUP, batch);
    commit.add(ClientProtocolDaily.of(observations));
    if (done > 0) {
      commit.remove(in(days));
    }
    commit.commitAlways();
    warehouse.pack(Tables.CLIENT_PROTOCOL_DAILY);
    return true;
  }

  private boolean rollClients() {
    long batch = done(Tables.CLIENT_PROTOCOL_DAILY);
    long done = done(Tables.CLIENT_PROTOCOL);
    if (done >= batch) {
      return false;
    }
    Transaction commit = warehouse.begin(Tables.CLIENT_PROTOCOL, Warehouse.ROLLUP, batch);
    commit.add(ClientProtocol.of(warehouse.read(Tables.CLIENT_PROTOCOL_DAILY)));
    if (done > 0) {
      commit.removeAll();
    }
    commit.commitAlways();
    return true;
  }

  private long done(Table table) {
    return warehouse.lastTransaction(table, Warehouse.ROLLUP).orElse(0);
  }

  private static String in(List<LocalDate> days) {
    return days.stream()
        .map(day -> "DATE'" + day + "'")
        .collect(Collectors.joining(", ", "observed_on IN (", ")"));
  }
}
