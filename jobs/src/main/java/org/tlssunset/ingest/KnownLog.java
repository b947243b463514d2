package org.tlssunset.ingest;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Row;
import org.tlssunset.archive.ArchiveFile;
import org.tlssunset.archive.Fingerprint;
import org.tlssunset.archive.LogName;
import org.tlssunset.schema.FileState;

/**
 * A log that the ledger holds and counts.
 *
 * @param file as it was when it was read
 * @param days the days that its rows lie on
 * @param hasRejects whether it has rejected lines
 */
record KnownLog(
    LogName name, ArchiveFile file, Fingerprint text, List<LocalDate> days, boolean hasRejects) {

  /** The ledger's columns that {@link #of} reads, in its order. */
  static final String[] COLUMNS = {
    "path",
    "entry",
    "size",
    "modified_at",
    "etag",
    "text_bytes",
    "text_checksums",
    "days",
    "rejected"
  };

  static KnownLog of(Row row) {
    return new KnownLog(
        new LogName(row.getString(0), row.getString(1)),
        new ArchiveFile(
            row.getString(0),
            row.getLong(2),
            row.<Instant>getAs(3).toEpochMilli(),
            row.getString(4)),
        new Fingerprint(row.getLong(5), row.getList(6)),
        row.getList(7),
        row.getLong(8) > 0);
  }

  /** What the ledger says of it once another log holds all its lines and more. */
  LogSummary outgrownBy(LogName longer) {
    return LogSummary.without(name, file, FileState.DUPLICATE, null).sameAs(longer);
  }
}
