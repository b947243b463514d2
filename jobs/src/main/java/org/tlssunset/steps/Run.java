package org.tlssunset.steps;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.tlssunset.config.Configuration;
import org.tlssunset.config.SparkSettings;
import org.tlssunset.config.UsageException;
import org.tlssunset.console.FailedException;
import org.tlssunset.console.MissingRights;
import org.tlssunset.console.Progress;
import org.tlssunset.ingest.Recovery;
import org.tlssunset.schema.Table;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.Claim;
import org.tlssunset.warehouse.ClaimedException;
import org.tlssunset.warehouse.SparkSessions;
import org.tlssunset.warehouse.Warehouse;

/**
 * One process at work on a warehouse, with at most one Spark session, which is started when it is
 * first needed and lasts as long as the process. Each step is told to the progress.
 */
public final class Run implements AutoCloseable {

  private final Configuration configuration;
  private final Progress progress;
  private final Warehouse warehouse;
  private final String path;
  private final FutureTask<SparkSession> session = new FutureTask<>(this::openSession);
  private RunListener told = RunListener.NOBODY;
  private @Nullable Claim claim;
  private boolean hasWaited;

  private Run(Configuration configuration, Progress progress, String path) {
    this.configuration = configuration;
    this.progress = progress;
    this.path = path;
    warehouse = new Warehouse(this::startSpark, path);
  }

  /**
   * Opens a warehouse that may not be there yet, takes it for this run, makes its tables if they
   * are missing, and takes back what a killed run has left.
   *
   * @param command what the run does, to be told to others that want the warehouse
   * @param wait how long to wait for another run to end
   * @throws FailedException if nothing can be written there
   * @throws UsageException if the tables belong to another user and root asks
   * @throws ClaimedException if another run holds it
   */
  public static Run making(
      Configuration configuration, String path, String command, Duration wait, Progress progress)
      throws Exception {
    WritableFolder.refuseOther("--warehouse", path);
    return start(configuration, path, progress).taken(command, wait);
  }

  /**
   * The same of a warehouse that is there.
   *
   * @throws UsageException if it holds no tables, or they belong to another user and root asks
   * @throws FailedException if this user has not the right to see whether it does
   * @throws ClaimedException if another run holds it
   */
  public static Run changing(
      Configuration configuration, String path, String command, Duration wait, Progress progress)
      throws Exception {
    return reading(configuration, path, progress).taken(command, wait);
  }

  /**
   * Opens a warehouse that is there, and changes nothing.
   *
   * @throws UsageException if it holds no tables
   * @throws org.tlssunset.warehouse.delta.DamagedException if a table's last commit is not all
   *     there
   */
  public static Run reading(Configuration configuration, String path, Progress progress)
      throws Exception {
    refuseMissing(path);
    return start(configuration, path, progress).withTables();
  }

  /**
   * The same for a command that needs Spark in any case: it starts beside all else.
   *
   * @throws UsageException if it holds no tables
   * @throws org.tlssunset.warehouse.delta.DamagedException if a table's last commit is not all
   *     there
   */
  public static Run querying(Configuration configuration, String path, Progress progress) {
    refuseMissing(path);
    Run run = new Run(configuration, progress, path);
    Thread starter = new Thread(run.session, "starting Spark");
    starter.setDaemon(true);
    starter.start();
    run.opened();
    return run.withTables();
  }

  private static Run start(Configuration configuration, String path, Progress progress) {
    Run run = new Run(configuration, progress, path);
    run.opened();
    return run;
  }

  private void opened() {
    StandaloneMaster.refuseUnreachable(configuration.spark().getOrDefault("spark.master", ""));
    warehouse.refuseDamaged();
  }

  /** When a step needs it: a night with nothing new does not. */
  private SparkSession startSpark() {
    try {
      return progress.during(
          "starting Spark",
          () -> {
            session.run(); // unless another thread does
            return session.get();
          });
    } catch (Exception e) {
      Throwable cause = e instanceof ExecutionException ? e.getCause() : e;
      throw cause instanceof RuntimeException told
          ? told
          : new IllegalStateException("Spark did not start", cause);
    }
  }

  private SparkSession openSession() {
    try {
      SparkSession spark =
          SparkSessions.open(
              configuration.spark(), configuration.ingest().read().stores().hadoopSettings());
      SparkSessions.compileQueries(spark, false);
      return spark;
    } catch (Exception e) { // those of Scala are not declared
      throw SparkSettings.blamed(configuration.spark(), e)
          .<RuntimeException>map(blamed -> blamed)
          .orElseGet(
              () ->
                  e instanceof RuntimeException told
                      ? told
                      : new IllegalStateException("Spark did not start", e));
    }
  }

  private static void refuseMissing(String path) {
    Optional<Path> local = WritableFolder.local(path);
    if (local.filter(folder -> !Files.isDirectory(folder)).isPresent()) {
      throw noTables(path);
    }
  }

  private Run withTables() {
    List<String> missing =
        Tables.all().stream().filter(table -> !warehouse.has(table)).map(Table::name).toList();
    if (missing.size() == Tables.all().size()) {
      throw noTables(path);
    }
    if (!missing.isEmpty()) {
      throw new UsageException(
          "%s lacks the table %s, as an older version leaves it: run 'tls-sunset nightly' once"
              .formatted(path, String.join(" and ", missing)));
    }
    return this;
  }

  private static RuntimeException noTables(String path) {
    Optional<String> unseen = MissingRights.sentence(path, false);
    if (unseen.isPresent()) {
      return new FailedException(unseen.get());
    }
    return new UsageException(
        "%s holds no tables: check --warehouse, or run 'tls-sunset nightly' first".formatted(path));
  }

  private Run taken(String command, Duration wait) throws Exception {
    TablesOwner.refuseRoot(path, command);
    try {
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
      return progress.during(
          "making tables",
          () -> {
            warehouse.createMissing();
            new Recovery(warehouse).run();
            return this;
          });
    } catch (Exception e) {
      close();
      throw e;
    }
  }

  /** Has somebody told of what the steps find. */
  public Run telling(RunListener whom) {
    told = whom;
    return this;
  }

  /** Does some steps, one after the other. */
  public void all(List<Step> steps) throws Exception {
    for (Step step : steps) {
      progress.during(
          step.doing(),
          () -> {
            step.in(this);
            return this;
          });
    }
  }

  /** Gives the warehouse back, if it was taken. */
  @Override
  public void close() {
    if (claim != null) {
      claim.close();
    }
  }

  /** Spark's session, started now if it was not yet. */
  public SparkSession spark() {
    return warehouse.spark();
  }

  public Warehouse warehouse() {
    return warehouse;
  }

  Configuration configuration() {
    return configuration;
  }

  Progress progress() {
    return progress;
  }

  RunListener told() {
    return told;
  }

  /** The warehouse's, as it was given. */
  public String path() {
    return path;
  }

  /** Whether another run held the warehouse at first. */
  boolean hasWaited() {
    return hasWaited;
  }
}
