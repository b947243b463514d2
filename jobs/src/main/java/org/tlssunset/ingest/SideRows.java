package org.tlssunset.ingest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.catalyst.InternalRow;
import org.tlssunset.archive.LogName;
import org.tlssunset.schema.Table;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.SparkSessions;
import org.tlssunset.warehouse.Warehouse;
import org.tlssunset.warehouse.delta.Transaction;

/**
 * What a batch adds to a table beside the observations: to {@code inner_clients} all that its logs
 * give, to {@code rejected_lines} the first lines of each log, while the ledger counts all.
 *
 * @param counted how many there have to be, by the logs' own counts
 */
record SideRows(Table table, List<LaidOutRows> rows, long counted) {

  /** Rows from which on a compiled query gains more than compiling takes, now and later on. */
  private static final int WORTH_COMPILING = 20_000;

  /**
   * Those of inner_clients.
   *
   * @param found what was read of the logs that count, slice by slice
   * @param logs the same logs, each as a whole
   * @param joined what several logs together show
   */
  static SideRows innerClients(List<LogFinding> found, List<LogSummary> logs, LaidOutRows joined) {
    return new SideRows(
        Tables.INNER_CLIENTS,
        Stream.concat(found.stream().map(LogFinding::innerClients), Stream.of(joined))
            .filter(rows -> rows.count() > 0)
            .toList(),
        logs.stream().mapToLong(log -> log.events().innerClients()).sum() + joined.count());
  }

  /**
   * Those of rejected_lines.
   *
   * @param found what was read of the logs that count, slice by slice
   * @param logs the same logs, each as a whole
   * @param most how many lines of a log are kept
   */
  static SideRows rejectedLines(List<LogFinding> found, List<LogSummary> logs, int most) {
    Map<LogName, Integer> room = new HashMap<>();
    List<LaidOutRows> lines = new ArrayList<>();
    for (LogFinding log : found) {
      LogName name = log.summary().name();
      // Each slice of a log keeps as many as the whole log may.
      int before = room.getOrDefault(name, most);
      LaidOutRows first = log.rejectedLines().first(before);
      if (first.count() > 0) {
        room.put(name, before - first.count());
        lines.add(first);
      }
    }
    return new SideRows(
        Tables.REJECTED_LINES,
        lines,
        logs.stream().mapToLong(log -> Math.min(most, log.counts().rejected())).sum());
  }

  /**
   * Adds them.
   *
   * @param replaced the conditions of the rows that go; empty ones are none
   */
  void commit(Warehouse warehouse, long batch, String... replaced) {
    if (counted > WORTH_COMPILING) {
      SparkSessions.compileQueries(warehouse.spark(), true);
    }
    Transaction commit = warehouse.begin(table, Recovery.BATCH, batch);
    if (Transaction.tasks(counted) == 1) {
      commit.add(rows.stream().flatMap(some -> some.stream().map(InternalRow::copy)).toList());
    } else {
      commit.add(
          JavaSparkContext.fromSparkContext(warehouse.spark().sparkContext())
              .parallelize(rows, Math.min(rows.size(), Transaction.tasks(counted)))
              .flatMap(some -> some.stream().iterator()));
    }
    commit.remove(replaced);
    commit.refuseUnlike(counted);
    commit.commit();
  }
}
