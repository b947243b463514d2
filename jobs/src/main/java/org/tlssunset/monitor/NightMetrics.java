package org.tlssunset.monitor;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tlssunset.console.Diagnosis;
import org.tlssunset.console.ExitCode;
import org.tlssunset.console.FailedException;
import org.tlssunset.console.Progress;
import org.tlssunset.ingest.Evidence;
import org.tlssunset.ingest.IngestReport;
import org.tlssunset.plan.FoundChanges;
import org.tlssunset.plan.StoredSummary;
import org.tlssunset.schema.Change;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.Warehouse;

/**
 * One night's figures for a {@link MetricsFile}, written however the night ends. What it does not
 * know stays as the file has it: the last success, how far the evidence reaches, sizes.
 */
public final class NightMetrics {

  private final @Nullable Path file;
  private final Progress progress;
  private final Instant begun = Instant.now();
  private final List<Consumer<MetricsFile>> figures = new ArrayList<>();

  /** What the servers are called since this night; null while it has not come so far. */
  private @Nullable KnownServers learned;

  /**
   * Of a night that begins now.
   *
   * @param file null if no figures are wanted
   */
  public NightMetrics(@Nullable Path file, Progress progress) {
    this.file = file;
    this.progress = progress;
  }

  /**
   * Does a night's work and writes what became of it.
   *
   * @return its exit code
   */
  public int of(Callable<Integer> night) throws Exception {
    int exitCode;
    try {
      exitCode = night.call();
    } catch (Exception | Error e) {
      try {
        write(Diagnosis.of(e).exitCode());
      } catch (FailedException unwritten) {
        e.addSuppressed(unwritten);
      }
      throw e;
    }
    write(exitCode);
    return exitCode;
  }

  /** What was read. */
  public void ingested(IngestReport report, Warehouse warehouse) {
    if (file == null) {
      return;
    }
    List<Evidence> evidence =
        report.firstBatch() == 0
            ? List.of()
            : Evidence.since(warehouse, report.firstBatch(), begun);
    KnownServers servers = new KnownServers(warehouse);
    figures.add(
        metrics -> {
          report(report, metrics);
          evidence(Evidence.named(evidence, learned == null ? servers : learned), metrics);
        });
  }

  /** What the night has made of the tables. */
  public void made(Warehouse warehouse) {
    if (file != null) {
      learned = new KnownServers(warehouse);
      figures.add(
          metrics ->
              Tables.all().forEach(table -> Status.StoredTable.of(warehouse, table).put(metrics)));
      figures.add(metrics -> plan(warehouse, metrics));
    }
  }

  /** Zeros, too: else a figure of an earlier night would stay. */
  private static void plan(Warehouse warehouse, MetricsFile metrics) {
    StoredSummary.parties(warehouse)
        .forEach(
            (role, effects) ->
                effects.forEach(
                    (effect, parties) ->
                        metrics.set(Metric.PLAN_PARTIES, parties, role.label(), effect.label())));
    FoundChanges changes = FoundChanges.of(warehouse, null);
    for (Change change : Change.values()) {
      metrics.set(Metric.CHANGES, changes.count(change.label()), change.label());
    }
  }

  static void evidence(List<Evidence> evidence, MetricsFile metrics) {
    for (Evidence of : evidence) {
      Instant last = of.lastEvent();
      if (last != null) {
        metrics.setLatest(Metric.EVIDENCE, last, of.server(), of.source());
      }
    }
  }

  private static void report(IngestReport report, MetricsFile metrics) {
    metrics.set(Metric.RUN_FILES, report.found(), "found");
    metrics.set(Metric.RUN_FILES, report.kinds().fresh(), "new");
    metrics.set(Metric.RUN_FILES, report.kinds().changed(), "changed");
    metrics.set(Metric.RUN_FILES, report.kinds().touched(), "touched");
    metrics.set(Metric.RUN_BYTES, report.bytes());
    metrics.set(Metric.RUN_LINES, report.counts().used(), "used");
    metrics.set(Metric.RUN_LINES, report.counts().comments(), "comment");
    metrics.set(Metric.RUN_LINES, report.counts().rejected(), "rejected");
    metrics.set(Metric.RUN_OBSERVATIONS, report.observations());
    metrics.set(Metric.RUN_DUPLICATES, report.duplicates());
    metrics.set(Metric.RUN_UNREADABLE, report.unread());
    metrics.set(Metric.RUN_LAST_LINE_WAITS, report.waiting());
    metrics.set(Metric.RUN_FUTURE, report.oddCount());
  }

  private void write(int exitCode) {
    if (file == null) {
      return;
    }
    MetricsFile metrics =
        MetricsFile.at(
            file,
            metric ->
                switch (metric) {
                  case LAST_SUCCESS, EVIDENCE, PLAN_PARTIES, CHANGES, TABLE_BYTES, TABLE_FILES ->
                      true;
                  default -> false;
                });
    figures.forEach(figure -> figure.accept(metrics));
    Instant now = Instant.now();
    metrics.set(Metric.RUN_START, begun);
    metrics.set(Metric.RUN_END, now);
    metrics.set(Metric.RUN_EXIT_CODE, exitCode);
    progress
        .millis()
        .forEach((step, millis) -> metrics.set(Metric.RUN_DURATION, millis / 1000.0, step));
    if (exitCode == ExitCode.DONE || exitCode == ExitCode.PARTLY) {
      metrics.set(Metric.LAST_SUCCESS, now);
    }
    metrics.write();
  }
}
