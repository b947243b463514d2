package org.tlssunset.ingest;

import static org.apache.spark.sql.functions.col;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import org.tlssunset.archive.ArchiveFile;

/** An archive's listing as rows, to be held against the ledger's. */
final class ListedFiles {

  /** So many at once: the ledger is asked with all of them in the driver's memory. */
  private static final int ASKED_AT_ONCE = 100_000;

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

  /**
   * So many files that one query can name them, and all paths from the one before the first of
   * these on.
   *
   * @param files in the order of paths as Spark has it
   * @param after the path before the stretch; null if it begins with the first of all
   * @param upTo the last path of the stretch; null if it ends with the last of all
   */
  record Stretch(List<ArchiveFile> files, @Nullable String after, @Nullable String upTo) {

    /** Those rows of the ledger whose paths lie in it. */
    Dataset<Row> of(Dataset<Row> ledger) {
      Dataset<Row> rows = after == null ? ledger : ledger.where(col("path").gt(after));
      return upTo == null ? rows : rows.where(col("path").leq(upTo));
    }
  }

  /** Stretches of paths which together are all there can be; at least one. */
  static List<Stretch> stretches(List<ArchiveFile> listed) {
    record Named(UTF8String path, ArchiveFile file) {}
    // Spark compares texts by their UTF-8 bytes, which is not quite how Java does.
    List<ArchiveFile> sorted =
        listed.stream()
            .map(file -> new Named(UTF8String.fromString(file.path()), file))
            .sorted((one, other) -> one.path().compareTo(other.path()))
            .map(Named::file)
            .toList();
    List<Stretch> stretches = new ArrayList<>();
    int from = 0;
    do {
      int to = Math.min(sorted.size(), from + ASKED_AT_ONCE);
      stretches.add(
          new Stretch(
              sorted.subList(from, to),
              from == 0 ? null : sorted.get(from - 1).path(),
              to == sorted.size() ? null : sorted.get(to - 1).path()));
      from = to;
    } while (from < sorted.size());
    return stretches;
  }
}
