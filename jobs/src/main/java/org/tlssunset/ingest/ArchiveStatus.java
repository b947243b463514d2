package org.tlssunset.ingest;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.unsafe.types.UTF8String;
import org.tlssunset.archive.ArchiveFile;
import org.tlssunset.archive.Within;
import org.tlssunset.warehouse.Warehouse;

/**
 * An archive's listing against the ledger.
 *
 * @param fresh files that the ledger does not know
 * @param changed files of which it knows another size, time or content
 * @param unreadable files that could not be read, and are as they were
 * @param lastLineWaits files whose last line had no end, and that are as they were
 * @param vanished files that the ledger knows and the archive no longer has
 * @param vanishedUnreadable logs of these that could not be read: nobody tries again
 * @param vanishedPaths the first of them
 */
public record ArchiveStatus(
    long fresh,
    long changed,
    long unreadable,
    long lastLineWaits,
    long vanished,
    long vanishedUnreadable,
    List<String> vanishedPaths) {

  private static final Column KIND =
      functions.expr(
          """
        CASE WHEN NOT max(is_listed) THEN 'vanished'
          WHEN min(is_listed) THEN 'fresh'
          WHEN %s THEN 'changed'
          WHEN max(is_unreadable) THEN 'unreadable'
          WHEN max(waits) THEN 'waits'
          ELSE 'known' END AS kind"""
              .formatted(ListedFiles.IS_CHANGED));

  /**
   * Compares. The ledger is asked in stretches of paths, which together are all of it, and never
   * fetched.
   *
   * @param listed the archive's files
   * @param within where files count as vanished if they are not among those
   * @param most how many of the vanished are named
   */
  public static ArchiveStatus of(
      Warehouse warehouse, List<ArchiveFile> listed, Within within, int most) {
    record Named(UTF8String path, ArchiveFile file) {}
    List<Named> sorted =
        listed.stream()
            .map(file -> new Named(UTF8String.fromString(file.path()), file))
            .sorted((one, other) -> one.path().compareTo(other.path())) // as Spark compares texts
            .toList();
    Map<String, Long> counts = new HashMap<>();
    List<String> vanished = new ArrayList<>();
    int from = 0;
    do {
      int to = Math.min(sorted.size(), from + ListedFiles.ASKED_AT_ONCE);
      Dataset<Row> known = LedgerStatus.rows(warehouse);
      if (from > 0) {
        known = known.where(col("path").gt(sorted.get(from - 1).file().path()));
      }
      if (to < sorted.size()) {
        known = known.where(col("path").leq(sorted.get(to - 1).file().path()));
      }
      Dataset<Row> judged =
          judged(warehouse, sorted.subList(from, to).stream().map(Named::file).toList(), known);
      for (Row row : judged.groupBy("kind").count().collectAsList()) {
        counts.merge(row.getString(0), row.getLong(1), Long::sum);
      }
      Dataset<Row> gone = judged.where("kind = 'vanished'").filter(held(within));
      if (counts.remove("vanished") != null) {
        Row sums = gone.selectExpr("count(*)", "coalesce(sum(unreadable_logs), 0)").head();
        counts.merge("gone", sums.getLong(0), Long::sum);
        counts.merge("gone unreadable", sums.getLong(1), Long::sum);
        gone.orderBy("path").limit(most - vanished.size()).collectAsList().stream()
            .map(row -> row.getString(0))
            .forEach(vanished::add);
      }
      from = to;
    } while (from < sorted.size());
    return new ArchiveStatus(
        counts.getOrDefault("fresh", 0L),
        counts.getOrDefault("changed", 0L),
        counts.getOrDefault("unreadable", 0L),
        counts.getOrDefault("waits", 0L),
        counts.getOrDefault("gone", 0L),
        counts.getOrDefault("gone unreadable", 0L),
        vanished);
  }

  private static FilterFunction<Row> held(Within within) {
    return row -> within.holds(row.getString(0));
  }

  private static Dataset<Row> judged(
      Warehouse warehouse, List<ArchiveFile> listed, Dataset<Row> known) {
    Dataset<Row> found =
        ListedFiles.rows(warehouse.spark(), listed)
            .selectExpr("*", "true AS is_listed", "false AS is_unreadable", "false AS waits");
    return found
        .union(
            known.selectExpr(
                "path",
                "size",
                "modified_at",
                "etag",
                "false",
                "state = 'unreadable'",
                "coalesce(last_line_waits, false)"))
        .groupBy("path")
        .agg(KIND, functions.expr("count_if(is_unreadable) AS unreadable_logs"));
  }
}
