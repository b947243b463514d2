package org.tlssunset.ingest;

import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.types.StructType;

/** The scan of a {@link LogTable}: a task for each partition. */
record LogScan(List<LogPartition> partitions, LogReading reading) implements Scan, Batch {

  @Override
  public StructType readSchema() {
    return LogTable.ROW;
  }

  @Override
  public Batch toBatch() {
    return this;
  }

  @Override
  public InputPartition[] planInputPartitions() {
    return partitions.toArray(InputPartition[]::new);
  }

  @Override
  public PartitionReaderFactory createReaderFactory() {
    return new Factory(reading);
  }

  /** Crosses to the executors, where it opens a partition's reader. */
  private record Factory(LogReading reading) implements PartitionReaderFactory {

    @Override
    public PartitionReader<InternalRow> createReader(InputPartition partition) {
      return new LogPartitionReader((LogPartition) partition, reading);
    }
  }
}
