package org.tlssunset.bench;

import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.tlssunset.warehouse.Warehouse;

/** Where tls-sunset runs warm: one Spark session at a time. */
interface Sessions {

  /**
   * The session with these settings of Spark's; one with others is closed.
   *
   * @param settings with {@code spark.master}
   */
  SparkSession with(Map<String, String> settings);

  /** The session with so many cores of this machine. */
  default SparkSession with(int cores) {
    return with(
        Map.of(
            "spark.master", "local[" + cores + "]",
            "spark.sql.shuffle.partitions", "" + cores));
  }

  /** Closes the session, if one is open. */
  void close();

  /**
   * Makes the tables of a warehouse, in the session that is open.
   *
   * @param folder not there yet
   */
  Warehouse emptyWarehouse(Path folder);
}
