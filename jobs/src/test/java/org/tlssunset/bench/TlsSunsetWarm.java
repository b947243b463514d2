package org.tlssunset.bench;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.sql.SparkSession;
import org.tlssunset.archive.Archive;
import org.tlssunset.archive.CodePages;
import org.tlssunset.archive.ServerNamePattern;
import org.tlssunset.archive.Stores;
import org.tlssunset.ingest.Ingest;
import org.tlssunset.ingest.IngestProgress;
import org.tlssunset.ingest.IngestSettings;
import org.tlssunset.ingest.ReadSettings;
import org.tlssunset.logs.LogSettings;
import org.tlssunset.schema.Tables;
import org.tlssunset.steps.DerivedTables;
import org.tlssunset.warehouse.Warehouse;

/** tls-sunset, with its session open: into a warehouse whose tables are empty. */
final class TlsSunsetWarm implements Contestant {

  /** What is in force where no configuration says otherwise. */
  static final IngestSettings SETTINGS = settings();

  private final SparkSession spark;
  private final Function<Path, Warehouse> emptyWarehouse;
  private final List<Path> logs;
  private final Step last;

  /**
   * @param emptyWarehouse makes the tables in a folder that is not there yet
   * @param logs the archive: files and folders
   * @param last the step that it ends with
   */
  TlsSunsetWarm(
      SparkSession spark, Function<Path, Warehouse> emptyWarehouse, List<Path> logs, Step last) {
    this.spark = spark;
    this.emptyWarehouse = emptyWarehouse;
    this.logs = logs;
    this.last = last;
  }

  @Override
  public String name() {
    return "tls-sunset";
  }

  @Override
  public boolean warmsUp() {
    return true;
  }

  @Override
  public void prepare(Path folder) {
    emptyWarehouse.apply(tables(folder));
  }

  @Override
  public void run(Path folder, Laps laps) throws Exception {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    laps.memory(() -> memory.getHeapMemoryUsage().getUsed());
    Warehouse warehouse = warehouse(folder);
    new Ingest(warehouse, SETTINGS, IngestProgress.NONE)
        .run(Archive.list(logs.stream().map(Path::toString).toList(), Stores.DEFAULT));
    laps.reached(Step.OBSERVATIONS);
    if (last != Step.OBSERVATIONS) {
      DerivedTables.count(warehouse);
      laps.reached(Step.CLIENTS);
    }
  }

  @Override
  public Answer answer(Path folder) {
    return answer(warehouse(folder), Question.values());
  }

  /** What a warehouse's tables say. */
  static Answer answer(Warehouse warehouse, Question... questions) {
    return SparkAnswers.of(
        warehouse.spark(),
        Map.of(
            "observations", warehouse.read(Tables.TLS_OBSERVATIONS),
            "clients", warehouse.read(Tables.CLIENT_PROTOCOL),
            "programs",
                warehouse.read(Tables.CLIENT_PROGRAM).where("role NOT IN ('probe', 'own-server')"),
            "files", warehouse.read(Tables.INGESTED_FILES)),
        questions);
  }

  /** The tables that a run wrote in its folder. */
  Warehouse warehouse(Path folder) {
    return new Warehouse(spark, tables(folder).toString());
  }

  private static IngestSettings settings() {
    Config defaults =
        ConfigFactory.parseResources("tls-sunset.conf").getConfig("tls-sunset.ingest");
    return new IngestSettings(
        new ReadSettings(
            LogSettings.DEFAULTS,
            ServerNamePattern.NONE,
            CodePages.NONE,
            Stores.DEFAULT,
            defaults.getInt("rejected-lines-kept")),
        defaults.getBytes("batch-bytes"),
        defaults.getInt("batch-files"),
        defaults.getBytes("split-bytes"),
        defaults.getDuration("settled-after"));
  }

  private static Path tables(Path folder) {
    return folder.resolve("warehouse");
  }
}
