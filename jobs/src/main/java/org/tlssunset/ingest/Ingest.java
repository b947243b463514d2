package org.tlssunset.ingest;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.tlssunset.archive.Archive;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.SparkSessions;
import org.tlssunset.warehouse.Warehouse;

/** Brings {@code tls_observations} up to date with an archive. */
public final class Ingest {

  /** Stored bytes from which on compiled queries gain more than compiling them takes. */
  private static final long WORTH_COMPILING = 512L << 20;

  /**
   * Open sessions and rejected lines of a batch that fit in any memory, at half a kilobyte each.
   */
  private static final int FINDINGS_OF_SMALL_HEAP = 100_000;

  /** How much memory there is for each, where there is more: nine tenths are for all else. */
  private static final long HEAP_BYTES_OF_FINDING = 5_000;

  private static final int MOST_FINDINGS = 1_000_000;

  /** How much of the driver's memory there is for each file of a batch: ten times what it takes. */
  private static final long HEAP_BYTES_OF_FILE = 20_000;

  private final Warehouse warehouse;
  private final IngestSettings settings;
  private final IngestProgress progress;
  private final int mostFindings;
  private final Clock clock;

  public Ingest(Warehouse warehouse, IngestSettings settings, IngestProgress progress) {
    this(warehouse, settings, progress, 0, Clock.systemUTC());
  }

  /**
   * @param mostFindings of a batch; 0: as many as fit in memory
   */
  Ingest(
      Warehouse warehouse,
      IngestSettings settings,
      IngestProgress progress,
      int mostFindings,
      Clock clock) {
    this.warehouse = warehouse;
    this.settings = settings;
    this.progress = progress;
    this.mostFindings = mostFindings;
    this.clock = clock;
  }

  /**
   * Reads what is new or has changed since it was read.
   *
   * @param listing the archive's files, as {@link Archive#list} finds them
   */
  public IngestReport run(Archive.Listing listing) {
    return run(listing, false);
  }

  /**
   * Reads what is new or has changed since it was read.
   *
   * @param listing the archive's files, as {@link Archive#list} finds them
   * @param keepsOutdated whether logs that an older version has read, or other settings, are kept
   *     as they were read, and not read again
   */
  public IngestReport run(Archive.Listing listing, boolean keepsOutdated) {
    warehouse.look();
    Ledger ledger = Ledger.open(warehouse, clock, new ReadingVersions(settings.read()));
    SettlingTime growing = SettlingTime.at(clock.millis(), settings.settledAfter());
    PendingFiles.Compared compared = ledger.compared(listing.files(), growing, keepsOutdated);
    List<PendingFile> pending = compared.pending();
    IngestReport.Sum sum = new IngestReport.Sum(new OddTimes(clock.instant(), growing));
    listing.unlisted().forEach(sum::add);
    List<PendingFile> all = new ArrayList<>();
    Set<String> tried = new HashSet<>();
    if (pending.isEmpty()) {
      pending = orphaned(ledger, listing, tried);
    }
    if (!pending.isEmpty()) { // else there is no need of Spark
      SparkSessions.compileQueries(warehouse.spark(), bytes(pending) > WORTH_COMPILING);
      ReadSoFar soFar = ReadSoFar.nothing(warehouse.spark().sparkContext());
      do {
        all.addAll(pending);
        progress.begin(all.size(), bytes(all), soFar.files()::value, soFar.bytes()::value);
        read(pending, ledger, growing, soFar, sum);
        pending = orphaned(ledger, listing, tried);
      } while (!pending.isEmpty());
    }
    compared.standing().stream()
        .filter(log -> !tried.contains(log.name().path()))
        .forEach(sum::add);
    ledger.letGo(
        compared.unlisted().stream()
            .filter(log -> listing.within().reaches(log.name().path()))
            .toList());
    warehouse.pack(Tables.INGESTED_FILES);
    warehouse.pack(Tables.INNER_CLIENTS);
    warehouse.pack(Tables.REJECTED_LINES);
    progress.end();
    return sum.report(listing, all, bytes(all), compared.kept());
  }

  /** On a cluster, the executors' memory counts, of which nothing is known here. */
  private int mostFindings() {
    if (mostFindings > 0) {
      return mostFindings;
    }
    return warehouse.spark().sparkContext().isLocal()
        ? (int)
            Math.min(
                MOST_FINDINGS,
                Math.max(
                    FINDINGS_OF_SMALL_HEAP,
                    Runtime.getRuntime().maxMemory() / HEAP_BYTES_OF_FINDING))
        : FINDINGS_OF_SMALL_HEAP;
  }

  private static int mostFiles() {
    return (int) Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / HEAP_BYTES_OF_FILE);
  }

  private static long bytes(List<PendingFile> pending) {
    return pending.stream().mapToLong(next -> next.file().size()).sum();
  }

  /**
   * Copies that have lost their original, by this run or one before.
   *
   * @param tried grows by their paths: each is read once a run, whatever comes of it
   */
  private static List<PendingFile> orphaned(
      Ledger ledger, Archive.Listing listing, Set<String> tried) {
    return ledger.orphaned(listing.files()).stream()
        .filter(next -> tried.add(next.file().path()))
        .toList();
  }

  private void read(
      List<PendingFile> pending,
      Ledger ledger,
      SettlingTime growing,
      ReadSoFar soFar,
      IngestReport.Sum sum) {
    Batches batches = new Batches(pending, settings.withFilesAtMost(mostFiles()));
    while (!batches.isEmpty()) {
      Batches.Batch batch = batches.next();
      IngestBatch.Result result =
          new IngestBatch(
                  warehouse, ledger, settings, batch, growing, progress, soFar, mostFindings())
              .run();
      batches.done(batch, result.left());
      sum.add(result);
    }
  }
}
