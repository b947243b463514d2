package org.tlssunset.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a server is said to be silent. */
class LogFeedsTest {

  private static final Instant NOW = Instant.parse("2026-06-15T02:00:00Z");

  private static final Instant YESTERDAY = Instant.parse("2026-06-14T23:55:00Z");

  private final List<LogFeed> feeds = new ArrayList<>();

  /** Each day's log is read in the night after it. */
  private LogFeed nightly(String server, Instant last, int... daysBack) {
    LogFeed feed = new LogFeed(server, "iis");
    for (int back : daysBack) {
      add(feed, last.minus(Duration.ofDays(back)), Duration.ofHours(2));
    }
    feeds.add(feed);
    return feed;
  }

  private static void add(LogFeed feed, Instant event, Duration readAfter) {
    feed.add(event, event.plus(readAfter), List.of(LocalDate.ofInstant(event, ZoneOffset.UTC)));
  }

  private List<String> silent(Instant now, String... retired) {
    return new LogFeeds(feeds, now)
        .silent(List.of(retired), false).stream().map(LogFeed::server).toList();
  }

  @Test
  void aServerThatEndsWhileTheOthersGoOnIsSilent() {
    nightly("EX01", YESTERDAY, 4, 3, 2, 1, 0);
    nightly("EX02", YESTERDAY.minus(Duration.ofDays(2)), 4, 3, 2, 1, 0);
    assertThat(silent(NOW)).containsExactly("EX02");
    assertThat(silent(NOW, "ex02")).isEmpty();
  }

  @Test
  void oneNightLateIsNot() {
    nightly("EX01", YESTERDAY, 4, 3, 2, 1, 0);
    nightly("EX02", YESTERDAY.minus(Duration.ofDays(1)), 4, 3, 2, 1, 0);
    assertThat(silent(NOW)).isEmpty();
  }

  @Test
  void allOfThemAreWhereNothingComesAnyMore() {
    nightly("EX01", YESTERDAY, 4, 3, 2, 1, 0);
    nightly("EX02", YESTERDAY, 4, 3, 2, 1, 0);
    assertThat(silent(NOW.plus(Duration.ofDays(1)))).isEmpty();
    assertThat(silent(NOW.plus(Duration.ofDays(2)))).containsExactly("EX01", "EX02");
    assertThat(silent(NOW.plus(Duration.ofDays(29)))).containsExactly("EX01", "EX02");
    assertThat(silent(NOW.plus(Duration.ofDays(40)))).isEmpty();
  }

  @Test
  void theFirstNightExpectsNothingOfNow() {
    nightly("EX01", YESTERDAY, 4, 3, 2, 1, 0);
    nightly("EX02", YESTERDAY.minus(Duration.ofDays(2)), 4, 3, 2, 1, 0);
    assertThat(new LogFeeds(feeds, NOW.plus(Duration.ofDays(3))).silent(List.of(), true))
        .extracting(LogFeed::server)
        .containsExactly("EX02");
  }

  /** Of an archive that is looked into months later, nobody expects that it goes on. */
  @Test
  void anArchiveOfThePastIsMeasuredByItself() {
    for (String server : List.of("EX01", "EX02")) {
      LogFeed feed = new LogFeed(server, "iis");
      for (int back = 0; back < 5; back++) {
        Instant event = YESTERDAY.minus(Duration.ofDays(back + (server.equals("EX02") ? 3 : 0)));
        feed.add(
            event,
            NOW.plus(Duration.ofDays(20)),
            List.of(LocalDate.ofInstant(event, ZoneOffset.UTC)));
      }
      feeds.add(feed);
    }
    assertThat(silent(NOW.plus(Duration.ofDays(21)))).containsExactly("EX02");
  }

  @Test
  void pausesThatAreUsualAreNotSilence() {
    nightly("EX01", YESTERDAY, 4, 3, 2, 1, 0);
    nightly("WEEKDAYS", YESTERDAY.minus(Duration.ofDays(3)), 4, 3, 2, 1, 0, 7, 8, 9);
    nightly("WEEKDAYS-GONE", YESTERDAY.minus(Duration.ofDays(4)), 4, 3, 2, 1, 0, 7, 8, 9);
    assertThat(silent(NOW)).containsExactly("WEEKDAYS-GONE");
  }

  @Test
  void copiesThatAreMadeOnceAWeekAreWaitedFor() {
    LogFeed weekly = new LogFeed("EX01", "iis");
    for (int week = 0; week < 3; week++) {
      Instant copied = NOW.minus(Duration.ofDays(7L * week));
      for (int back = 0; back < 7; back++) {
        Instant event = YESTERDAY.minus(Duration.ofDays(7L * week + back));
        weekly.add(event, copied, List.of(LocalDate.ofInstant(event, ZoneOffset.UTC)));
      }
    }
    feeds.add(weekly);
    assertThat(silent(NOW.plus(Duration.ofDays(6)))).isEmpty();
    assertThat(silent(NOW.plus(Duration.ofDays(8)))).containsExactly("EX01");
  }

  @Test
  void nothingIsSaidOfWhatCameOnOneOrTwoDays() {
    nightly("EX01", YESTERDAY, 4, 3, 2, 1, 0);
    nightly("TEST", YESTERDAY.minus(Duration.ofDays(9)), 1, 0);
    assertThat(silent(NOW)).isEmpty();
  }
}
