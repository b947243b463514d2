package org.tlssunset.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.tlssunset.warehouse.Warehouse;

/** tls-sunset as a scheduler runs it: the launcher's {@code nightly}, from nothing to the CSV. */
final class TlsSunsetCold implements Contestant {

  private static final String JAVA_OPTIONS = "TLS_SUNSET_JAVA_OPTIONS";

  private final SparkSession spark;
  private final Path launcher;
  private final Path archive;
  private final int cores;

  /**
   * @param spark reads the tables when it is asked for the answer
   */
  TlsSunsetCold(SparkSession spark, Path launcher, Path archive, int cores) {
    this.spark = spark;
    this.launcher = launcher;
    this.archive = archive;
    this.cores = cores;
  }

  @Override
  public String name() {
    return "tls-sunset, cold process";
  }

  @Override
  public boolean warmsUp() {
    return false;
  }

  @Override
  public void run(Path folder, Laps laps) throws IOException {
    Path configuration = folder.resolve("tls-sunset.conf");
    Files.writeString(
        configuration,
        "tls-sunset { spark { \"spark.master\" = \"local[%d]\" } }%n".formatted(cores));
    ProcessBuilder nightly =
        new ProcessBuilder(
            launcher.toString(),
            "nightly",
            "--archive",
            archive.toString(),
            "--warehouse",
            warehouse(folder),
            "--config",
            configuration.toString());
    String options = System.getenv().getOrDefault(JAVA_OPTIONS, "");
    nightly.environment().put(JAVA_OPTIONS, options + " -XX:ActiveProcessorCount=" + cores);
    Processes.output(nightly, laps);
    laps.reached(Step.CLIENTS);
  }

  @Override
  public Answer answer(Path folder) {
    return TlsSunsetWarm.answer(new Warehouse(spark, warehouse(folder)));
  }

  private static String warehouse(Path folder) {
    return folder.resolve("warehouse").toString();
  }
}
