package org.tlssunset.ingest;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.tlssunset.archive.LogName;
import org.tlssunset.warehouse.Sql;

/**
 * What earlier batches made of the files that a batch reads again: all of it has to go.
 *
 * @param paths the files
 * @param logs the logs that they held, as column source_file has them
 * @param days the days that rows of these logs lie on
 * @param hasRejects whether any has rejected lines
 */
record Replaced(
    List<String> paths, List<String> logs, TreeSet<LocalDate> days, boolean hasRejects) {

  static final Replaced NONE = new Replaced(List.of(), List.of(), new TreeSet<>(), false);

  /**
   * @param ledgerRows their path, entry, days and rejected
   */
  static Replaced of(Collection<String> paths, List<Row> ledgerRows) {
    List<String> logs = new ArrayList<>();
    TreeSet<LocalDate> days = new TreeSet<>();
    boolean hasRejects = false;
    for (Row row : ledgerRows) {
      logs.add(new LogName(row.getString(0), row.getString(1)).sourceFile());
      days.addAll(row.<LocalDate>getList(2));
      hasRejects |= row.getLong(3) > 0;
    }
    return new Replaced(List.copyOf(paths), logs, days, hasRejects);
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
    return new Replaced(allPaths, allLogs, allDays, anyRejects);
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
