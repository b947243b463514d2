package org.tlssunset.warehouse;

import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.tlssunset.schema.Table;
import org.tlssunset.schema.Tables;

/**
 * Brings the tables to the last batch that all of them hold.
 *
 * <p>Usually the ledger is behind: a run was killed before its commit, and the batch's other
 * commits are taken back. After a power cut, any table may be behind, for its last commit was lost
 * ({@link LastCommit}). So the ledger's commits say which batches the other tables held then: where
 * one no longer does, the ledger goes back to before that batch, and the next run reads its files
 * again. Rollups that hold a batch that the ledger does not know are to be counted anew as a whole,
 * which the mark {@value #COUNT_ANEW} says: which days that batch touched, nobody knows any more.
 */
final class Recovery {

  /** The mark of rollups, in place of the last batch that they contain. */
  static final long COUNT_ANEW = 0;

  private static final List<Table> BEFORE_LEDGER =
      List.of(Tables.TLS_OBSERVATIONS, Tables.REJECTED_LINES);

  private final Warehouse warehouse;

  Recovery(Warehouse warehouse) {
    this.warehouse = warehouse;
  }

  /** Has a commit of the ledger say which batches the other tables hold. */
  static void tell(Warehouse warehouse, Transaction ledger) {
    for (Table table : BEFORE_LEDGER) {
      ledger.mark(toldOf(table), ingested(warehouse, table));
    }
  }

  /** Has a rollup counted anew as a whole; other tables stay as they are. */
  static void countAnew(Warehouse warehouse, Table table) {
    if (warehouse.lastTransaction(table, Warehouse.ROLLUP).orElse(COUNT_ANEW) != COUNT_ANEW) {
      warehouse.begin(table, Warehouse.ROLLUP, COUNT_ANEW).commitAlways();
    }
  }

  private static String toldOf(Table table) {
    return Warehouse.INGEST + "/" + table.name();
  }

  private static long ingested(Warehouse warehouse, Table table) {
    return warehouse.lastTransaction(table, Warehouse.INGEST).orElse(0);
  }

  /**
   * Does what is needed.
   *
   * @return the highest number that a batch has had
   */
  long run() {
    long highest =
        Stream.concat(BEFORE_LEDGER.stream(), Stream.of(Tables.INGESTED_FILES))
            .mapToLong(table -> ingested(warehouse, table))
            .max()
            .orElse(0);
    for (Table table : BEFORE_LEDGER) {
      long held = ingested(warehouse, table);
      if (warehouse.lastTransaction(Tables.INGESTED_FILES, toldOf(table)).orElse(0) > held) {
        warehouse.returnTo(Tables.INGESTED_FILES, toldOf(table), held);
      }
    }
    long last = ingested(warehouse, Tables.INGESTED_FILES);
    List<Table> ahead = ahead(last);
    if (!ahead.isEmpty()) {
      // The killed run's commit of the ledger may still be on its way, from a machine that was only
      // held up: now it fails, or else this one does, and nothing is undone.
      warehouse.begin(Tables.INGESTED_FILES, Warehouse.INGEST, last).commitAlways();
      ahead.forEach(table -> warehouse.undoAfter(table, Warehouse.INGEST, last));
    }
    long days = rolledUp(Tables.CLIENT_PROTOCOL_DAILY);
    if (days > last) {
      countAnew(warehouse, Tables.CLIENT_PROTOCOL_DAILY);
    }
    return LongStream.of(highest, days, rolledUp(Tables.CLIENT_PROTOCOL)).max().getAsLong();
  }

  /** Whether a batch has been begun that the ledger does not know, and was not taken back. */
  boolean hasUnfinishedBatch() {
    return !ahead(ingested(warehouse, Tables.INGESTED_FILES)).isEmpty();
  }

  /** The tables that hold a batch after the last one of the ledger. */
  private List<Table> ahead(long last) {
    return BEFORE_LEDGER.stream()
        .filter(table -> ingested(warehouse, table) > last)
        .filter(table -> warehouse.history(table).firstAfter(Warehouse.INGEST, last).isPresent())
        .toList();
  }

  private long rolledUp(Table table) {
    return warehouse.lastTransaction(table, Warehouse.ROLLUP).orElse(0);
  }
}
