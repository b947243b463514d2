package org.tlssunset.ingest;

import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.execution.datasources.v2.DataSourceV2Relation;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.Warehouse;
import scala.Option;

/** The Spark source: a planned list of logs as a table of observations. */
final class LogTable implements Table, SupportsRead {

  /** A row of tls_observations. */
  static final StructType ROW = Warehouse.type(Tables.TLS_OBSERVATIONS);

  private final List<LogPartition> partitions;
  private final LogReading reading;

  /**
   * @param partitions what each task reads
   */
  LogTable(List<LogPartition> partitions, LogReading reading) {
    this.partitions = partitions;
    this.reading = reading;
  }

  /** Rows of tls_observations; reading happens when an action asks for them. */
  Dataset<Row> rows(SparkSession spark) {
    return org.apache.spark.sql.classic.Dataset.ofRows(
        (org.apache.spark.sql.classic.SparkSession) spark,
        DataSourceV2Relation.create(this, Option.empty(), Option.empty()));
  }

  @Override
  public String name() {
    return "logs";
  }

  @Override
  @SuppressWarnings("deprecation") // its successor columns() is derived from it by default
  public StructType schema() {
    return ROW;
  }

  @Override
  public Set<TableCapability> capabilities() {
    return Set.of(TableCapability.BATCH_READ);
  }

  @Override
  public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
    return () -> new LogScan(partitions, reading);
  }
}
