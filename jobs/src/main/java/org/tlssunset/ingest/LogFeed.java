package org.tlssunset.ingest;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The logs of one kind that come from one server, as the ledger has them: how far they reach, and
 * how often they use to come.
 */
public final class LogFeed {

  /** What is older says nothing of how often logs come now. */
  private static final int LATELY_DAYS = 30;

  /** From fewer days nobody can tell how often logs come. */
  private static final int REGULAR_DAYS = 3;

  /** Copies are made at one hour, and nights run at another. */
  private static final Duration SLACK = Duration.ofHours(12);

  /** Whoever reads logs later than this after their last event does not read them as they come. */
  private static final Duration LIVE = Duration.ofDays(7);

  private final String server;
  private final String format;
  private final NavigableSet<LocalDate> days = new TreeSet<>();

  /** The last event that each run brought, by when the run began. */
  private final NavigableMap<Instant, Instant> runs = new TreeMap<>();

  private Instant last = Instant.MIN;

  LogFeed(String server, String format) {
    this.server = server;
    this.format = format;
  }

  void add(Instant lastEvent, Instant runStartedAt, Iterable<LocalDate> logDays) {
    last = lastEvent.isAfter(last) ? lastEvent : last;
    runs.merge(runStartedAt, lastEvent, (one, other) -> one.isAfter(other) ? one : other);
    logDays.forEach(days::add);
  }

  public String server() {
    return server;
  }

  /** As {@code ingested_files.format} has it. */
  public String format() {
    return format;
  }

  /** The last event that is not in the future. */
  public Instant last() {
    return last;
  }

  /** Whether the run that brought the last event read it about when it happened. */
  boolean isLive() {
    return runs.entrySet().stream()
        .filter(run -> run.getValue().equals(last))
        .anyMatch(run -> Duration.between(last, run.getKey()).compareTo(LIVE) <= 0);
  }

  /**
   * Whether logs should have come, and have not.
   *
   * @param now when they should have come until
   */
  boolean isSilent(Instant now) {
    Duration since = Duration.between(last, now);
    return since.toDays() <= LATELY_DAYS
        && pause().filter(usual -> since.compareTo(usual.plus(SLACK)) > 0).isPresent();
  }

  /**
   * The longest time without logs that was nothing to worry about: between two days that have
   * events, and between two runs that found newer ones. Empty if too few days are known.
   */
  private Optional<Duration> pause() {
    LocalDate begin = LocalDate.ofInstant(last, ZoneOffset.UTC).minusDays(LATELY_DAYS);
    NavigableSet<LocalDate> lately = days.subSet(begin, true, begin.plusDays(LATELY_DAYS), true);
    if (lately.size() < REGULAR_DAYS) {
      return Optional.empty();
    }
    Duration longest = Duration.ZERO;
    LocalDate before = lately.first();
    for (LocalDate day : lately) {
      longest = longer(longest, Duration.ofDays(ChronoUnit.DAYS.between(before, day)));
      before = day;
    }
    Instant newest = Instant.MIN;
    Instant brought = null;
    for (var run : runs.tailMap(last.minus(LATELY_DAYS, ChronoUnit.DAYS)).entrySet()) {
      if (run.getValue().isAfter(newest)) {
        newest = run.getValue();
        longest =
            brought == null ? longest : longer(longest, Duration.between(brought, run.getKey()));
        brought = run.getKey();
      }
    }
    return Optional.of(longest);
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
