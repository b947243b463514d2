package org.tlssunset.ingest;

import static org.apache.spark.sql.functions.col;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;
import org.tlssunset.archive.LogName;
import org.tlssunset.logs.LineCounts;
import org.tlssunset.schema.Column;
import org.tlssunset.schema.FileState;
import org.tlssunset.schema.PlausibleTimes;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.Warehouse;

/** What the ledger knows of past runs. It is only asked, and by sums: it may be of any length. */
public final class LedgerStatus {

  private final Warehouse warehouse;
  private final Instant now;
  private final IngestSettings settings;

  /**
   * @param now what later times are in the future of
   * @param settings what logs are read with now
   */
  public LedgerStatus(Warehouse warehouse, Instant now, IngestSettings settings) {
    this.warehouse = warehouse;
    this.now = now;
    this.settings = settings;
  }

  /**
   * A run that read something. What a later one has read anew no longer counts here.
   *
   * @param startedAt null if an older version recorded it; it is then its last batch alone
   * @param endedAt when its last batch was recorded; null the same way
   * @param files that it read, of {@code bytes} as stored
   * @param counts with the rows of {@code tls_observations} that are its, of sessions that stand in
   *     several logs, too
   */
  public record Run(
      @Nullable Instant startedAt,
      @Nullable Instant endedAt,
      long batches,
      long files,
      long bytes,
      LineCounts counts,
      long duplicates,
      long unreadable) {}

  /**
   * The ledger as a whole.
   *
   * @param unreadable logs that could not be read: each run tries again
   * @param unrecognised logs of no known kind: those that the parsers of another version may read
   *     are tried again
   * @param notRead logs of kinds that are deliberately not read
   * @param outdated logs that an older version has read, or other settings
   * @param lastLineWaits logs whose last line had no end yet
   * @param future logs whose last event, or whose file's modification time, is in the future
   */
  public record Totals(
      long logs,
      long unreadable,
      long unrecognised,
      long notRead,
      long outdated,
      long lastLineWaits,
      long future) {

    /** Logs that should have been read, and were not. */
    public long failures() {
      return unreadable + unrecognised;
    }
  }

  /**
   * The lines of all logs that could not be used.
   *
   * @param logs that hold some
   * @param first the first of these logs, those with the most such lines first, and how many each
   *     holds
   */
  public record Rejects(long logs, long lines, Map<String, Long> first) {}

  /** Counts what could not be used of logs that were read. */
  public Rejects rejects(int most) {
    Dataset<Row> holding = rows(warehouse).where("state = 'ingested' AND rejected > 0");
    Row sums =
        holding
            .agg(functions.expr("count(*)"), functions.expr("coalesce(sum(rejected), 0)"))
            .head();
    Map<String, Long> first = new LinkedHashMap<>();
    if (sums.getLong(0) > 0) {
      holding
          .selectExpr(Tables.LOG_NAME + " AS log", "rejected")
          .orderBy(col("rejected").desc(), col("log"))
          .limit(most)
          .collectAsList()
          .forEach(row -> first.put(row.getString(0), row.getLong(1)));
    }
    return new Rejects(sums.getLong(0), sums.getLong(1), first);
  }

  /** The ledger's rows in today's columns: null where an older version's lack one. */
  static Dataset<Row> rows(Warehouse warehouse) {
    Dataset<Row> rows = warehouse.read(Tables.INGESTED_FILES);
    List<String> present = List.of(rows.columns());
    for (Column column : Tables.INGESTED_FILES.columns()) {
      if (!present.contains(column.name())) {
        rows = rows.withColumn(column.name(), functions.lit(null).cast(column.sqlType()));
      }
    }
    return rows;
  }

  /** The last run that read something; empty if none has. */
  public Optional<Run> lastRun() {
    Dataset<Row> ledger = rows(warehouse);
    // Later numbers may have changed what is told of files, and read none.
    Row newest =
        ledger
            .agg(functions.expr("max(struct(batch_id, run_started_at)) AS newest"))
            .selectExpr("coalesce(newest.batch_id, 0)", "newest.run_started_at")
            .head();
    long last = newest.getLong(0);
    Instant began = newest.getAs(1);
    Row sums =
        ledger
            .where(
                began == null
                    ? col("batch_id").equalTo(last)
                    : col("run_started_at").equalTo(functions.lit(began)))
            .groupBy("path") // entries of a zip archive all have its size
            .agg(
                functions.expr("max(size) AS size"),
                functions.expr("max(recorded_at) AS recorded_at"),
                functions.expr("max(batch_id) AS batch"),
                functions.expr("sum(lines) AS lines"),
                functions.expr("sum(used) AS used"),
                functions.expr("sum(comments) AS comments"),
                functions.expr("sum(rejected) AS rejected"),
                functions.expr("count_if(state = 'duplicate') AS duplicates"),
                functions.expr("count_if(state = 'unreadable') AS unreadable"))
            .selectExpr(
                "max(recorded_at)",
                "min(batch)",
                "count(DISTINCT batch)",
                "count(*)",
                "coalesce(sum(size), 0)",
                "coalesce(sum(lines), 0)",
                "coalesce(sum(used), 0)",
                "coalesce(sum(comments), 0)",
                "coalesce(sum(rejected), 0)",
                "coalesce(sum(duplicates), 0)",
                "coalesce(sum(unreadable), 0)")
            .head();
    if (sums.getLong(3) == 0) {
      return Optional.empty();
    }
    long observations =
        Recovery.settled(warehouse, Tables.TLS_OBSERVATIONS)
            .where(col("batch_id").between(sums.getLong(1), last))
            .count();
    return Optional.of(
        new Run(
            began,
            sums.getAs(0),
            sums.getLong(2),
            sums.getLong(3),
            sums.getLong(4),
            new LineCounts(
                sums.getLong(5), sums.getLong(6), sums.getLong(7), sums.getLong(8), observations),
            sums.getLong(9),
            sums.getLong(10)));
  }

  /** Counts the ledger. */
  public Totals totals() {
    Row row =
        rows(warehouse)
            .agg(
                functions.expr("count(*)"),
                functions.expr("count_if(state = 'unreadable')"),
                functions.expr("count_if(state = 'unrecognised')"),
                functions.expr("count_if(state = 'not-read')"),
                functions.count_if(
                    new ReadingVersions(settings.read())
                        .isOutdated(warehouse.firstDayKept(Tables.TLS_OBSERVATIONS))),
                functions.expr("count_if(coalesce(last_line_waits, false))"),
                functions.count_if(
                    col("modified_at")
                        .gt(functions.lit(now.plus(settings.settledAfter())))
                        .or(
                            functions.coalesce(
                                col("last_event").gt(functions.lit(PlausibleTimes.last(now))),
                                functions.lit(false)))))
            .head();
    return new Totals(
        row.getLong(0),
        row.getLong(1),
        row.getLong(2),
        row.getLong(3),
        row.getLong(4),
        row.getLong(5),
        row.getLong(6));
  }

  /** The first logs that should have been read and were not, in order of their names. */
  public List<UnreadLog> failures(int most) {
    return rows(warehouse)
        .where("state IN ('unreadable', 'unrecognised')")
        .orderBy("path", "entry")
        .limit(most)
        .selectExpr("path", "entry", "state", "coalesce(reason, '')")
        .collectAsList()
        .stream()
        .map(
            row ->
                new UnreadLog(
                    new LogName(row.getString(0), row.getString(1)),
                    FileState.of(row.getString(2)),
                    row.getString(3)))
        .toList();
  }

  /** The same by what is wrong with them. */
  public Losses losses() {
    Losses.Sum losses = new Losses.Sum();
    rows(warehouse)
        .where("state IN ('unreadable', 'unrecognised')")
        .orderBy("path", "entry")
        .selectExpr("path", "entry", "state", "coalesce(reason, '')")
        .toLocalIterator()
        .forEachRemaining(
            row ->
                losses.unread(
                    new LogName(row.getString(0), row.getString(1)),
                    FileState.of(row.getString(2)),
                    row.getString(3)));
    return losses.all();
  }

  /** Columns that nothing reads and that hold addresses, each once, in order of their names. */
  public List<AddressColumn> addressColumns() {
    return rows(warehouse)
        .where("state = 'ingested' AND size(unknown_address_columns) > 0")
        .selectExpr("explode(unknown_address_columns) AS name", Tables.LOG_NAME + " AS log")
        .groupBy("name")
        .agg(functions.expr("count(*)"), functions.expr("min(log)"))
        .orderBy("name")
        .collectAsList()
        .stream()
        .map(row -> new AddressColumn(row.getString(0), row.getLong(1), row.getString(2)))
        .toList();
  }

  /** How many logs of which kind are deliberately not read: by the kind's reason. */
  public SortedMap<String, Long> notRead() {
    SortedMap<String, Long> kinds = new TreeMap<>();
    rows(warehouse)
        .where(col("state").equalTo(FileState.NOT_READ.label()))
        .groupBy(functions.expr("coalesce(reason, '')"))
        .count()
        .collectAsList()
        .forEach(row -> kinds.put(row.getString(0), row.getLong(1)));
    return kinds;
  }
}
