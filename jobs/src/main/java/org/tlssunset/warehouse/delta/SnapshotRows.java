package org.tlssunset.warehouse.delta;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import scala.Option;

/** A table's rows at a version of it, whatever others have committed since. */
final class SnapshotRows {

  private SnapshotRows() {}

  /**
   * For queries. Of a table in few files, all are read: to choose among them Delta asks the table's
   * log anew for each query, which takes longer than to open them.
   */
  static Dataset<Row> chosen(DeltaLog log, Snapshot snapshot) {
    return TableFiles.few(snapshot)
        .map(files -> log.createDataFrame(snapshot, files, false, Option.empty()))
        .orElseGet(() -> all(log, snapshot));
  }

  /** As Delta itself reads them. */
  static Dataset<Row> all(DeltaLog log, Snapshot snapshot) {
    return ((SparkSession) log.spark())
        .baseRelationToDataFrame(
            log.createRelation(
                log.createRelation$default$1(),
                Option.apply(snapshot),
                log.createRelation$default$3(),
                true)); // as of that snapshot: else the scan would look for a newer one
  }
}
