package org.tlssunset.ingest;

import static org.apache.spark.sql.functions.col;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.tlssunset.days.DayMarks;
import org.tlssunset.schema.Table;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.Warehouse;
import org.tlssunset.warehouse.delta.Transaction;

/**
 * Brings the tables that batches write to the last batch that all of them hold.
 *
 * <p>Usually the ledger is behind: a run was killed before its commit, and the batch's other
 * commits are taken back. After a power cut, any table may be behind, for its last commit was lost.
 * So the ledger's commits say which batches the other tables held then: where one no longer does,
 * the ledger goes back to before that batch, and the next run reads its files again. What is
 * counted from the observations follows their marks.
 */
public final class Recovery {

  /** Marks the commits of batches: their {@code txnVersion} is the batch. */
  static final String BATCH = "tls-sunset-ingest";

  private static final List<Table> BEFORE_LEDGER =
      List.of(Tables.TLS_OBSERVATIONS, Tables.INNER_CLIENTS, Tables.REJECTED_LINES);

  private final Warehouse warehouse;

  public Recovery(Warehouse warehouse) {
    this.warehouse = warehouse;
  }

  /** Has a commit of the ledger say which batches the other tables hold; it comes after them. */
  static void tell(Warehouse warehouse, Transaction ledger) {
    for (Table table : BEFORE_LEDGER) {
      ledger.mark(toldOf(table), lastBatch(warehouse, table));
    }
  }

  private static String toldOf(Table table) {
    return BATCH + "/" + table.name();
  }

  /** The last batch that a table holds; 0 if it holds none. */
  static long lastBatch(Warehouse warehouse, Table table) {
    return warehouse.lastTransaction(table, BATCH).orElse(0);
  }

  /**
   * Does what is needed.
   *
   * @return the highest number that a batch has had
   */
  public long run() {
    long highest =
        Stream.concat(BEFORE_LEDGER.stream(), Stream.of(Tables.INGESTED_FILES))
            .mapToLong(table -> lastBatch(warehouse, table))
            .max()
            .orElse(0);
    for (Table table : BEFORE_LEDGER) {
      long held = lastBatch(warehouse, table);
      if (warehouse.lastTransaction(Tables.INGESTED_FILES, toldOf(table)).orElse(0) > held) {
        warehouse.returnTo(Tables.INGESTED_FILES, toldOf(table), held);
      }
    }
    long last = lastBatch(warehouse, Tables.INGESTED_FILES);
    List<Table> ahead = ahead(last);
    if (!ahead.isEmpty()) {
      // The killed run's commit of the ledger may still be on its way, from a machine that was only
      // held up: now it fails, or else this one does, and nothing is undone.
      warehouse.begin(Tables.INGESTED_FILES, BATCH, last).commitAlways();
      ahead.forEach(table -> warehouse.undoAfter(table, BATCH, last));
    }
    markDays(last);
    return highest;
  }

  /** Observations that an older version of the program wrote do not tell of their days. */
  private void markDays(long batch) {
    Table table = Tables.TLS_OBSERVATIONS;
    if (batch == 0 || DayMarks.areIn(warehouse, table)) {
      return;
    }
    List<LocalDate> days =
        warehouse.read(table).select(col("observed_on")).distinct().collectAsList().stream()
            .map(row -> row.<LocalDate>getAs(0))
            .toList();
    Transaction commit = warehouse.begin(table, BATCH, lastBatch(warehouse, table));
    DayMarks.change(warehouse, table, commit, days, Long.toString(batch));
    commit.commitAlways();
  }

  /** Whether a batch has been begun that the ledger does not know, and was not taken back. */
  public boolean isNeeded() {
    return !ahead(lastBatch(warehouse, Tables.INGESTED_FILES)).isEmpty();
  }

  /** The tables that hold a batch after the last one of the ledger. */
  private List<Table> ahead(long last) {
    return BEFORE_LEDGER.stream()
        .filter(table -> lastBatch(warehouse, table) > last)
        .filter(table -> warehouse.holdsAfter(table, BATCH, last))
        .toList();
  }

  /**
   * A table's rows of the batches that the ledger knows: what a killed batch did to it, until a run
   * takes that back, is left out.
   */
  public static Dataset<Row> settled(Warehouse warehouse, Table table) {
    long last = lastBatch(warehouse, Tables.INGESTED_FILES);
    return lastBatch(warehouse, table) <= last
        ? warehouse.read(table)
        : warehouse.readBefore(table, BATCH, last);
  }
}
