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
import org.tlssunset.archive.ArchiveFile;
import org.tlssunset.archive.LogName;
import org.tlssunset.schema.FileState;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.Warehouse;

/** Which files of a listing have to be read, by what the ledger has of them. */
final class PendingFiles {

  /**
   * Whether a copy is known to tell what its original tells: the whole of it, by their checksums,
   * or its beginning, which was compared when the copy was read (but not by the first version) and
   * holds of the text that the original had then.
   */
  private static final String TELLS =
      """
      same_as = original
        AND (text_bytes = bytes AND text_checksums = sums
          OR text_bytes < bytes AND batch_id >= batch AND parser_version IS NOT NULL)""";

  /** Nothing was made of the log of a row, and not for another's sake. */
  private static final String UNREAD = "state IN ('unrecognised', 'not-read', 'unreadable')";

  /** One pass over the ledger, folded with the listing by path. */
  private static final Column[] FOLDED = {
    functions.expr("NOT min(is_listed) AS is_known"),
    functions.expr(ListedFiles.IS_CHANGED + " AS is_changed"),
    functions.expr("max(is_due) AS is_due"),
    functions.expr("count_if(is_outdated) AS outdated"),
    functions.expr("count_if(" + UNREAD + ") AS unread")
  };

  private static final String PENDING =
      "is_listed AND (NOT is_known OR is_changed OR is_due OR outdated > 0 AND NOT %s) AS is_pending";

  private final Warehouse warehouse;
  private final List<ArchiveFile> listed;

  PendingFiles(Warehouse warehouse, List<ArchiveFile> listed) {
    this.warehouse = warehouse;
    this.listed = listed;
  }

  /**
   * A listing against the ledger.
   *
   * @param pending the files that have to be read, in the listing's order
   * @param standing logs of other listed files that the ledger holds as unread
   * @param unlisted logs that it holds as unread, of files that are not listed
   * @param kept logs of other listed files that would be read otherwise now
   */
  record Compared(
      List<Pending> pending, List<UnreadLog> standing, List<UnreadLog> unlisted, long kept) {}

  /**
   * Asks the ledger, some files at a time: it is never fetched. Files have to be read that are new,
   * that have changed, that could not be read or whose last line has waited long enough; and those
   * that would be read otherwise now.
   *
   * @param versions what logs are read with now
   * @param keepsOutdated whether files that would be read otherwise are not read for that
   */
  Compared compared(Growing growing, ReadingVersions versions, boolean keepsOutdated) {
    Map<String, Pending.Cause> causes = new HashMap<>();
    Map<String, Boolean> unread = new HashMap<>(); // whether it is listed
    long kept = 0;
    for (ListedFiles.Stretch stretch : ListedFiles.stretches(listed)) {
      Dataset<Row> folded =
          folded(stretch, growing, versions).selectExpr("*", PENDING.formatted(keepsOutdated));
      for (Row row : folded.where("is_pending OR unread > 0").collectAsList()) {
        if (row.<Boolean>getAs("is_pending")) {
          causes.put(row.getAs("path"), cause(row, keepsOutdated));
        } else {
          unread.put(row.getAs("path"), row.getAs("is_listed"));
        }
      }
      kept += keepsOutdated ? outdated(folded.where("is_listed AND NOT is_pending")) : 0;
    }
    List<Pending> pending = new ArrayList<>();
    for (ArchiveFile file : listed) {
      Pending.Cause cause = causes.get(file.path());
      if (cause != null) {
        pending.add(new Pending(file, cause));
      }
    }
    List<UnreadLog> standing = new ArrayList<>();
    List<UnreadLog> unlisted = new ArrayList<>();
    for (UnreadLog log : unread(unread.keySet())) {
      (unread.getOrDefault(log.name().path(), false) ? standing : unlisted).add(log);
    }
    return new Compared(pending, standing, unlisted, kept);
  }

  private Dataset<Row> folded(
      ListedFiles.Stretch stretch, Growing growing, ReadingVersions versions) {
    Dataset<Row> files =
        ListedFiles.rows(warehouse.spark(), stretch.files())
            .selectExpr(
                "*",
                "true AS is_listed",
                "false AS is_due",
                "false AS is_outdated",
                "CAST(NULL AS STRING) AS state");
    Column isRetried = functions.expr("state IN ('unreadable', 'gone')");
    Column hasWaited =
        functions.expr(
            "coalesce(last_line_waits, false) AND NOT unix_millis(modified_at) BETWEEN %d AND %d"
                .formatted(growing.from() + 1, growing.to() - 1));
    Column isOutdated = versions.isOutdated(warehouse.firstDayKept(Tables.TLS_OBSERVATIONS));
    Column isRead = col("state").equalTo(FileState.INGESTED.label());
    Dataset<Row> known =
        stretch
            .of(warehouse.read(Tables.INGESTED_FILES))
            .where(stretch.mayConcern(UNREAD))
            .select(
                col("path"),
                col("size"),
                col("modified_at"),
                col("etag"),
                functions.lit(false),
                // What could not be read before, and perhaps can be now, has no rows to be kept.
                isRetried.or(hasWaited).or(isOutdated.and(functions.not(isRead))),
                isOutdated.and(isRead),
                col("state"));
    return files
        .union(known)
        .groupBy("path")
        .agg(functions.expr("max(is_listed) AS is_listed"), FOLDED);
  }

  private static long outdated(Dataset<Row> files) {
    return files.selectExpr("coalesce(sum(outdated), 0)").head().getLong(0);
  }

  private static Pending.Cause cause(Row row, boolean keepsOutdated) {
    if (!row.<Boolean>getAs("is_known")) {
      return Pending.Cause.NEW;
    }
    if (row.<Boolean>getAs("is_changed")) {
      return Pending.Cause.CHANGED;
    }
    return !keepsOutdated && row.<Long>getAs("outdated") > 0
        ? Pending.Cause.OUTDATED
        : Pending.Cause.AGAIN;
  }

  /** What the ledger says of the unread logs of some files: most nights there are none. */
  private List<UnreadLog> unread(Set<String> paths) {
    if (paths.isEmpty()) {
      return List.of();
    }
    List<UnreadLog> logs = new ArrayList<>();
    warehouse
        .read(Tables.INGESTED_FILES)
        .where(UNREAD)
        .selectExpr("path", "entry", "state", "coalesce(reason, '')")
        .toLocalIterator()
        .forEachRemaining(
            row -> {
              if (paths.contains(row.getString(0))) {
                logs.add(
                    new UnreadLog(
                        new LogName(row.getString(0), row.getString(1)),
                        FileState.of(row.getString(2)),
                        row.getString(3)));
              }
            });
    return logs;
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
            .select(
                "path", "same_as", "text_bytes", "text_checksums", "batch_id", "parser_version");
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
}
