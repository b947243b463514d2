package org.tlssunset.ingest;

import java.io.Serializable;
import org.apache.spark.SparkContext;
import org.apache.spark.util.LongAccumulator;

/**
 * How much has been read, for a progress display alone: what a task that failed had read is counted
 * again.
 *
 * @param files how many have been read to their end
 * @param bytes as stored
 */
record ReadSoFar(LongAccumulator files, LongAccumulator bytes) implements Serializable {

  static ReadSoFar nothing(SparkContext spark) {
    return new ReadSoFar(spark.longAccumulator(), spark.longAccumulator());
  }
}
