package org.tlssunset.ingest;

import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.SupportsPushDownRequiredColumns;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.LongAccumulator;

/** Builds and is the scan: it narrows the schema to what the query needs. */
final class LogScan implements SupportsPushDownRequiredColumns, Scan, Batch {

  private final List<LogPartition> partitions;
  private final ReadSettings settings;
  private final LongAccumulator bytesRead;
  private StructType required = ParsedRow.TYPE;

  LogScan(List<LogPartition> partitions, ReadSettings settings, LongAccumulator bytesRead) {
    this.partitions = partitions;
    this.settings = settings;
    this.bytesRead = bytesRead;
  }

  @Override
  public void pruneColumns(StructType requiredSchema) {
    required = requiredSchema;
  }

  @Override
  public Scan build() {
    return this;
  }

  @Override
  public StructType readSchema() {
    return required;
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
    return new Factory(settings, required, bytesRead);
  }

  /** Crosses to the executors, where it opens a partition's reader. */
  private record Factory(ReadSettings settings, StructType required, LongAccumulator bytesRead)
      implements PartitionReaderFactory {

    @Override
    public PartitionReader<InternalRow> createReader(InputPartition partition) {
      return new LogPartitionReader((LogPartition) partition, settings, required, bytesRead);
    }
  }
}
