package org.tlssunset.ingest;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.apache.spark.util.LongAccumulator;
import org.tlssunset.archive.Archive;
import org.tlssunset.archive.ArchiveFile;
import org.tlssunset.archive.LogName;
import org.tlssunset.logs.LineCounts;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.SparkSessions;
import org.tlssunset.warehouse.Warehouse;

/** Brings {@code tls_observations} up to date with an archive. */
public final class Ingest {

  /** Stored bytes from which on compiled queries gain more than compiling them takes. */
  private static final long WORTH_COMPILING = 512L << 20;

  /** Open sessions and rejected lines of a batch that fit in memory, at a kilobyte and a half. */
  private static final int MOST_FINDINGS = 100_000;

  private final Warehouse warehouse;
  private final IngestSettings settings;
  private final IngestProgress progress;
  private final int mostFindings;

  public Ingest(Warehouse warehouse, IngestSettings settings, IngestProgress progress) {
    this(warehouse, settings, progress, MOST_FINDINGS);
  }

  Ingest(Warehouse warehouse, IngestSettings settings, IngestProgress progress, int mostFindings) {
    this.warehouse = warehouse;
    this.settings = settings;
    this.progress = progress;
    this.mostFindings = mostFindings;
  }

  /**
   * Reads what is new or has changed since it was read.
   *
   * @param listing the archive's files, as {@link Archive#list} finds them
   */
  public IngestReport run(Archive.Listing listing) {
    Ledger ledger = Ledger.open(warehouse);
    List<Ledger.Pending> pending = ledger.pending(listing.files());
    long bytes = pending.stream().mapToLong(next -> next.file().size()).sum();
    SparkSessions.compileQueries(warehouse.spark(), bytes > WORTH_COMPILING);
    LongAccumulator bytesRead = warehouse.spark().sparkContext().longAccumulator();
    progress.begin(pending.size(), bytes, bytesRead::value);
    List<LogSummary> logs = new ArrayList<>();
    long observations = 0;
    Deque<List<Ledger.Pending>> batches = new ArrayDeque<>(batches(pending));
    while (!batches.isEmpty()) {
      List<Ledger.Pending> batch = batches.poll();
      Optional<IngestBatch.Result> result =
          new IngestBatch(warehouse, ledger, settings, batch, progress, bytesRead, mostFindings)
              .run();
      if (result.isEmpty()) {
        batches.addFirst(batch.subList(batch.size() / 2, batch.size()));
        batches.addFirst(batch.subList(0, batch.size() / 2));
        continue;
      }
      logs.addAll(result.get().logs());
      observations += result.get().observations();
    }
    warehouse.pack(Tables.INGESTED_FILES);
    warehouse.pack(Tables.REJECTED_LINES);
    progress.end();
    return report(listing, pending, logs, observations);
  }

  private List<List<Ledger.Pending>> batches(List<Ledger.Pending> pending) {
    List<List<Ledger.Pending>> batches = new ArrayList<>();
    List<Ledger.Pending> batch = new ArrayList<>();
    long bytes = 0;
    for (Ledger.Pending next : pending) {
      ArchiveFile file = next.file();
      boolean full =
          batch.size() == settings.batchFiles() || bytes + file.size() > settings.batchBytes();
      if (full && !batch.isEmpty()) {
        batches.add(batch);
        batch = new ArrayList<>();
        bytes = 0;
      }
      batch.add(next);
      bytes += file.size();
    }
    if (!batch.isEmpty()) {
      batches.add(batch);
    }
    return batches;
  }

  private static IngestReport report(
      Archive.Listing listing,
      List<Ledger.Pending> pending,
      List<LogSummary> logs,
      long observations) {
    List<IngestReport.Problem> problems = new ArrayList<>();
    for (Archive.Unlisted unlisted : listing.unlisted()) {
      problems.add(new IngestReport.Problem(new LogName(unlisted.path(), null), unlisted.reason()));
    }
    LineCounts counts = LineCounts.NONE;
    for (LogSummary log : logs) {
      counts = counts.plus(log.counts());
      String reason = log.reason();
      if (reason != null) {
        problems.add(new IngestReport.Problem(log.name(), reason));
      } else if (log.counts().rejected() > 0) {
        problems.add(new IngestReport.Problem(log.name(), rejects(log.counts().rejected())));
      }
    }
    return new IngestReport(
        listing.files().size(),
        pending.size(),
        pending.stream().mapToLong(next -> next.file().size()).sum(),
        counts,
        observations,
        problems);
  }

  private static String rejects(long lines) {
    return (lines == 1 ? "a line" : "%,d lines".formatted(lines))
        + " could not be used: rejected_lines says which and why";
  }
}
