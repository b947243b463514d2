package org.tlssunset.ingest;

import static org.apache.spark.sql.functions.col;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;
import org.apache.spark.unsafe.types.UTF8String;
import org.tlssunset.archive.ArchiveFile;
import org.tlssunset.archive.Fingerprint;
import org.tlssunset.logs.OpenSession;
import org.tlssunset.schema.FileState;
import org.tlssunset.schema.ObservationColumn;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.Transaction;
import org.tlssunset.warehouse.Warehouse;

/**
 * The table {@code ingested_files}: what was read, and the commit point of every batch. A batch
 * whose other commits are there while the ledger's is not never happened: {@link #open} takes them
 * back.
 */
final class Ledger {

  /** What tells sessions apart, as {@link OpenSession#key} has it. */
  private static final String KEY =
      "concat_ws('\\u0001', source, coalesce(server, ''), coalesce(endpoint, ''), session_id)";

  /** What {@link Fingerprint#begins} says of a copy's text and its original's. */
  private static final String BEGINS =
      """
      (text_bytes = bytes AND text_checksums = sums
        OR text_bytes < bytes AND size(text_checksums) > 1
          AND slice(text_checksums, 1, greatest(size(text_checksums) - 1, 0))
            = slice(sums, 1, greatest(size(text_checksums) - 1, 0)))""";

  /** One pass over the ledger, folded with the listing by path. */
  private static final Column[] PENDING = {
    functions.expr("NOT min(is_listed) AS is_known"),
    functions.expr(ListedFiles.IS_CHANGED + " AS is_changed"),
    functions.expr("max(is_due) AS is_due")
  };

  private final Warehouse warehouse;
  private final SparkSession spark;
  private final Clock clock;
  private final Instant begunAt;
  private long lastBatch;
  private long lastNumber;

  private Ledger(Warehouse warehouse, Clock clock, long lastBatch, long lastNumber) {
    this.warehouse = warehouse;
    this.spark = warehouse.spark();
    this.clock = clock;
    this.begunAt = clock.instant();
    this.lastBatch = lastBatch;
    this.lastNumber = lastNumber;
  }

  /** The ledger, after what not all tables hold of a batch has been taken back. */
  static Ledger open(Warehouse warehouse, Clock clock) {
    long highest = warehouse.undoKilledBatch();
    return new Ledger(
        warehouse,
        clock,
        warehouse.lastTransaction(Tables.INGESTED_FILES, Warehouse.INGEST).orElse(0),
        highest);
  }

  /** Why a file has to be read. */
  enum Cause {
    /** The ledger does not know it. */
    NEW,
    /** It is another one than the ledger knows by that path. */
    CHANGED,
    /** It is as it was when it could not be read, or its last line had no end. */
    AGAIN,
    /** It holds a copy whose original no longer tells the same. */
    ORPHANED
  }

  /** A file that a run has to read. */
  record Pending(ArchiveFile file, Cause cause) {

    /** Whether the ledger holds it: its old rows then have to go. */
    boolean known() {
      return cause != Cause.NEW;
    }
  }

  /** The last batch that counts; 0 if none does. */
  long lastBatch() {
    return lastBatch;
  }

  /** A number that no batch has had, not even one that was taken back. */
  long nextBatch() {
    return ++lastNumber;
  }

  /**
   * The files that are new, that have changed, that could not be read or whose last line has waited
   * long enough, in the listing's order. The ledger is asked, some {@value
   * ListedFiles#ASKED_AT_ONCE} files at a time, and never fetched.
   */
  List<Pending> pending(List<ArchiveFile> listed, Growing growing) {
    if (lastBatch == 0) {
      return listed.stream().map(file -> new Pending(file, Cause.NEW)).toList();
    }
    Map<String, Pending> pending = new HashMap<>();
    for (int from = 0; from < listed.size(); from += ListedFiles.ASKED_AT_ONCE) {
      List<ArchiveFile> some =
          listed.subList(from, Math.min(listed.size(), from + ListedFiles.ASKED_AT_ONCE));
      some(some, growing).forEach(next -> pending.put(next.file().path(), next));
    }
    return listed.stream()
        .filter(file -> pending.containsKey(file.path()))
        .map(file -> pending.get(file.path()))
        .toList();
  }

  /**
   * The files that hold a log which counts for nothing, while the one that is to count instead does
   * not count either or no longer begins with its text, in the listing's order. Which run saw that
   * happen makes no difference: it may have been killed, or have had another listing.
   */
  List<Pending> orphaned(List<ArchiveFile> listed) {
    Dataset<Row> copies =
        warehouse
            .read(Tables.INGESTED_FILES)
            .where(col("state").equalTo(FileState.DUPLICATE.label()))
            .select("path", "same_as", "text_bytes", "text_checksums");
    if (lastBatch == 0 || copies.isEmpty()) {
      return List.of();
    }
    Dataset<Row> originals =
        warehouse
            .read(Tables.INGESTED_FILES)
            .where(col("state").equalTo(FileState.INGESTED.label()))
            .selectExpr(
                Tables.LOG_NAME + " AS original", "text_bytes AS bytes", "text_checksums AS sums");
    Set<String> paths =
        copies
            .join(originals, functions.expr("same_as = original AND " + BEGINS), "left_anti")
            .select("path")
            .distinct()
            .collectAsList()
            .stream()
            .map(row -> row.getString(0))
            .collect(Collectors.toSet());
    return listed.stream()
        .filter(file -> paths.contains(file.path()))
        .map(file -> new Pending(file, Cause.ORPHANED))
        .toList();
  }

  /**
   * The logs whose rows count and whose texts begin like one of the given.
   *
   * @param without files that are read again: their rows go
   */
  List<KnownLog> beginningLike(Collection<Integer> keys, Set<String> without) {
    if (keys.isEmpty() || lastBatch == 0) {
      return List.of();
    }
    return warehouse
        .read(Tables.INGESTED_FILES)
        .where(col("state").equalTo(FileState.INGESTED.label()).and(col("used").gt(0)))
        .where(functions.expr("text_checksums[0]").isInCollection(keys))
        .selectExpr(KnownLog.COLUMNS)
        .collectAsList()
        .stream()
        .filter(row -> !without.contains(row.getString(0)))
        .map(KnownLog::of)
        .toList();
  }

  private List<Pending> some(List<ArchiveFile> listed, Growing growing) {
    Dataset<Row> found =
        ListedFiles.rows(spark, listed).selectExpr("*", "true AS is_listed", "false AS is_due");
    List<String> paths = listed.stream().map(ArchiveFile::path).toList();
    Dataset<Row> known =
        warehouse
            .read(Tables.INGESTED_FILES)
            // Lets Delta pass over data files that hold none of these.
            .where(col("path").between(first(paths), last(paths)))
            .selectExpr(
                "path",
                "size",
                "modified_at",
                "etag",
                "false",
                "state = 'unreadable' OR coalesce(last_line_waits, false)"
                    + " AND NOT unix_millis(modified_at) BETWEEN %d AND %d AS is_due"
                        .formatted(growing.from() + 1, growing.to() - 1));
    Map<String, Row> pending = new HashMap<>();
    found
        .union(known)
        .groupBy("path")
        .agg(functions.expr("max(is_listed) AS is_listed"), PENDING)
        .where("is_listed AND (NOT is_known OR is_changed OR is_due)")
        .collectAsList()
        .forEach(row -> pending.put(row.getAs("path"), row));
    List<Pending> files = new ArrayList<>(pending.size());
    for (ArchiveFile file : listed) {
      Row row = pending.get(file.path());
      if (row != null) {
        files.add(new Pending(file, cause(row)));
      }
    }
    return files;
  }

  private static Cause cause(Row row) {
    if (!row.<Boolean>getAs("is_known")) {
      return Cause.NEW;
    }
    return row.<Boolean>getAs("is_changed") ? Cause.CHANGED : Cause.AGAIN;
  }

  // Spark compares texts by their UTF-8 bytes, which is not quite how Java does.

  private static String first(List<String> texts) {
    return texts.stream().map(UTF8String::fromString).min(UTF8String::compareTo).get().toString();
  }

  private static String last(List<String> texts) {
    return texts.stream().map(UTF8String::fromString).max(UTF8String::compareTo).get().toString();
  }

  /** What the ledger has of files that are read again. */
  Replaced replaced(Collection<String> paths) {
    if (paths.isEmpty()) {
      return Replaced.NONE;
    }
    return Replaced.of(
        paths,
        warehouse
            .read(Tables.INGESTED_FILES)
            .where(col("path").isInCollection(paths))
            .selectExpr(Replaced.COLUMNS)
            .collectAsList());
  }

  /** The parts of sessions that logs left open whose rows go. */
  List<OpenSession> openSessionsOf(Replaced gone) {
    return gone.isEmpty() ? List.of() : parts(openSessions().where(gone.ledgerRows()));
  }

  /** The parts of the given sessions that logs left open, less those of logs whose rows go. */
  List<OpenSession> openSessions(Collection<OpenSession.Key> sessions, Replaced without) {
    if (sessions.isEmpty() || lastBatch == 0) {
      return List.of();
    }
    Dataset<Row> keys =
        spark
            .createDataset(sessions.stream().map(Ledger::key).toList(), Encoders.STRING())
            .toDF("key");
    Dataset<Row> others =
        without.isEmpty()
            ? openSessions()
            : openSessions().where("NOT (%s)".formatted(without.ledgerRows()));
    return parts(
        others.withColumn("key", functions.expr(KEY)).join(keys, "key", "left_semi").drop("key"));
  }

  private Dataset<Row> openSessions() {
    return warehouse
        .read(Tables.INGESTED_FILES)
        .selectExpr("path", "entry", "inline(" + Tables.OPEN_SESSIONS + ")");
  }

  private static List<OpenSession> parts(Dataset<Row> rows) {
    return rows.drop("path", "entry").collectAsList().stream().map(SessionRows::part).toList();
  }

  private static String key(OpenSession.Key key) {
    return String.join("\u0001", key.source(), key.server(), key.endpoint(), key.sessionId());
  }

  /**
   * Makes a batch count.
   *
   * @param logs what became of each log
   * @param openSessions the parts of sessions that they left open
   * @param replaced what these logs replace
   */
  void commit(
      long batch, List<LogSummary> logs, List<OpenSession> openSessions, Replaced replaced) {
    Map<String, List<OpenSession>> open = new HashMap<>();
    for (OpenSession part : openSessions) {
      open.computeIfAbsent(
              part.seen().text(ObservationColumn.SOURCE_FILE), log -> new ArrayList<>())
          .add(part);
    }
    Instant now = clock.instant();
    List<InternalRow> rows =
        logs.stream()
            .map(
                log ->
                    log.row(
                        open.getOrDefault(log.name().sourceFile(), List.of()), batch, begunAt, now))
            .toList();
    Transaction commit = warehouse.begin(Tables.INGESTED_FILES, Warehouse.INGEST, batch);
    if (!replaced.isEmpty()) {
      commit.remove(replaced.ledgerRows());
    }
    commit.add(warehouse.rows(Tables.INGESTED_FILES, rows));
    warehouse.tellBatches(commit);
    commit.commit();
    lastBatch = batch;
  }
}
