package org.tlssunset.ingest;

import static java.util.stream.Collectors.toSet;
import static org.apache.spark.sql.functions.col;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.tlssunset.archive.ArchiveFile;
import org.tlssunset.logs.LineCounts;
import org.tlssunset.logs.LogFormat;
import org.tlssunset.logs.OpenSession;
import org.tlssunset.logs.formats.LogFormats;
import org.tlssunset.schema.FileState;
import org.tlssunset.schema.ObservationColumn;
import org.tlssunset.schema.Sql;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.Warehouse;
import org.tlssunset.warehouse.delta.Transaction;

/**
 * The table {@code ingested_files}: what was read, and the commit point of every batch. A batch
 * whose other commits are there while the ledger's is not never happened: {@link #open} takes them
 * back.
 */
final class Ledger {

  /** How many logs one condition names. */
  private static final int NAMED_AT_ONCE = 10_000;

  private final Warehouse warehouse;
  private final Clock clock;
  private final ReadingVersions versions;
  private final Instant begunAt;

  /** The last one that counts; 0 if none does. */
  private long lastBatch;

  private long lastNumber;

  /** Whether a log may count for nothing, for another's sake. */
  private boolean mayHoldCopies = true;

  private Ledger(
      Warehouse warehouse, Clock clock, ReadingVersions versions, long lastBatch, long lastNumber) {
    this.warehouse = warehouse;
    this.clock = clock;
    this.versions = versions;
    this.begunAt = clock.instant();
    this.lastBatch = lastBatch;
    this.lastNumber = lastNumber;
  }

  /**
   * The ledger, after what not all tables hold of a batch has been taken back.
   *
   * @param versions what logs are read with now
   */
  static Ledger open(Warehouse warehouse, Clock clock, ReadingVersions versions) {
    long highest = new Recovery(warehouse).run();
    return new Ledger(
        warehouse, clock, versions, Recovery.lastBatch(warehouse, Tables.INGESTED_FILES), highest);
  }

  /** What logs are read with now. */
  ReadingVersions versions() {
    return versions;
  }

  /** Whether there is nothing to ask for. */
  private boolean isEmpty() {
    return lastBatch == 0;
  }

  /** A number that no batch has had, not even one that was taken back. */
  long nextBatch() {
    return ++lastNumber;
  }

  /** What is to be read of a listing, see {@link PendingFiles#compared}. */
  PendingFiles.Compared compared(
      List<ArchiveFile> listed, SettlingTime growing, boolean keepsOutdated) {
    PendingFiles.Compared compared =
        isEmpty()
            ? new PendingFiles.Compared(
                listed.stream().map(file -> new PendingFile(file, PendingFile.Cause.NEW)).toList(),
                List.of(),
                List.of(),
                0,
                false)
            : new PendingFiles(warehouse, listed).compared(growing, versions, keepsOutdated);
    mayHoldCopies = compared.holdsCopies();
    return compared;
  }

  /** Lets logs that were not read, and whose files are no longer there, be nobody's concern. */
  void letGo(List<UnreadLog> logs) {
    for (int from = 0; from < logs.size(); from += NAMED_AT_ONCE) {
      Set<String> names =
          logs.subList(from, Math.min(logs.size(), from + NAMED_AT_ONCE)).stream()
              .map(log -> log.name().sourceFile())
              .collect(toSet());
      String rows = Sql.in(Tables.LOG_NAME, names);
      Transaction commit = warehouse.begin(Tables.INGESTED_FILES, Recovery.BATCH, nextBatch());
      commit.remove(rows);
      commit.add(
          warehouse
              .read(Tables.INGESTED_FILES)
              .where(rows)
              .withColumn("state", functions.lit(FileState.GONE.label())));
      Recovery.tell(warehouse, commit);
      commit.commit();
      lastBatch = lastNumber;
    }
  }

  /** Those that are to be read for another's sake, see {@link PendingFiles#orphaned}. */
  List<PendingFile> orphaned(List<ArchiveFile> listed) {
    return mayHoldCopies ? new PendingFiles(warehouse, listed).orphaned() : List.of();
  }

  /** The parts of sessions that logs left open whose rows go. */
  List<OpenSession> openSessions(Replacement gone) {
    return gone.isEmpty() ? List.of() : new OpenSessions(warehouse).of(gone);
  }

  /** The parts of the given sessions that logs left open, less those of logs whose rows go. */
  List<OpenSession> openSessions(Collection<OpenSession.Key> sessions, Replacement without) {
    return sessions.isEmpty() || isEmpty()
        ? List.of()
        : new OpenSessions(warehouse).of(sessions, without);
  }

  /**
   * The logs whose rows count and whose texts begin like one of the given.
   *
   * @param without files that are read again: their rows go
   */
  List<KnownLog> beginningLike(Collection<Integer> keys, Set<String> without) {
    if (keys.isEmpty() || isEmpty()) {
      return List.of();
    }
    return warehouse
        .read(Tables.INGESTED_FILES)
        .where(col("state").equalTo(FileState.INGESTED.label()).and(col("used").gt(0)))
        .where(isIn(keys).apply(functions.expr("text_checksums[0]")))
        .selectExpr(KnownLog.COLUMNS)
        .collectAsList()
        .stream()
        .filter(row -> !without.contains(row.getString(0)))
        .map(KnownLog::of)
        .toList();
  }

  /** The servers of logs whose lines name them. */
  Set<String> namedServers() {
    return isEmpty()
        ? Set.of()
        : warehouse
            .read(Tables.INGESTED_FILES)
            .where(
                col("format")
                    .isInCollection(
                        LogFormats.ALL.stream()
                            .filter(LogFormat::namesServer)
                            .map(LogFormat::label)
                            .toList()))
            .where(col("server").isNotNull())
            .select("server")
            .distinct()
            .collectAsList()
            .stream()
            .map(row -> row.getString(0))
            .collect(toSet());
  }

  /** As one object: Spark goes through a condition's values one by one, many times. */
  private static UserDefinedFunction isIn(Collection<Integer> keys) {
    Set<Integer> all = new HashSet<>(keys); // older ledgers have rows without
    return functions.udf((UDF1<Integer, Boolean>) all::contains, DataTypes.BooleanType);
  }

  /** What the ledger has of files that are read again. */
  KnownFiles known(Collection<String> paths) {
    return paths.isEmpty()
        ? KnownFiles.NONE
        : KnownFiles.of(
            warehouse
                .read(Tables.INGESTED_FILES)
                .where(col("path").isInCollection(paths))
                .selectExpr(KnownFiles.COLUMNS)
                .collectAsList());
  }

  /**
   * Makes a batch count.
   *
   * @param logs what became of each log
   * @param openSessions the parts of sessions that they left open
   * @param replaced what these logs replace
   * @param touched files of which nothing is new but what the store says of them
   */
  void commit(
      long batch,
      List<LogSummary> logs,
      List<OpenSession> openSessions,
      Replacement replaced,
      List<ArchiveFile> touched) {
    Map<String, List<OpenSession>> open = new HashMap<>();
    for (OpenSession part : openSessions) {
      open.computeIfAbsent(
              part.seen().text(ObservationColumn.SOURCE_FILE), log -> new ArrayList<>())
          .add(part);
    }
    logs.forEach(Ledger::refuseUncounted);
    Instant now = clock.instant();
    List<InternalRow> rows =
        logs.stream()
            .map(
                log ->
                    log.row(
                        open.getOrDefault(log.name().sourceFile(), List.of()),
                        batch,
                        begunAt,
                        now,
                        versions.of(log)))
            .toList();
    List<String> touchedPaths = touched.stream().map(ArchiveFile::path).toList();
    Transaction commit = warehouse.begin(Tables.INGESTED_FILES, Recovery.BATCH, batch);
    commit.remove(replaced.ledgerRows(), touched.isEmpty() ? "" : Sql.in("path", touchedPaths));
    commit.add(rows);
    if (!touched.isEmpty()) {
      commit.add(asListed(touched, touchedPaths, replaced));
    }
    Recovery.tell(warehouse, commit);
    commit.commit();
    lastBatch = batch;
    mayHoldCopies |= logs.stream().anyMatch(log -> log.state() == FileState.DUPLICATE);
  }

  /** The table's check "every_line_counted": see {@link Transaction#add(List)}. */
  private static void refuseUncounted(LogSummary log) {
    LineCounts counts = log.counts();
    if (counts.lines() != counts.used() + counts.comments() + counts.rejected()) {
      throw new IllegalStateException(
          "%s: its %d lines are not %d used + %d comments + %d rejected: nothing was recorded"
              .formatted(
                  log.name().sourceFile(),
                  counts.lines(),
                  counts.used(),
                  counts.comments(),
                  counts.rejected()));
    }
  }

  /** The rows of files as they are, but for what the store says of these now. */
  private Dataset<Row> asListed(List<ArchiveFile> files, List<String> paths, Replacement without) {
    Dataset<Row> all = warehouse.read(Tables.INGESTED_FILES);
    Dataset<Row> rows =
        (without.isEmpty() ? all : all.where("NOT (%s)".formatted(without.ledgerRows())))
            .where(col("path").isInCollection(paths));
    return rows.drop("size", "modified_at", "etag")
        .join(ListedFiles.rows(warehouse.spark(), files), "path")
        .selectExpr(rows.columns());
  }
}
