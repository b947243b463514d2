package org.tlssunset.ingest;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.tlssunset.archive.ArchiveFile;
import org.tlssunset.schema.FileState;
import org.tlssunset.schema.Table;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.Warehouse;

/**
 * The table {@code ingested_files}: what was read, and the commit point of every batch. A batch
 * whose other commits are there while the ledger's is not never happened: {@link #undoUnfinished}
 * takes them back.
 */
final class Ledger {

  /** Marks the commits of a batch in every table: {@code txnVersion} is the batch. */
  static final String APPLICATION = "tls-sunset-ingest";

  private static final StructType FILE_TYPE =
      new StructType()
          .add("path", DataTypes.StringType)
          .add("size", DataTypes.LongType)
          .add("modified_at", DataTypes.TimestampType);

  private final Warehouse warehouse;
  private final SparkSession spark;

  Ledger(Warehouse warehouse) {
    this.warehouse = warehouse;
    this.spark = warehouse.spark();
  }

  /**
   * A file that a run has to read.
   *
   * @param known whether the ledger holds it as it was before: its old rows then have to go
   */
  record Pending(ArchiveFile file, boolean known) {}

  /** The last batch that counts; 0 if none does. */
  long lastBatch() {
    return warehouse.lastTransaction(Tables.INGESTED_FILES, APPLICATION).orElse(0);
  }

  /** Takes back what a run that was killed had committed of a batch. */
  void undoUnfinished() {
    long last = lastBatch();
    for (Table table : List.of(Tables.TLS_OBSERVATIONS, Tables.REJECTED_LINES)) {
      if (warehouse.lastTransaction(table, APPLICATION).orElse(0) > last) {
        warehouse.undoAfter(table, APPLICATION, last);
      }
    }
  }

  /** A number that no batch has had, not even one that was taken back. */
  long nextBatch() {
    long last = lastBatch();
    for (Table table : List.of(Tables.TLS_OBSERVATIONS, Tables.REJECTED_LINES)) {
      last = Math.max(last, warehouse.lastTransaction(table, APPLICATION).orElse(0));
    }
    return last + 1;
  }

  /**
   * The files that are new, that have changed or that could not be read, in the listing's order.
   */
  List<Pending> pending(List<ArchiveFile> listed) {
    if (listed.isEmpty() || lastBatch() == 0) {
      return listed.stream().map(file -> new Pending(file, false)).toList();
    }
    Dataset<Row> found =
        spark.createDataFrame(
            listed.stream()
                .map(
                    file ->
                        RowFactory.create(
                            file.path(), file.size(), Instant.ofEpochMilli(file.modifiedAt())))
                .toList(),
            FILE_TYPE);
    Dataset<Row> ledger =
        warehouse
            .read(Tables.INGESTED_FILES)
            .groupBy("path", "size", "modified_at")
            .agg(
                org.apache
                    .spark
                    .sql
                    .functions
                    .max(col("state").equalTo(FileState.UNREADABLE.label()))
                    .as("unreadable"));
    List<Row> rows =
        found
            .alias("found")
            .join(ledger.alias("known"), "path", "left")
            .where(
                "known.size is null or known.size <> found.size"
                    + " or known.modified_at <> found.modified_at or unreadable")
            .select("path", "found.size", "found.modified_at", "unreadable")
            .orderBy("path")
            .collectAsList();
    List<Pending> pending = new ArrayList<>(rows.size());
    for (Row row : rows) {
      Instant modifiedAt = row.getInstant(2);
      pending.add(
          new Pending(
              new ArchiveFile(row.getString(0), row.getLong(1), modifiedAt.toEpochMilli()),
              !row.isNullAt(3)));
    }
    return pending;
  }

  /** The parts of sessions that the given files left open when they were read before. */
  Dataset<Row> openSessionsOf(Collection<String> paths) {
    return openSessions(col("path").isInCollection(paths));
  }

  /** The parts of sessions that logs left open, less those of files that are read again. */
  Dataset<Row> openSessionsWithout(Collection<String> paths) {
    return openSessions(org.apache.spark.sql.functions.not(col("path").isInCollection(paths)));
  }

  private Dataset<Row> openSessions(org.apache.spark.sql.Column condition) {
    return warehouse
        .read(Tables.INGESTED_FILES)
        .where(condition)
        .selectExpr("inline(" + Tables.OPEN_SESSIONS + ")");
  }

  /** The days that the given files' rows lie on, as the ledger has them. */
  List<java.time.LocalDate> daysOf(Collection<String> paths) {
    return warehouse
        .read(Tables.INGESTED_FILES)
        .where(col("path").isInCollection(paths))
        .selectExpr("explode(days) as day")
        .distinct()
        .collectAsList()
        .stream()
        .map(row -> row.<java.time.LocalDate>getAs(0))
        .toList();
  }

  /**
   * Makes a batch count.
   *
   * @param logs a row per log, of {@link ParsedRow#LOG_TYPE}
   * @param openSessions the parts of sessions that they left open
   * @param replaced the paths whose rows these replace
   */
  void commit(long batch, List<Row> logs, Dataset<Row> openSessions, Collection<String> replaced) {
    Dataset<Row> open =
        openSessions
            .groupBy(col("source_file").as("log"))
            .agg(
                collect_list(
                        org.apache.spark.sql.functions.struct(
                            java.util.Arrays.stream(ParsedRow.OPEN_SESSION_TYPE.fieldNames())
                                .map(org.apache.spark.sql.functions::col)
                                .toArray(org.apache.spark.sql.Column[]::new)))
                    .as(Tables.OPEN_SESSIONS));
    Dataset<Row> rows =
        spark
            .createDataFrame(logs, ParsedRow.LOG_TYPE)
            .withColumn(
                "log", concat(col("path"), coalesce(concat(lit("!/"), col("entry")), lit(""))))
            .join(open, "log", "left")
            .drop("log")
            .withColumn("batch_id", lit(batch))
            .coalesce(1);
    Transaction.of(batch)
        .replacing(replaced.isEmpty() ? "" : Sql.in("path", replaced))
        .write(rows, warehouse.path(Tables.INGESTED_FILES));
  }
}
