package org.tlssunset.ingest;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.unsafe.types.UTF8String;
import org.tlssunset.archive.ArchiveFile;
import org.tlssunset.schema.FileState;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.Warehouse;

/** Which files of a listing have to be read, by what the ledger has of them. */
final class PendingFiles {

  /**
   * Whether a copy is known to tell what its original tells: the whole of it, by their checksums,
   * or its beginning, which was compared when the copy was read and holds of the text that the
   * original had then.
   */
  private static final String TELLS =
      """
      same_as = original
        AND (text_bytes = bytes AND text_checksums = sums
          OR text_bytes < bytes AND batch_id >= batch)""";

  /** One pass over the ledger, folded with the listing by path. */
  private static final Column[] PENDING = {
    functions.expr("NOT min(is_listed) AS is_known"),
    functions.expr(ListedFiles.IS_CHANGED + " AS is_changed"),
    functions.expr("max(is_due) AS is_due")
  };

  private final Warehouse warehouse;
  private final List<ArchiveFile> listed;

  PendingFiles(Warehouse warehouse, List<ArchiveFile> listed) {
    this.warehouse = warehouse;
    this.listed = listed;
  }

  /**
   * The files that are new, that have changed, that could not be read or whose last line has waited
   * long enough, in the listing's order. The ledger is asked, some {@value
   * ListedFiles#ASKED_AT_ONCE} files at a time, and never fetched.
   */
  List<Pending> changed(Growing growing) {
    List<Pending> pending = new ArrayList<>();
    for (int from = 0; from < listed.size(); from += ListedFiles.ASKED_AT_ONCE) {
      List<ArchiveFile> some =
          listed.subList(from, Math.min(listed.size(), from + ListedFiles.ASKED_AT_ONCE));
      pending.addAll(some(some, growing));
    }
    return pending;
  }

  /**
   * The files that hold a log which counts for nothing, while the one that is to count instead does
   * not count either, or is not known to begin with its text any more, in the listing's order.
   * Which run saw that happen makes no difference: it may have been killed, or have had another
   * listing.
   */
  List<Pending> orphaned() {
    Dataset<Row> copies =
        warehouse
            .read(Tables.INGESTED_FILES)
            .where(col("state").equalTo(FileState.DUPLICATE.label()))
            .select("path", "same_as", "text_bytes", "text_checksums", "batch_id");
    if (copies.isEmpty()) {
      return List.of();
    }
    Dataset<Row> originals =
        warehouse
            .read(Tables.INGESTED_FILES)
            .where(col("state").equalTo(FileState.INGESTED.label()))
            .selectExpr(
                Tables.LOG_NAME + " AS original",
                "text_bytes AS bytes",
                "text_checksums AS sums",
                "batch_id AS batch");
    Set<String> paths =
        copies
            .join(originals, functions.expr(TELLS), "left_anti")
            .select("path")
            .distinct()
            .collectAsList()
            .stream()
            .map(row -> row.getString(0))
            .collect(Collectors.toSet());
    return listed.stream()
        .filter(file -> paths.contains(file.path()))
        .map(file -> new Pending(file, Pending.Cause.ORPHANED))
        .toList();
  }

  /** Of so many files that one query can name them. */
  private List<Pending> some(List<ArchiveFile> files, Growing growing) {
    Dataset<Row> rows =
        ListedFiles.rows(warehouse.spark(), files)
            .selectExpr("*", "true AS is_listed", "false AS is_due");
    List<String> paths = files.stream().map(ArchiveFile::path).toList();
    Dataset<Row> known =
        warehouse
            .read(Tables.INGESTED_FILES)
            // Lets Delta pass over data files that hold none of these.
            .where(col("path").between(first(paths), last(paths)))
            .selectExpr(
                "path",
                "size",
                "modified_at",
                "etag",
                "false",
                "state = 'unreadable' OR coalesce(last_line_waits, false)"
                    + " AND NOT unix_millis(modified_at) BETWEEN %d AND %d AS is_due"
                        .formatted(growing.from() + 1, growing.to() - 1));
    Map<String, Row> byPath = new HashMap<>();
    rows.union(known)
        .groupBy("path")
        .agg(functions.expr("max(is_listed) AS is_listed"), PENDING)
        .where("is_listed AND (NOT is_known OR is_changed OR is_due)")
        .collectAsList()
        .forEach(row -> byPath.put(row.getAs("path"), row));
    List<Pending> pending = new ArrayList<>(byPath.size());
    for (ArchiveFile file : files) {
      Row row = byPath.get(file.path());
      if (row != null) {
        pending.add(new Pending(file, cause(row)));
      }
    }
    return pending;
  }

  private static Pending.Cause cause(Row row) {
    if (!row.<Boolean>getAs("is_known")) {
      return Pending.Cause.NEW;
    }
    return row.<Boolean>getAs("is_changed") ? Pending.Cause.CHANGED : Pending.Cause.AGAIN;
  }

  // Spark compares texts by their UTF-8 bytes, which is not quite how Java does.

  private static String first(List<String> texts) {
    return texts.stream().map(UTF8String::fromString).min(UTF8String::compareTo).get().toString();
  }

  private static String last(List<String> texts) {
    return texts.stream().map(UTF8String::fromString).max(UTF8String::compareTo).get().toString();
  }
}
