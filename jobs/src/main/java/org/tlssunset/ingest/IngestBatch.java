package org.tlssunset.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_trunc;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sum;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.LongAccumulator;
import org.tlssunset.archive.ArchiveFile;
import org.tlssunset.schema.ObservationColumn;
import org.tlssunset.schema.Table;
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
  private static final long MOST_ROWS_PER_FILE = 2_000_000;

  /** With fewer, another core costs more to start than it helps. */
  private static final long LEAST_ROWS_PER_FILE = 50_000;

  /** The columns that may differ between rows which pieces of one file gave for one row. */
  private static final List<String> FOLDED =
      List.of("started_at", "ended_at", "requests", "source_line");

  private final Warehouse warehouse;
  private final Ledger ledger;
  private final IngestSettings settings;
  private final List<Ledger.Pending> pending;
  private final IngestProgress progress;
  private final LongAccumulator bytesRead;
  private final long batch;

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
    this.pending = pending;
    this.progress = progress;
    this.bytesRead = bytesRead;
    batch = ledger.nextBatch();
  }

  /**
   * What a batch did.
   *
   * @param logs what became of each log
   * @param observations rows written: of the logs alone, and of sessions that stand in several
   */
  record Result(List<LogSummary> logs, long observations) {}

  /** Reads, writes and commits. */
  Result run() {
    List<ArchiveFile> files = pending.stream().map(Ledger.Pending::file).toList();
    BatchPlan plan = BatchPlan.of(warehouse.spark(), files, settings);
    // Kept, for the rows of all tables come from one reading; what does not fit in memory goes to
    // the local disk.
    Dataset<Row> parsed =
        new LogTable(plan.partitions(), settings.read(), bytesRead)
            .rows(warehouse.spark())
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      progress.step("reading");
      List<LogSummary> logs = LogSummary.of(part(parsed, ParsedRow.LOG).collectAsList());
      if (isAllAsBefore(logs)) {
        return new Result(logs, 0);
      }
      progress.step("writing");
      return write(parsed, logs, plan.cutFiles());
    } finally {
      parsed.unpersist(false);
    }
  }

  /** Whether the files could not be read when they were just as they are, and cannot be now. */
  private boolean isAllAsBefore(List<LogSummary> logs) {
    return pending.stream().allMatch(next -> next.known() && next.unchanged())
        && logs.stream().allMatch(LogSummary::isUnreadable);
  }

  private Result write(Dataset<Row> parsed, List<LogSummary> logs, List<String> cutFiles) {
    Replaced replaced =
        ledger.replaced(
            pending.stream()
                .filter(Ledger.Pending::known)
                .map(next -> next.file().path())
                .toList());
    // A log that could not be read to its end counts for nothing until it can: what was read of it
    // could not be told apart when it is read again, and a damaged stretch may hold false facts.
    List<String> unread =
        logs.stream().filter(LogSummary::isUnreadable).map(log -> log.name().sourceFile()).toList();
    Dataset<Row> open = without(unread, part(parsed, ParsedRow.OPEN_SESSION));
    boolean anyOpen = logs.stream().anyMatch(LogSummary::hasOpenSessions);
    SessionParts sessions =
        anyOpen || !replaced.isEmpty()
            ? SessionParts.of(ledger, open, replaced)
            : new SessionParts(open, List.of(), new TreeSet<>());
    Dataset<Row> joined = sessions.joined().persist(StorageLevel.MEMORY_AND_DISK());
    try {
      Dataset<Row> whole = without(unread, part(parsed, ParsedRow.OBSERVATION));
      Dataset<Row> observations = whole;
      Map<String, Long> refoldedRows = new HashMap<>();
      if (!cutFiles.isEmpty()) {
        Dataset<Row> cut = refolded(whole.where(col("source_file").isInCollection(cutFiles)));
        observations =
            whole.where(not(col("source_file").isInCollection(cutFiles))).unionByName(cut);
        cut.groupBy("source_file")
            .count()
            .collectAsList()
            .forEach(row -> refoldedRows.put(row.getString(0), row.getLong(1)));
      }
      // Days on which rows go, or sessions that earlier batches began.
      TreeSet<LocalDate> moreDays = new TreeSet<>(sessions.days());
      moreDays.addAll(replaced.days());
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
      writeObservations(observations, rows, either(replaced.observations(), sessions.staleRows()));
      progress.step("writing rejected lines");
      writeRejected(without(unread, part(parsed, ParsedRow.REJECTED)), told, cutFiles, replaced);
      progress.step("recording");
      ledger.commit(batch, told, open, replaced);
      return new Result(told, rows);
    } finally {
      joined.unpersist(false);
    }
  }

  private void writeObservations(Dataset<Row> observations, long rows, String removed) {
    if (rows == 0 && removed.isEmpty()) {
      return;
    }
    long onAllCores =
        Math.min(warehouse.spark().sparkContext().defaultParallelism(), rows / LEAST_ROWS_PER_FILE);
    int dataFiles = (int) Math.max(1, Math.max(onAllCores, rows / MOST_ROWS_PER_FILE));
    write(Tables.TLS_OBSERVATIONS, observations.coalesce(dataFiles), removed, rows);
  }

  private void writeRejected(
      Dataset<Row> rejected, List<LogSummary> logs, List<String> cutFiles, Replaced replaced) {
    int kept = settings.read().rejectsKept();
    long rows = logs.stream().mapToLong(log -> Math.min(kept, log.counts().rejected())).sum();
    if (rows == 0 && !replaced.hasRejects()) {
      return;
    }
    Dataset<Row> all = rejected;
    if (!cutFiles.isEmpty()) {
      // Each piece of a log keeps as many as the whole log may.
      Column rank = row_number().over(Window.partitionBy("source_file").orderBy("source_line"));
      all = rejected.withColumn("rank", rank).where(col("rank").leq(kept)).drop("rank");
    }
    String removed = replaced.hasRejects() ? replaced.rejectedLines() : "";
    write(Tables.REJECTED_LINES, all.coalesce(1), removed, rows);
  }

  private void write(Table table, Dataset<Row> rows, String removed, long expected) {
    Transaction.of(batch)
        .replacing(removed)
        .write(rows.withColumn("batch_id", lit(batch)), warehouse.path(table));
    long written = warehouse.rowsOfLastCommit(table);
    if (written != expected) {
      throw new IllegalStateException(
          "batch %d wrote %d rows to %s where its readers counted %d: the next run takes it back"
              .formatted(batch, written, table.name(), expected));
    }
  }

  private static String either(String... conditions) {
    return Arrays.stream(conditions)
        .filter(condition -> !condition.isEmpty())
        .collect(Collectors.joining(" OR "));
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
