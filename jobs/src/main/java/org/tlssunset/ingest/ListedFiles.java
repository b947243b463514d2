package org.tlssunset.ingest;

import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.tlssunset.archive.ArchiveFile;

/** An archive's listing as rows, to be held against the ledger's. */
final class ListedFiles {

  /** So many at once: the ledger is asked with all of them in the driver's memory. */
  static final int ASKED_AT_ONCE = 100_000;

  /** Of a listed file and the ledger's rows of its path, grouped: whether they differ. */
  static final String IS_CHANGED =
      "(min(size) <> max(size) OR min(modified_at) <> max(modified_at)"
          + " OR coalesce(min(etag) <> max(etag), false))";

  private static final StructType COLUMNS =
      new StructType()
          .add("path", "string")
          .add("size", "bigint")
          .add("modified_at", "timestamp")
          .add("etag", "string");

  private ListedFiles() {}

  /** Path, size, modification time and ETag of each. */
  static Dataset<Row> rows(SparkSession spark, List<ArchiveFile> listed) {
    return spark.createDataFrame(
        listed.stream()
            .map(
                file ->
                    RowFactory.create(
                        file.path(),
                        file.size(),
                        Instant.ofEpochMilli(file.modifiedAt()),
                        file.etag()))
            .toList(),
        COLUMNS);
  }
}
