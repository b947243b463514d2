package org.tlssunset.warehouse.delta;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.TaskID;
import org.apache.hadoop.mapreduce.TaskType;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.execution.datasources.OutputWriter;
import org.apache.spark.sql.execution.datasources.OutputWriterFactory;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A data file of rows that the driver has in its memory, written by Spark's own Parquet writer but
 * without a Spark job: to plan, ship and start one takes longer than to write some thousand rows,
 * and a night writes four such files.
 */
final class DriverFile {

  private final SparkSession spark;
  private final DeltaLog log;
  private final StructType columns;
  private final FileStatistics statistics;

  /**
   * @param statisticsOn the columns to keep the least and greatest value of
   */
  DriverFile(SparkSession spark, DeltaLog log, StructType columns, List<String> statisticsOn) {
    this.spark = spark;
    this.log = log;
    this.columns = columns;
    this.statistics = new FileStatistics(columns, statisticsOn);
  }

  /**
   * Writes rows.
   *
   * @param rows in the order of the columns; they meet the table's checks
   * @throws IllegalArgumentException if one lacks a value that it must have
   */
  AddFile write(List<InternalRow> rows) throws IOException {
    Job job = Job.getInstance(log.newDeltaHadoopConf());
    OutputWriterFactory writers =
        new ParquetFileFormat()
            .prepareWrite(spark, job, scala.collection.immutable.Map$.MODULE$.empty(), columns);
    Configuration settings = job.getConfiguration();
    TaskAttemptContext task =
        new TaskAttemptContextImpl(
            settings, new TaskAttemptID(new TaskID("tls-sunset", 0, TaskType.MAP, 0), 0));
    String name =
        "part-00000-%s.c000%s".formatted(UUID.randomUUID(), writers.getFileExtension(task));
    Path file = new Path(log.dataPath(), name);
    OutputWriter writer = writers.newInstance(file.toString(), columns, task);
    try {
      for (InternalRow row : rows) {
        refuseMissing(row);
        statistics.add(row);
        writer.write(row);
      }
    } finally {
      writer.close();
    }
    FileStatus written = file.getFileSystem(settings).getFileStatus(file);
    return new AddFile(
        name,
        scala.collection.immutable.Map.from(CollectionConverters.asScala(Map.of())),
        written.getLen(),
        written.getModificationTime(),
        true,
        statistics.json(),
        null,
        null,
        Option.empty(),
        Option.empty(),
        Option.empty(),
        Option.empty(),
        Option.empty());
  }

  private void refuseMissing(InternalRow row) {
    StructField[] fields = columns.fields();
    for (int i = 0; i < fields.length; i++) {
      if (!fields[i].nullable() && row.isNullAt(i)) {
        throw new IllegalArgumentException(
            "a row of %s lacks its %s".formatted(log.dataPath().getName(), fields[i].name()));
      }
    }
  }
}
