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
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;
import org.tlssunset.archive.ArchiveFile;
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

  private final Warehouse warehouse;
  private final Clock clock;
  private final Instant begunAt;

  /** The last one that counts; 0 if none does. */
  private long lastBatch;

  private long lastNumber;

  private Ledger(Warehouse warehouse, Clock clock, long lastBatch, long lastNumber) {
    this.warehouse = warehouse;
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

  /** Whether there is nothing to ask for. */
  private boolean isEmpty() {
    return lastBatch == 0;
  }

  /** A number that no batch has had, not even one that was taken back. */
  long nextBatch() {
    return ++lastNumber;
  }

  /**
   * The files of a listing that are to be read for themselves, see {@link PendingFiles#changed}.
   */
  List<Pending> pending(List<ArchiveFile> listed, Growing growing) {
    return isEmpty()
        ? listed.stream().map(file -> new Pending(file, Pending.Cause.NEW)).toList()
        : new PendingFiles(warehouse, listed).changed(growing);
  }

  /** Those that are to be read for another's sake, see {@link PendingFiles#orphaned}. */
  List<Pending> orphaned(List<ArchiveFile> listed) {
    return isEmpty() ? List.of() : new PendingFiles(warehouse, listed).orphaned();
  }

  /** The parts of sessions that logs left open whose rows go. */
  List<OpenSession> openSessions(Replaced gone) {
    return gone.isEmpty() ? List.of() : new OpenSessions(warehouse).of(gone);
  }

  /** The parts of the given sessions that logs left open, less those of logs whose rows go. */
  List<OpenSession> openSessions(Collection<OpenSession.Key> sessions, Replaced without) {
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
        .where(functions.expr("text_checksums[0]").isInCollection(keys))
        .selectExpr(KnownLog.COLUMNS)
        .collectAsList()
        .stream()
        .filter(row -> !without.contains(row.getString(0)))
        .map(KnownLog::of)
        .toList();
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
    commit.remove(replaced.ledgerRows());
    commit.add(rows);
    warehouse.tellBatches(commit);
    commit.commit();
    lastBatch = batch;
  }
}
