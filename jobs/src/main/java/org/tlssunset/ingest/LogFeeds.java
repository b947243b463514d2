package org.tlssunset.ingest;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.FileState;
import org.tlssunset.schema.PlausibleTimes;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.Warehouse;

/** From which servers logs come, and from which they no longer do. */
public final class LogFeeds {

  private static final List<String> COLUMNS =
      List.of("server", "format", "state", "last_event", "run_started_at", "days");

  private final List<LogFeed> feeds;
  private final Instant now;

  LogFeeds(Collection<LogFeed> feeds, Instant now) {
    this.feeds = List.copyOf(feeds);
    this.now = now;
  }

  /**
   * All that the ledger tells of. Goes through it once. Logs that name no server, and those that a
   * version read which did not keep it, are left out.
   *
   * @param names what the servers are called
   * @param now later events are in the future: a clock that was fast would hide that logs no longer
   *     come
   */
  public static LogFeeds of(Warehouse warehouse, ServerNames names, Instant now) {
    Map<String, LogFeed> feeds = new TreeMap<>();
    Instant latest = PlausibleTimes.last(now);
    if (warehouse.version(Tables.INGESTED_FILES) < Tables.INGESTED_FILES.version()) {
      return new LogFeeds(List.of(), now);
    }
    Iterator<Row> rows = warehouse.rows(Tables.INGESTED_FILES, COLUMNS);
    while (rows.hasNext()) {
      Row row = rows.next();
      @Nullable String server = row.getAs("server");
      @Nullable Instant last = row.getAs("last_event");
      @Nullable Instant run = row.getAs("run_started_at");
      boolean counts = FileState.INGESTED.label().equals(row.getAs("state"));
      if (counts && server != null && last != null && run != null && !last.isAfter(latest)) {
        String format = row.getAs("format");
        String name = names.of(server, last);
        feeds
            .computeIfAbsent(name + '\0' + format, key -> new LogFeed(name, format))
            .add(last, run, row.<LocalDate>getList(row.fieldIndex("days")));
      }
    }
    return new LogFeeds(feeds.values(), now);
  }

  /** The last event of all; empty if there is none. */
  public Optional<Instant> last() {
    return feeds.stream().map(LogFeed::last).max(Comparator.naturalOrder());
  }

  /**
   * The feeds that have ended without a word in the last 30 days: measured against now, where logs
   * are read as they come, else against the newest of the archive.
   *
   * @param retired servers of which no more logs are expected, in any case
   * @param isFirst whether nobody has read logs night by night yet: then an archive may be one of
   *     the past
   */
  public List<LogFeed> silent(Collection<String> retired, boolean isFirst) {
    Instant newest = last().orElse(now);
    boolean isLive =
        feeds.stream().filter(feed -> feed.last().equals(newest)).anyMatch(LogFeed::isLive);
    Instant until = isLive && !isFirst ? now : newest;
    return feeds.stream()
        .filter(feed -> retired.stream().noneMatch(feed.server()::equalsIgnoreCase))
        .filter(feed -> feed.isSilent(until))
        .toList();
  }
}
