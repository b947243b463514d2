package org.tlssunset.ingest;

import static org.apache.spark.sql.functions.col;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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

  /** What the ledger is asked for. */
  private static final List<String> COLUMNS =
      List.of(
          "path",
          "entry",
          "size",
          "modified_at",
          "etag",
          "state",
          "reason",
          "last_line_waits",
          "format",
          "last_event",
          "parser_version",
          "settings");

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
   * @param holdsCopies whether the ledger has logs that count for nothing, for another's sake
   */
  record Compared(
      List<PendingFile> pending,
      List<UnreadLog> standing,
      List<UnreadLog> unlisted,
      long kept,
      boolean holdsCopies) {}

  /**
   * Goes through the ledger once; its rows are not kept. Files have to be read that are new, that
   * have changed, that could not be read or whose last line has waited long enough; and those that
   * would be read otherwise now.
   *
   * @param versions what logs are read with now
   * @param keepsOutdated whether files that would be read otherwise are not read for that
   */
  Compared compared(SettlingTime growing, ReadingVersions versions, boolean keepsOutdated) {
    Map<String, ListedFile> files = new HashMap<>();
    listed.forEach(file -> files.put(file.path(), new ListedFile(file)));
    Optional<LocalDate> firstDay = warehouse.firstDayKept(Tables.TLS_OBSERVATIONS);
    List<UnreadLog> unread = new ArrayList<>();
    boolean holdsCopies = false;
    Iterator<Row> rows = warehouse.rows(Tables.INGESTED_FILES, COLUMNS);
    while (rows.hasNext()) {
      Row row = rows.next();
      FileState state = FileState.of(row.getAs("state"));
      LogName name = new LogName(row.getAs("path"), row.getAs("entry"));
      ListedFile file = files.get(name.path());
      if (file != null) {
        file.add(row, state, growing, versions.isOutdated(row, state, name, firstDay));
      }
      if (state.isUnread()) {
        String reason = row.getAs("reason");
        unread.add(new UnreadLog(name, state, reason == null ? "" : reason));
      }
      holdsCopies |= state == FileState.DUPLICATE;
    }
    List<PendingFile> pending = new ArrayList<>();
    long kept = 0;
    for (ArchiveFile listedFile : listed) {
      ListedFile file = files.get(listedFile.path());
      if (file.isPending(keepsOutdated)) {
        pending.add(new PendingFile(listedFile, file.cause(keepsOutdated)));
      } else {
        kept += file.outdated();
      }
    }
    List<UnreadLog> standing = new ArrayList<>();
    List<UnreadLog> unlisted = new ArrayList<>();
    for (UnreadLog log : unread) {
      ListedFile file = files.get(log.name().path());
      if (file == null) {
        unlisted.add(log);
      } else if (!file.isPending(keepsOutdated)) {
        standing.add(log);
      }
    }
    return new Compared(pending, standing, unlisted, kept, holdsCopies);
  }

  /**
   * The files that hold a log which counts for nothing, while the one that is to count instead does
   * not count either, or is not known to begin with its text any more, in the listing's order.
   * Which run saw that happen makes no difference: it may have been killed, or have had another
   * listing.
   */
  List<PendingFile> orphaned() {
    Dataset<Row> copies =
        warehouse
            .read(Tables.INGESTED_FILES)
            .where(col("state").equalTo(FileState.DUPLICATE.label()))
            .select(
                "path", "same_as", "text_bytes", "text_checksums", "batch_id", "parser_version");
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
        .map(file -> new PendingFile(file, PendingFile.Cause.ORPHANED))
        .toList();
  }
}
