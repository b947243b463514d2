package org.tlssunset.rollup;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.tlssunset.schema.Table;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.Sql;
import org.tlssunset.warehouse.Transaction;
import org.tlssunset.warehouse.Warehouse;

/**
 * Brings the rollups up to date with the batches in the ledger. Only the days that those batches
 * touched are counted again.
 */
public final class Rollup {

  private final Warehouse warehouse;
  private List<LocalDate> notCounted = List.of();

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
    notCounted = List.of();
    boolean daily =
        rollDays(warehouse.lastTransaction(Tables.INGESTED_FILES, Warehouse.INGEST).orElse(0));
    boolean clients = rollClients() || recountClients();
    return daily || clients;
  }

  private boolean rollDays(long batch) {
    OptionalLong mark = warehouse.lastTransaction(Tables.CLIENT_PROTOCOL_DAILY, Warehouse.ROLLUP);
    long done = mark.orElse(0);
    // Marked with 0, all its days are counted anew: it holds a batch that was lost, or an older
    // version has counted otherwise.
    boolean isAnew = mark.isPresent() && done == 0;
    if (done >= batch && !isAnew) {
      return false;
    }
    List<LocalDate> days =
        days(
            warehouse
                .read(Tables.INGESTED_FILES)
                .where(col("batch_id").gt(done))
                .selectExpr("explode(days)"));
    notCounted = days.stream().filter(this::isPartlyRemoved).toList();
    if (isAnew) {
      days.addAll(days(warehouse.read(Tables.CLIENT_PROTOCOL_DAILY).select("observed_on")));
    }
    days = days.stream().filter(day -> !isPartlyRemoved(day)).distinct().sorted().toList();
    if (days.isEmpty() && notCounted.isEmpty()) {
      return false;
    }
    Transaction commit = warehouse.begin(Tables.CLIENT_PROTOCOL_DAILY, Warehouse.ROLLUP, batch);
    if (!days.isEmpty()) {
      Dataset<Row> observations =
          warehouse
              .readSettled(Tables.TLS_OBSERVATIONS)
              .where(col("observed_on").isInCollection(days));
      Fold.add(commit, observations.where("NOT is_probe"), DayUses.GROUPING);
    }
    if (mark.isPresent()) {
      commit.remove(days.isEmpty() ? "" : Sql.days(days), isAnew ? nameClients(commit, days) : "");
    }
    commit.commitAlways(); // without days too: that they are not counted is said once
    warehouse.pack(Tables.CLIENT_PROTOCOL_DAILY);
    return true;
  }

  /**
   * Names the clients of days that cannot be counted again, where an older version has left that
   * out: by their address, which is all that is left of them.
   *
   * @param days that are counted again
   * @return a condition on the rows that these replace
   */
  private String nameClients(Transaction commit, List<LocalDate> days) {
    String unnamed = "(client IS NULL AND client_ip IS NOT NULL)";
    commit.add(
        warehouse
            .read(Tables.CLIENT_PROTOCOL_DAILY)
            .where(unnamed)
            .where(not(col("observed_on").isInCollection(days)))
            .withColumn(Tables.CLIENT, col("client_ip")));
    return unnamed;
  }

  /** The different ones, in order. */
  private static List<LocalDate> days(Dataset<Row> days) {
    Set<LocalDate> different = new TreeSet<>();
    days.toLocalIterator().forEachRemaining(row -> different.add(row.getAs(0)));
    return new ArrayList<>(different);
  }

  private boolean rollClients() {
    long batch = done(Tables.CLIENT_PROTOCOL_DAILY);
    if (done(Tables.CLIENT_PROTOCOL) == batch) {
      return false;
    }
    count(warehouse.begin(Tables.CLIENT_PROTOCOL, Warehouse.ROLLUP, batch));
    return true;
  }

  /** Counts clients again if days were removed since they were counted. */
  private boolean recountClients() {
    Optional<LocalDate> first = warehouse.firstDayKept(Tables.CLIENT_PROTOCOL_DAILY);
    if (first.isEmpty() || first.equals(warehouse.firstDayKept(Tables.CLIENT_PROTOCOL))) {
      return false;
    }
    count(warehouse.begin(Tables.CLIENT_PROTOCOL, Warehouse.RETENTION, first.get().toEpochDay()));
    return true;
  }

  /** Counts all clients from the days that are kept, and commits that. */
  void count(Transaction commit) {
    Dataset<Row> all = warehouse.read(Tables.CLIENT_PROTOCOL_DAILY);
    Fold.add(commit, all, ClientUses.GROUPING);
    commit.removeAll();
    commit.commitAlways();
  }

  /** Whether some of a day's rows were removed for their age: it stays as it was counted before. */
  boolean isPartlyRemoved(LocalDate day) {
    return Stream.of(Tables.TLS_OBSERVATIONS, Tables.CLIENT_PROTOCOL_DAILY)
        .flatMap(table -> warehouse.firstDayKept(table).stream())
        .anyMatch(day::isBefore);
  }

  /**
   * The days of new batches that the last run has left as they were, in order: some of their rows
   * were removed for their age.
   */
  public List<LocalDate> notCounted() {
    return notCounted;
  }

  private long done(Table table) {
    return warehouse.lastTransaction(table, Warehouse.ROLLUP).orElse(0);
  }
}
