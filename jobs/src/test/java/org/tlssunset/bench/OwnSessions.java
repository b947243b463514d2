package org.tlssunset.bench;

import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.tlssunset.warehouse.SparkSessions;
import org.tlssunset.warehouse.Warehouse;

/** The sessions of the benchmark's own process. */
final class OwnSessions implements Sessions {

  private @Nullable SparkSession open;
  private int openCores;

  @Override
  public SparkSession with(int cores) {
    SparkSession session = open;
    if (session == null || openCores != cores) {
      if (session != null) {
        session.stop();
      }
      session =
          SparkSessions.open(
              Map.of(
                  "spark.master", "local[" + cores + "]",
                  "spark.sql.shuffle.partitions", "" + cores));
      open = session;
      openCores = cores;
    }
    return session;
  }

  @Override
  public Warehouse emptyWarehouse(Path folder) {
    SparkSession session = open;
    if (session == null) {
      throw new IllegalStateException("no session is open");
    }
    Warehouse warehouse = new Warehouse(session, folder.toString());
    warehouse.createMissing();
    return warehouse;
  }
}
