package org.tlssunset.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_trunc;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.LongAccumulator;
import org.tlssunset.archive.ArchiveFile;
import org.tlssunset.schema.ObservationColumn;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.Warehouse;

/**
 * One batch: its files are read once, and every table is written from what that gave.
 *
 * <p>Order of the commits: observations, rejected lines, ledger. A batch counts from the ledger's
 * commit on; what a killed one left in the other two tables is taken back by the next run.
 */
final class IngestBatch {

  /** Rows that make a data file of some 50 MB. */
  private static final long ROWS_PER_FILE = 2_000_000;

  /** The columns that may differ between rows which pieces of one file gave for one row. */
  private static final List<String> FOLDED =
      List.of("started_at", "ended_at", "requests", "source_line");

  private final Warehouse warehouse;
  private final Ledger ledger;
  private final IngestSettings settings;
  private final IngestProgress progress;
  private final LongAccumulator bytesRead;
  private final long batch;
  private final List<ArchiveFile> files;
  private final List<String> replaced;

  /**
   * @param pending the batch's files, in the listing's order
   * @param bytesRead grows as they are read
   */
  IngestBatch(
      Warehouse warehouse,
      Ledger ledger,
      IngestSettings settings,
      List<Ledger.Pending> pending,
      IngestProgress progress,
      LongAccumulator bytesRead) {
    this.warehouse = warehouse;
    this.ledger = ledger;
    this.settings = settings;
    this.progress = progress;
    this.bytesRead = bytesRead;
    batch = ledger.nextBatch();
    files = pending.stream().map(Ledger.Pending::file).toList();
    replaced =
        pending.stream().filter(Ledger.Pending::known).map(next -> next.file().path()).toList();
  }

  /** Reads, writes and commits; gives back what became of each log. */
  List<LogSummary> run() {
    BatchPlan plan = BatchPlan.of(warehouse.spark(), files, settings);
    Dataset<Row> parsed =
        new LogTable(plan.partitions(), settings.read(), bytesRead)
            .rows(warehouse.spark())
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      progress.step("reading");
      List<LogSummary> logs = LogSummary.of(part(parsed, ParsedRow.LOG).collectAsList());
      progress.step("writing");
      return write(parsed, logs, plan.cutFiles());
    } finally {
      parsed.unpersist(false);
    }
  }

  private List<LogSummary> write(
      Dataset<Row> parsed, List<LogSummary> logs, List<String> cutFiles) {
    // A log that could not be read to its end counts for nothing until it can: what was read of it
    // could not be told apart when it is read again, and a damaged stretch may hold false facts.
    List<String> unread =
        logs.stream().filter(LogSummary::isUnreadable).map(log -> log.name().sourceFile()).toList();
    Dataset<Row> whole = without(unread, part(parsed, ParsedRow.OBSERVATION));
    Dataset<Row> folded = whole.where(not(col("source_file").isInCollection(cutFiles)));
    Dataset<Row> cut = refolded(whole.where(col("source_file").isInCollection(cutFiles)));
    Dataset<Row> open = without(unread, part(parsed, ParsedRow.OPEN_SESSION));

    boolean anyOpen = !open.isEmpty();
    SessionParts sessions =
        anyOpen || !replaced.isEmpty()
            ? SessionParts.of(ledger, open, replaced)
            : new SessionParts(open, List.of(), new TreeSet<>());
    Dataset<Row> joined = sessions.joined().persist(StorageLevel.MEMORY_AND_DISK());
    try {
      Dataset<Row> observations = folded;
      Map<String, Long> refoldedRows = new HashMap<>();
      if (!cutFiles.isEmpty()) {
        observations = observations.unionByName(cut);
        cut.groupBy("source_file")
            .count()
            .collectAsList()
            .forEach(row -> refoldedRows.put(row.getString(0), row.getLong(1)));
      }
      TreeSet<LocalDate> moreDays = new TreeSet<>(sessions.days());
      if (!replaced.isEmpty()) {
        moreDays.addAll(ledger.daysOf(replaced));
      }
      List<LogSummary> told = new ArrayList<>();
      long rows = 0;
      for (LogSummary log : logs) {
        long own = refoldedRows.getOrDefault(log.name().sourceFile(), log.counts().observations());
        told.add(log.with(own, told.isEmpty() ? moreDays : List.of()));
        rows += own;
      }
      if (anyOpen || !sessions.stale().isEmpty()) {
        rows += joined.count();
        observations = observations.unionByName(joined);
      }
      writeObservations(observations, rows, removed(sessions));
      writeRejected(without(unread, part(parsed, ParsedRow.REJECTED)), told);
      ledger.commit(batch, told.stream().map(LogSummary::row).toList(), open, replaced);
      return told;
    } finally {
      joined.unpersist(false);
    }
  }

  private void writeObservations(Dataset<Row> observations, long rows, String removed) {
    if (rows == 0 && removed.isEmpty()) {
      return;
    }
    int dataFiles = (int) Math.max(1, rows / ROWS_PER_FILE);
    Transaction.of(batch)
        .replacing(removed)
        .write(
            observations.withColumn("batch_id", lit(batch)).coalesce(dataFiles),
            warehouse.path(Tables.TLS_OBSERVATIONS));
    long written = warehouse.rowsOfLastCommit(Tables.TLS_OBSERVATIONS);
    if (written != rows) {
      throw new IllegalStateException(
          "batch %d wrote %d observations where its readers counted %d: it is taken back by the next run"
              .formatted(batch, written, rows));
    }
  }

  private void writeRejected(Dataset<Row> rejected, List<LogSummary> logs) {
    boolean any = logs.stream().anyMatch(log -> log.counts().rejected() > 0);
    if (any || !replaced.isEmpty()) {
      Transaction.of(batch)
          .replacing(replaced.isEmpty() ? "" : Sql.fromFiles(replaced))
          .write(
              rejected.withColumn("batch_id", lit(batch)).coalesce(1),
              warehouse.path(Tables.REJECTED_LINES));
    }
  }

  /** The condition of the rows that this batch's rows replace; empty if there are none. */
  private String removed(SessionParts sessions) {
    List<String> conditions = new ArrayList<>();
    if (!replaced.isEmpty()) {
      conditions.add(Sql.fromFiles(replaced));
    }
    if (!sessions.stale().isEmpty()) {
      conditions.add(sessions.staleRows());
    }
    return String.join(" OR ", conditions);
  }

  private static Dataset<Row> part(Dataset<Row> parsed, String struct) {
    return parsed.where(col(struct).isNotNull()).select(struct + ".*");
  }

  private static Dataset<Row> without(List<String> unread, Dataset<Row> rows) {
    return unread.isEmpty() ? rows : rows.where(not(col("source_file").isInCollection(unread)));
  }

  /** Rows of one hour that pieces of one file gave, as the whole file would have given them. */
  private static Dataset<Row> refolded(Dataset<Row> rows) {
    List<Column> keys = new ArrayList<>();
    keys.add(date_trunc("HOUR", col("started_at")).as("hour"));
    ParsedRow.OBSERVATION_COLUMNS.stream()
        .map(ObservationColumn::columnName)
        .filter(name -> !FOLDED.contains(name))
        .forEach(name -> keys.add(col(name)));
    return rows.groupBy(keys.toArray(Column[]::new))
        .agg(
            min("started_at").as("started_at"),
            max("ended_at").as("ended_at"),
            sum("requests").as("requests"),
            min("source_line").as("source_line"))
        .selectExpr(ParsedRow.OBSERVATION_TYPE.fieldNames());
  }
}
