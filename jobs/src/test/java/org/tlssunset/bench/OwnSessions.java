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
  private Map<String, String> openSettings = Map.of();

  @Override
  public SparkSession with(Map<String, String> settings) {
    SparkSession session = open;
    if (session == null || !openSettings.equals(settings)) {
      close();
      session = SparkSessions.open(settings);
      open = session;
      openSettings = settings;
    }
    return session;
  }

  @Override
  public void close() {
    if (open != null) {
      open.stop();
      open = null;
    }
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
