package org.tlssunset.ingest;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.tlssunset.archive.Fingerprint;
import org.tlssunset.archive.LogName;
import org.tlssunset.schema.FileState;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.Sql;

/**
 * What earlier batches made of the files that a batch reads again, and of logs that it has
 * outgrown: all of it has to go.
 *
 * @param paths the files
 * @param outgrown logs of other files, as column source_file has them; whatever else these files
 *     hold stays
 * @param outgrownIn the paths of these files
 * @param logs the logs that the files held, and the outgrown, as column source_file has them
 * @param days the days that rows of these logs lie on
 * @param hasRejects whether any has rejected lines
 * @param texts what the files held, where the ledger knows
 * @param unreadable the files' logs that could not be read
 */
record Replaced(
    List<String> paths,
    List<String> outgrown,
    List<String> outgrownIn,
    List<String> logs,
    TreeSet<LocalDate> days,
    boolean hasRejects,
    Map<LogName, Fingerprint> texts,
    Set<LogName> unreadable) {

  static final Replaced NONE =
      new Replaced(
          List.of(), List.of(), List.of(), List.of(), new TreeSet<>(), false, Map.of(), Set.of());

  /** The ledger's columns that {@link #of} reads, in its order. */
  static final String[] COLUMNS = {
    "path", "entry", "days", "rejected", "text_bytes", "text_checksums", "state"
  };

  /**
   * @param ledgerRows their {@link #COLUMNS}
   */
  static Replaced of(Collection<String> paths, List<Row> ledgerRows) {
    List<String> logs = new ArrayList<>();
    TreeSet<LocalDate> days = new TreeSet<>();
    boolean hasRejects = false;
    Map<LogName, Fingerprint> texts = new HashMap<>();
    Set<LogName> unreadable = new HashSet<>();
    for (Row row : ledgerRows) {
      LogName name = new LogName(row.getString(0), row.getString(1));
      logs.add(name.sourceFile());
      days.addAll(row.<LocalDate>getList(2));
      hasRejects |= row.getLong(3) > 0;
      if (!row.isNullAt(4)) {
        texts.put(name, new Fingerprint(row.getLong(4), row.getList(5)));
      }
      if (row.getString(6).equals(FileState.UNREADABLE.label())) {
        unreadable.add(name);
      }
    }
    return new Replaced(
        List.copyOf(paths), List.of(), List.of(), logs, days, hasRejects, texts, unreadable);
  }

  /** All that and logs that another one has outgrown. */
  Replaced and(Collection<KnownLog> shorter) {
    if (shorter.isEmpty()) {
      return this;
    }
    List<String> allLogs = new ArrayList<>(logs);
    TreeSet<LocalDate> allDays = new TreeSet<>(days);
    boolean anyRejects = hasRejects;
    for (KnownLog log : shorter) {
      allLogs.add(log.name().sourceFile());
      allDays.addAll(log.days());
      anyRejects |= log.hasRejects();
    }
    return new Replaced(
        paths,
        shorter.stream().map(log -> log.name().sourceFile()).toList(),
        shorter.stream().map(log -> log.name().path()).distinct().toList(),
        allLogs,
        allDays,
        anyRejects,
        texts,
        unreadable);
  }

  /** Whether a log is of a file that was read before, and says to the byte what it said then. */
  boolean holds(LogSummary log) {
    return log.text().fingerprint().equals(texts.get(log.name()));
  }

  /** Whether a log could not be read then and cannot be now, or says to the byte what it said. */
  boolean isAsItWas(LogSummary log) {
    return log.isUnreadable() == unreadable.contains(log.name())
        && (log.isUnreadable() || holds(log));
  }

  boolean isEmpty() {
    return paths.isEmpty() && outgrown.isEmpty();
  }

  /** The condition of their rows in the ledger; no text if there are none. */
  String ledgerRows() {
    List<String> either = new ArrayList<>();
    if (!paths.isEmpty()) {
      either.add(Sql.in("path", paths));
    }
    if (!outgrown.isEmpty()) {
      // The paths let Delta pass over the data files of all others.
      either.add(
          "(" + Sql.in("path", outgrownIn) + " AND " + Sql.in(Tables.LOG_NAME, outgrown) + ")");
    }
    return String.join(" OR ", either);
  }

  /** The condition of their observations; empty if they have none. */
  String observations() {
    // The days let Delta pass over the data files of all others.
    return days.isEmpty() ? "" : "(" + Sql.days(days) + " AND " + ofLogs() + ")";
  }

  /** The condition of their rejected lines; empty if they have none. */
  String rejectedLines() {
    return hasRejects ? ofLogs() : "";
  }

  private String ofLogs() {
    return Sql.in("source_file", logs);
  }
}
