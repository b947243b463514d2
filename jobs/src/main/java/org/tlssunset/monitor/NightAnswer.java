package org.tlssunset.monitor;

import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.tlssunset.ingest.IngestReport;
import org.tlssunset.ingest.LogFeed;
import org.tlssunset.ingest.LogFeeds;
import org.tlssunset.ingest.Losses;
import org.tlssunset.outreach.LegacyClient;
import org.tlssunset.outreach.LegacyClients;
import org.tlssunset.warehouse.Warehouse;

/**
 * What a night comes to.
 *
 * @param clients who still needs an old version
 * @param news what is new since the last night
 * @param silent servers whose logs no longer come
 * @param losses what could not be read
 */
public record NightAnswer(LegacyClients clients, News news, List<LogFeed> silent, Losses losses) {

  /** How a night compares with the one before. */
  public enum Since {
    /** There was none. */
    FIRST,
    /** The rollups are what they were. */
    UNCHANGED,
    /** The two were compared. */
    COMPARED,
    /** What the rollups were then is no longer kept. */
    FORGOTTEN
  }

  /**
   * Whom the last night did not tell of, and who is no longer to be told of; none unless the two
   * were compared.
   */
  public record News(Since since, List<LegacyClient> added, List<LegacyClient> gone) {

    private static News none(Since since) {
      return new News(since, List.of(), List.of());
    }
  }

  /**
   * Asks the tables.
   *
   * @param report what was read
   * @param retired servers of which no more logs are expected
   */
  public static NightAnswer of(Warehouse warehouse, IngestReport report, Collection<String> retired)
      throws IOException {
    LegacyClients clients = LegacyClients.of(warehouse);
    News news = news(warehouse, clients);
    return new NightAnswer(
        clients,
        news,
        LogFeeds.of(warehouse, new KnownServers(warehouse), Instant.now())
            .silent(retired, news.since() == Since.FIRST),
        report.losses());
  }

  private static News news(Warehouse warehouse, LegacyClients clients) throws IOException {
    Optional<LastNight> last = LastNight.of(warehouse);
    if (last.isEmpty()) {
      return News.none(Since.FIRST);
    }
    if (last.get().equals(LastNight.now(warehouse, clients.end()))) {
      return News.none(Since.UNCHANGED);
    }
    Optional<LegacyClients> before =
        LegacyClients.at(warehouse, last.get().revision(), last.get().end());
    return before
        .map(then -> new News(Since.COMPARED, clients.newSince(then), clients.goneSince(then)))
        .orElseGet(() -> News.none(Since.FORGOTTEN));
  }

  /** Lets the next night tell what is new since this one. To be called when this one is told. */
  public void keep(Warehouse warehouse) throws IOException {
    LastNight.now(warehouse, clients.end()).keep(warehouse);
  }
}
