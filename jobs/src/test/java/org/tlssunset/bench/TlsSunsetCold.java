package org.tlssunset.bench;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.tlssunset.warehouse.Warehouse;

/** tls-sunset as a scheduler runs it: the launcher's {@code nightly}, from nothing to the CSV. */
final class TlsSunsetCold implements Contestant {

  private final SparkSession spark;
  private final Launcher launcher;
  private final Path archive;

  /**
   * @param spark reads the tables when it is asked for the answer
   */
  TlsSunsetCold(SparkSession spark, Launcher launcher, Path archive) {
    this.spark = spark;
    this.launcher = launcher;
    this.archive = archive;
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
    Processes.output(launcher.nightly(archive, folder, ""), laps);
    laps.reached(Step.CLIENTS);
  }

  @Override
  public Answer answer(Path folder) {
    return TlsSunsetWarm.answer(
        new Warehouse(spark, Launcher.warehouse(folder).toString()), Question.values());
  }
}
