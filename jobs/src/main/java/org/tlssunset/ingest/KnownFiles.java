package org.tlssunset.ingest;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.tlssunset.archive.Fingerprint;
import org.tlssunset.archive.LogName;
import org.tlssunset.schema.FileState;

/** What the ledger has of files that a batch has read again. */
final class KnownFiles {

  /** None. */
  static final KnownFiles NONE = new KnownFiles(Map.of());

  /** The ledger's columns that {@link #of} reads, in its order. */
  static final String[] COLUMNS = {
    "path",
    "entry",
    "days",
    HeldBeside.COLUMNS[0],
    HeldBeside.COLUMNS[1],
    "text_bytes",
    "text_checksums",
    "state",
    "reason",
    "last_line_waits",
    ReadingVersion.COLUMNS[0],
    ReadingVersion.COLUMNS[1]
  };

  /**
   * A log of such a file.
   *
   * @param text null if an older version has not kept it
   */
  record Log(
      LogName name,
      List<LocalDate> days,
      HeldBeside beside,
      @Nullable Fingerprint text,
      FileState state,
      @Nullable String reason,
      boolean waits,
      ReadingVersion readWith) {

    private static Log of(Row row) {
      return new Log(
          new LogName(row.getString(0), row.getString(1)),
          row.getList(2),
          HeldBeside.of(row, 3),
          row.isNullAt(5) ? null : new Fingerprint(row.getLong(5), row.getList(6)),
          FileState.of(row.getString(7)),
          row.getString(8),
          !row.isNullAt(9) && row.getBoolean(9),
          ReadingVersion.of(row, 10));
    }

    private boolean holds(LogSummary read) {
      return read.text().fingerprint().equals(text);
    }

    /** Whether a log says now what was told of it then, by the same parser. */
    private boolean isToldAs(LogSummary read, ReadingVersion now) {
      boolean isRead = state == FileState.INGESTED || state == FileState.DUPLICATE;
      return readWith.equals(now)
          && (isRead
              ? read.state() == FileState.INGESTED && holds(read) && waits == read.text().waits()
              : state != FileState.UNREADABLE
                  && state == read.state()
                  && Objects.equals(reason, read.reason()));
    }
  }

  private final Map<String, List<Log>> byPath;

  private KnownFiles(Map<String, List<Log>> byPath) {
    this.byPath = byPath;
  }

  /**
   * @param ledgerRows their {@link #COLUMNS}
   */
  static KnownFiles of(List<Row> ledgerRows) {
    Map<String, List<Log>> byPath = new HashMap<>();
    for (Row row : ledgerRows) {
      byPath.computeIfAbsent(row.getString(0), path -> new ArrayList<>(1)).add(Log.of(row));
    }
    return new KnownFiles(byPath);
  }

  /** Whether a log says to the byte what it said. */
  boolean holds(LogSummary read) {
    return logs(read.path()).stream()
        .anyMatch(log -> log.name().equals(read.name()) && log.holds(read));
  }

  /** Whether a log could not be read then and cannot be now, or says to the byte what it said. */
  boolean isAsItWas(LogSummary read) {
    boolean wasUnreadable =
        logs(read.path()).stream()
            .anyMatch(log -> log.name().equals(read.name()) && log.state() == FileState.UNREADABLE);
    return read.isUnreadable() == wasUnreadable && (wasUnreadable || holds(read));
  }

  /**
   * Whether all that the ledger has of a file, and what was made of it, holds on.
   *
   * @param read its logs
   * @param versions what they were read with
   */
  boolean areTold(String path, List<LogSummary> read, ReadingVersions versions) {
    return logs(path).size() == read.size()
        && read.stream()
            .allMatch(
                log ->
                    logs(path).stream()
                        .filter(known -> known.name().equals(log.name()))
                        .anyMatch(known -> known.isToldAs(log, versions.of(log))));
  }

  /** All that has to go if some of the files are read anew. */
  Replacement replaced(Collection<String> paths) {
    return Replacement.of(paths, paths.stream().flatMap(path -> logs(path).stream()).toList());
  }

  private List<Log> logs(String path) {
    return byPath.getOrDefault(path, List.of());
  }
}
