package org.tlssunset.bench;

import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.tlssunset.warehouse.Warehouse;

/** Where tls-sunset runs warm: one Spark session at a time. */
interface Sessions {

  /** The session with so many cores; one with another number is closed. */
  SparkSession with(int cores);

  /**
   * Makes the tables of a warehouse, in the session that is open.
   *
   * @param folder not there yet
   */
  Warehouse emptyWarehouse(Path folder);
}
