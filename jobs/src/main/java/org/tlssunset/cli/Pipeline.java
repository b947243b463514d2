package org.tlssunset.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.tlssunset.archive.Archive;
import org.tlssunset.config.Configuration;
import org.tlssunset.config.UsageException;
import org.tlssunset.console.FailedException;
import org.tlssunset.console.Progress;
import org.tlssunset.ingest.Ingest;
import org.tlssunset.ingest.IngestReport;
import org.tlssunset.outreach.ClientProtocolCsv;
import org.tlssunset.rollup.Rollup;
import org.tlssunset.schema.Table;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.Claim;
import org.tlssunset.warehouse.ClaimedException;
import org.tlssunset.warehouse.Location;
import org.tlssunset.warehouse.SparkSessions;
import org.tlssunset.warehouse.Warehouse;

/**
 * The steps of the flow in one process and one Spark session, each told to the progress. The
 * session lasts as long as the process.
 */
final class Pipeline implements AutoCloseable {

  private final Configuration configuration;
  private final Progress progress;
  private final SparkSession spark;
  private final Warehouse warehouse;
  private final String path;
  private @Nullable Claim claim;
  private boolean hasWaited;
  private List<LocalDate> daysNotCounted = List.of();

  private Pipeline(
      Configuration configuration, Progress progress, SparkSession spark, String path) {
    this.configuration = configuration;
    this.progress = progress;
    this.spark = spark;
    this.path = path;
    warehouse = new Warehouse(spark, path);
  }

  /**
   * Starts Spark on a warehouse, takes it for this run, and makes its tables if they are missing.
   *
   * @param command what the run does, to be told to others that want the warehouse
   * @param wait how long to wait for another run to end
   * @throws FailedException if nothing can be written there
   * @throws ClaimedException if another run holds it
   */
  static Pipeline writing(
      Configuration configuration, String path, String command, Duration wait, Progress progress)
      throws Exception {
    refuseUnwritable("--warehouse", path);
    Pipeline pipeline = start(configuration, path, progress);
    try {
      pipeline.claim(command, wait);
      return progress.during(
          "making tables",
          () -> {
            pipeline.warehouse.createMissing();
            return pipeline;
          });
    } catch (Exception e) {
      pipeline.close();
      throw e;
    }
  }

  /**
   * Takes the warehouse for this run.
   *
   * @throws ClaimedException if another run holds it
   */
  void claim(String command, Duration wait) throws Exception {
    claim =
        progress.during(
            "claiming",
            () ->
                warehouse.claim(
                    command,
                    wait,
                    holder -> {
                      hasWaited = true;
                      progress.step("waiting for " + holder);
                    }));
  }

  /**
   * Starts Spark on a warehouse that is there.
   *
   * @throws UsageException if it holds no tables
   * @throws org.tlssunset.warehouse.DamagedException if a table's last commit is not all there
   */
  static Pipeline reading(Configuration configuration, String path, Progress progress)
      throws Exception {
    if (local(path).filter(folder -> !Files.isDirectory(folder)).isPresent()) {
      throw noTables(path);
    }
    Pipeline pipeline = start(configuration, path, progress);
    if (!Tables.all().stream().allMatch(pipeline.warehouse::has)) {
      throw noTables(path);
    }
    return pipeline;
  }

  /**
   * The archive's files, without those of the warehouse if that lies below it. Needs no Spark: a
   * path that is not there is told at once.
   *
   * @throws org.tlssunset.archive.ArchiveException if a path does not exist or holds no files
   */
  static Archive.Listing list(
      Configuration configuration, List<String> paths, String warehouse, Progress progress)
      throws Exception {
    OwnFiles own = new OwnFiles(local(warehouse).map(Path::toString).orElse(warehouse));
    return progress.during(
        "listing",
        () ->
            own.leftOutOf(
                Archive.list(
                    paths, configuration.ingest().read().stores(), configuration.ignored())));
  }

  private static Pipeline start(Configuration configuration, String path, Progress progress)
      throws Exception {
    Master.refuseUnreachable(configuration.spark().getOrDefault("spark.master", ""));
    SparkSession spark =
        progress.during(
            "starting Spark",
            () ->
                SparkSessions.open(
                    configuration.spark(),
                    configuration.ingest().read().stores().hadoopSettings()));
    SparkSessions.compileQueries(spark, false);
    Pipeline pipeline = new Pipeline(configuration, progress, spark, path);
    pipeline.warehouse.refuseDamaged();
    return pipeline;
  }

  private static UsageException noTables(String path) {
    return new UsageException(
        "%s holds no tables, or not all: check --warehouse, or run 'tls-sunset nightly' first"
            .formatted(path));
  }

  /**
   * Fails before Spark starts, where that is cheap to know.
   *
   * @param option the option that the path was given with
   */
  static void refuseUnwritable(String option, String path) {
    Optional<Path> local = local(path);
    if (local.isEmpty()) {
      return;
    }
    Path folder = local.get();
    while (folder != null && !Files.exists(folder)) {
      folder = folder.getParent();
    }
    if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
      throw new FailedException(
          "nothing can be written to %s: give this user the right to, or choose another %s"
              .formatted(folder, option));
    }
  }

  private static Optional<Path> local(String path) {
    try {
      return Location.local(path);
    } catch (IllegalArgumentException e) { // InvalidPathException among them
      throw new UsageException("%s is no path: %s".formatted(path, e.getMessage()), e);
    }
  }

  /** Gives the warehouse back, if it was taken. */
  @Override
  public void close() {
    if (claim != null) {
      claim.close();
    }
  }

  SparkSession spark() {
    return spark;
  }

  Warehouse warehouse() {
    return warehouse;
  }

  /**
   * Reads an archive.
   *
   * @param listed what it held before the warehouse was taken: it is listed again if that took
   *     waiting
   * @param keepsOutdated see {@link Ingest#run(Archive.Listing, boolean)}
   */
  IngestReport ingest(List<String> paths, Archive.Listing listed, boolean keepsOutdated)
      throws Exception {
    return ingest(hasWaited ? list(configuration, paths, path, progress) : listed, keepsOutdated);
  }

  IngestReport ingest(Archive.Listing archive, boolean keepsOutdated) throws Exception {
    return progress.during(
        "reading",
        () -> new Ingest(warehouse, configuration.ingest(), progress).run(archive, keepsOutdated));
  }

  /**
   * @return whether there was anything to do
   */
  boolean rollup() throws Exception {
    Rollup rollup = new Rollup(warehouse);
    boolean isDone = progress.during("rolling up", rollup::run);
    daysNotCounted = rollup.notCounted();
    return isDone;
  }

  /** The days that the last rollup has left as they were, see {@link Rollup#notCounted}. */
  List<LocalDate> daysNotCounted() {
    return daysNotCounted;
  }

  ClientProtocolCsv.Written export(String folder) throws Exception {
    return progress.during(
        "writing CSV",
        () -> {
          try {
            return new ClientProtocolCsv(warehouse).write(folder);
          } catch (IOException e) {
            throw new IllegalStateException(
                "the CSV cannot be written to %s (%s): choose another --out"
                    .formatted(folder, e.getMessage()),
                e);
          }
        });
  }

  /** Makes every table known to SQL by its plain name. */
  void nameTables() {
    for (Table table : Tables.all()) {
      warehouse.readSettled(table).createOrReplaceTempView(table.name());
    }
  }
}
