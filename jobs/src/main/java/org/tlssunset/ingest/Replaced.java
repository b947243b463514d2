package org.tlssunset.ingest;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.tlssunset.archive.Fingerprint;
import org.tlssunset.archive.LogName;
import org.tlssunset.warehouse.Sql;

/**
 * What earlier batches made of the files that a batch reads again: all of it has to go.
 *
 * @param paths the files
 * @param logs the logs that they held, as column source_file has them
 * @param days the days that rows of these logs lie on
 * @param hasRejects whether any has rejected lines
 * @param texts what the files held, where the ledger knows
 */
record Replaced(
    List<String> paths,
    List<String> logs,
    TreeSet<LocalDate> days,
    boolean hasRejects,
    Map<LogName, Fingerprint> texts) {

  static final Replaced NONE = new Replaced(List.of(), List.of(), new TreeSet<>(), false, Map.of());

  /** The ledger's columns that {@link #of} reads, in its order. */
  static final String[] COLUMNS = {
    "path", "entry", "days", "rejected", "text_bytes", "text_checksums"
  };

  /**
   * @param ledgerRows their {@link #COLUMNS}
   */
  static Replaced of(Collection<String> paths, List<Row> ledgerRows) {
    List<String> logs = new ArrayList<>();
    TreeSet<LocalDate> days = new TreeSet<>();
    boolean hasRejects = false;
    Map<LogName, Fingerprint> texts = new HashMap<>();
    for (Row row : ledgerRows) {
      LogName name = new LogName(row.getString(0), row.getString(1));
      logs.add(name.sourceFile());
      days.addAll(row.<LocalDate>getList(2));
      hasRejects |= row.getLong(3) > 0;
      if (!row.isNullAt(4)) {
        texts.put(name, new Fingerprint(row.getLong(4), row.getList(5)));
      }
    }
    return new Replaced(List.copyOf(paths), logs, days, hasRejects, texts);
  }

  /** All that and logs that another one has outgrown. */
  Replaced and(Collection<KnownLog> outgrown) {
    if (outgrown.isEmpty()) {
      return this;
    }
    List<String> allPaths = new ArrayList<>(paths);
    List<String> allLogs = new ArrayList<>(logs);
    TreeSet<LocalDate> allDays = new TreeSet<>(days);
    boolean anyRejects = hasRejects;
    for (KnownLog log : outgrown) {
      allPaths.add(log.name().path());
      allLogs.add(log.name().sourceFile());
      allDays.addAll(log.days());
      anyRejects |= log.hasRejects();
    }
    return new Replaced(allPaths, allLogs, allDays, anyRejects, texts);
  }

  /** Whether a log is of a file that was read before, and says to the byte what it said then. */
  boolean holds(LogSummary log) {
    return log.text().fingerprint().equals(texts.get(log.name()));
  }

  boolean isEmpty() {
    return paths.isEmpty();
  }

  /** The condition of their observations; empty if they have none. */
  String observations() {
    // The days let Delta pass over the data files of all others.
    return days.isEmpty() ? "" : "(" + Sql.days(days) + " AND " + rejectedLines() + ")";
  }

  /** The condition of their rejected lines. */
  String rejectedLines() {
    return Sql.in("source_file", logs);
  }
}
