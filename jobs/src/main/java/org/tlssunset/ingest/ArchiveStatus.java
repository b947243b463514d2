package org.tlssunset.ingest;

import static java.util.stream.Collectors.toSet;
import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.tlssunset.archive.Archive;
import org.tlssunset.archive.ArchiveFile;
import org.tlssunset.archive.ListingScope;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.Warehouse;

/**
 * An archive's listing against the ledger.
 *
 * @param fresh files that the ledger does not know
 * @param changed files of which it knows another size, time or content
 * @param unreadable files that could not be read, and are as they were
 * @param outdated files that were read by an older version, or with other settings, and are as they
 *     were
 * @param lastLineWaits files whose last line had no end, and that are as they were
 * @param vanished files that the ledger knows and the archive no longer has
 * @param moved files of which the same holds, and whose text is listed under another name: packed,
 *     for instance
 * @param vanishedUnread logs of the vanished that should have been read and were not: nobody tries
 *     again
 * @param vanishedPaths the first of them
 */
public record ArchiveStatus(
    long fresh,
    long changed,
    long unreadable,
    long outdated,
    long lastLineWaits,
    long vanished,
    long moved,
    long vanishedUnread,
    List<String> vanishedPaths) {

  private static final Column KIND =
      functions.expr(
          """
        CASE WHEN NOT max(is_listed) THEN CASE WHEN min(is_gone) THEN 'gone' ELSE 'vanished' END
          WHEN min(is_listed) THEN 'fresh'
          WHEN %s THEN 'changed'
          WHEN max(is_unreadable OR is_gone) THEN 'unreadable'
          WHEN max(is_outdated) THEN 'outdated'
          WHEN max(waits) THEN 'waits'
          ELSE 'known' END AS kind"""
              .formatted(ListedFiles.IS_CHANGED));

  /**
   * Compares. The ledger is asked in stretches of paths, which together are all of it, and never
   * fetched.
   *
   * @param listing the archive's files
   * @param settings what logs are read with now
   * @param most how many of the vanished are named
   */
  public static ArchiveStatus of(
      Warehouse warehouse, Archive.Listing listing, ReadSettings settings, int most) {
    ReadingVersions versions = new ReadingVersions(settings);
    Map<String, Long> counts = new HashMap<>();
    List<String> vanished = new ArrayList<>();
    Set<String> copied = copied(warehouse, listing);
    for (ListedFiles.Stretch stretch : ListedFiles.stretches(listing.files())) {
      Dataset<Row> judged =
          judged(warehouse, stretch.files(), stretch.of(LedgerStatus.rows(warehouse)), versions);
      for (Row row : judged.groupBy("kind").count().collectAsList()) {
        counts.merge(row.getString(0), row.getLong(1), Long::sum);
      }
      if (counts.remove("vanished") != null) {
        Dataset<Row> away = judged.where("kind = 'vanished'").filter(held(listing.within()));
        Dataset<Row> gone = away.filter(not(copied));
        counts.merge("moved", away.filter(in(copied)).count(), Long::sum);
        Row sums = gone.selectExpr("count(*)", "coalesce(sum(failures), 0)").head();
        counts.merge("vanished here", sums.getLong(0), Long::sum);
        counts.merge("vanished failures", sums.getLong(1), Long::sum);
        gone.orderBy("path").limit(most - vanished.size()).collectAsList().stream()
            .map(row -> row.getString(0))
            .forEach(vanished::add);
      }
    }
    return new ArchiveStatus(
        counts.getOrDefault("fresh", 0L),
        counts.getOrDefault("changed", 0L),
        counts.getOrDefault("unreadable", 0L),
        counts.getOrDefault("outdated", 0L),
        counts.getOrDefault("waits", 0L),
        counts.getOrDefault("vanished here", 0L),
        counts.getOrDefault("moved", 0L),
        counts.getOrDefault("vanished failures", 0L),
        vanished);
  }

  /** The logs that listed files tell the same as, and that count instead of them. */
  private static Set<String> copied(Warehouse warehouse, Archive.Listing listing) {
    List<Row> copies =
        LedgerStatus.rows(warehouse)
            .where("state = 'duplicate'")
            .select("path", "same_as")
            .collectAsList();
    if (copies.isEmpty()) {
      return Set.of();
    }
    Set<String> listed = listing.files().stream().map(ArchiveFile::path).collect(toSet());
    return copies.stream()
        .filter(copy -> listed.contains(copy.getString(0)))
        .map(copy -> copy.getString(1))
        .collect(toSet());
  }

  private static FilterFunction<Row> in(Set<String> paths) {
    return row -> paths.contains(row.getString(0));
  }

  private static FilterFunction<Row> not(Set<String> paths) {
    return row -> !paths.contains(row.getString(0));
  }

  private static FilterFunction<Row> held(ListingScope within) {
    return row -> within.holds(row.getString(0));
  }

  private static Dataset<Row> judged(
      Warehouse warehouse, List<ArchiveFile> listed, Dataset<Row> known, ReadingVersions versions) {
    Dataset<Row> found =
        ListedFiles.rows(warehouse.spark(), listed)
            .selectExpr(
                "*",
                "true AS is_listed",
                "false AS is_unreadable",
                "false AS is_unrecognised",
                "false AS is_gone",
                "false AS is_outdated",
                "false AS waits");
    return found
        .union(
            known.select(
                col("path"),
                col("size"),
                col("modified_at"),
                col("etag"),
                functions.lit(false),
                functions.expr("state = 'unreadable'"),
                functions.expr("state = 'unrecognised'"),
                functions.expr("state = 'gone'"),
                versions.isOutdated(warehouse.firstDayKept(Tables.TLS_OBSERVATIONS)),
                functions.expr("coalesce(last_line_waits, false)")))
        .groupBy("path")
        .agg(KIND, functions.expr("count_if(is_unreadable OR is_unrecognised) AS failures"));
  }
}
