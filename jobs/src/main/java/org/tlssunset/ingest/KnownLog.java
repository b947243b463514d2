package org.tlssunset.ingest;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.tlssunset.archive.ArchiveFile;
import org.tlssunset.archive.Fingerprint;
import org.tlssunset.archive.LogName;
import org.tlssunset.archive.LogText;
import org.tlssunset.logs.LogFormat;
import org.tlssunset.logs.formats.LogFormats;

/**
 * A log that the ledger holds and counts.
 *
 * @param file as it was when it was read
 * @param format null if the ledger names one that this version does not read
 * @param days the days that its rows lie on
 * @param server whose log it is; null if that is not known
 */
record KnownLog(
    LogName name,
    ArchiveFile file,
    @Nullable LogFormat format,
    Fingerprint text,
    List<LocalDate> days,
    HeldBeside beside,
    @Nullable String server) {

  /** The ledger's columns that {@link #of} reads, in its order. */
  static final String[] COLUMNS = {
    "path",
    "entry",
    "size",
    "modified_at",
    "etag",
    "format",
    "text_bytes",
    "text_checksums",
    "days",
    HeldBeside.COLUMNS[0],
    HeldBeside.COLUMNS[1],
    "server"
  };

  static KnownLog of(Row row) {
    return new KnownLog(
        new LogName(row.getString(0), row.getString(1)),
        new ArchiveFile(
            row.getString(0),
            row.getLong(2),
            row.<Instant>getAs(3).toEpochMilli(),
            row.getString(4)),
        LogFormats.of(row.getString(5)),
        new Fingerprint(row.getLong(6), row.getList(7)),
        row.getList(8),
        HeldBeside.of(row, 9),
        row.getString(11));
  }

  /**
   * The same as it is listed now.
   *
   * @param listed files of which nothing is new but what the store says of them, by path
   */
  KnownLog asListed(Map<String, ArchiveFile> listed) {
    return new KnownLog(
        name, listed.getOrDefault(name.path(), file), format, text, days, beside, server);
  }

  /** What the ledger says of it once another log holds all its lines and more. */
  LogSummary outgrownBy(LogName longer) {
    return LogSummary.duplicate(name, file, format, LogText.of(text), longer);
  }
}
