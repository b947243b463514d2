package org.tlssunset.ingest;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.tlssunset.schema.Sql;
import org.tlssunset.schema.Tables;

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
 * @param beside what else any of them has
 */
record Replacement(
    List<String> paths,
    List<String> outgrown,
    List<String> outgrownIn,
    List<String> logs,
    TreeSet<LocalDate> days,
    HeldBeside beside) {

  /**
   * @param paths the files
   * @param held the logs that they held
   */
  static Replacement of(Collection<String> paths, List<KnownFiles.Log> held) {
    TreeSet<LocalDate> days = new TreeSet<>();
    held.forEach(log -> days.addAll(log.days()));
    return new Replacement(
        List.copyOf(paths),
        List.of(),
        List.of(),
        held.stream().map(log -> log.name().sourceFile()).toList(),
        days,
        held.stream().map(KnownFiles.Log::beside).reduce(HeldBeside.NOTHING, HeldBeside::or));
  }

  /** All that and logs that another one has outgrown. */
  Replacement and(Collection<KnownLog> shorter) {
    if (shorter.isEmpty()) {
      return this;
    }
    List<String> allLogs = new ArrayList<>(logs);
    TreeSet<LocalDate> allDays = new TreeSet<>(days);
    HeldBeside all = beside;
    for (KnownLog log : shorter) {
      allLogs.add(log.name().sourceFile());
      allDays.addAll(log.days());
      all = all.or(log.beside());
    }
    return new Replacement(
        paths,
        shorter.stream().map(log -> log.name().sourceFile()).toList(),
        shorter.stream().map(log -> log.name().path()).distinct().toList(),
        allLogs,
        allDays,
        all);
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
    return days.isEmpty() ? "" : "(" + Sql.days("observed_on", days) + " AND " + ofLogs() + ")";
  }

  /** The condition of their rejected lines; empty if they have none. */
  String rejectedLines() {
    return beside.rejects() ? ofLogs() : "";
  }

  /** The condition of the sessions that their servers handed on; empty if they have none. */
  String innerClients() {
    return beside.innerClients() ? ofLogs() : "";
  }

  private String ofLogs() {
    return Sql.in("source_file", logs);
  }
}
