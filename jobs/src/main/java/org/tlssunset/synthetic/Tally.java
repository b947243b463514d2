package org.tlssunset.synthetic;

import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Counts the truth while the archive is written. */
final class Tally {

  private static final Set<String> LEGACY =
      Set.of("PCT 1.0", "SSL 2.0", "SSL 3.0", "TLS 1.0", "TLS 1.1");

  private final Map<Truth.Key, long[]> counts = new LinkedHashMap<>();
  private final Map<Path, Truth.Lines> files = new TreeMap<>();
  private final Map<@Nullable String, Map<Truth.Use, Truth.LegacyUse>> legacy =
      new LinkedHashMap<>();
  private final Set<Path> notLogs = new TreeSet<>();
  private final Map<Truth.MonthlyUse, Long> monthly = new LinkedHashMap<>();
  private long counted;

  /**
   * An observation.
   *
   * @param caller who was at the other end
   * @param isHop whether one of our servers hands on what came in at a front end
   * @param requests how many requests are in it; 1 for a session
   * @param startedAt its first event, milliseconds since 1970
   * @param endedAt its last event
   * @param file where its proof is
   * @param line the proof's line number
   */
  void observation(
      Truth.Key key,
      Truth.Caller caller,
      boolean isHop,
      long requests,
      long startedAt,
      long endedAt,
      Path file,
      long line) {
    long[] count = counts.computeIfAbsent(key, any -> new long[2]);
    count[0]++;
    count[1] += requests;
    counted += key.isProbe() || isHop ? 0 : requests;
    YearMonth month = YearMonth.from(Instant.ofEpochMilli(startedAt).atOffset(ZoneOffset.UTC));
    monthly.merge(new Truth.MonthlyUse(month, key, caller, isHop), requests, Long::sum);
    if (key.tlsVersionFirst() != null
        && LEGACY.contains(key.tlsVersionFirst())
        && key.tlsHop().equals("client")
        && !key.isProbe()) {
      Truth.LegacyUse use =
          new Truth.LegacyUse(Instant.EPOCH.plus(endedAt, ChronoUnit.MILLIS), file, line);
      legacy
          .computeIfAbsent(key.clientIp(), any -> new LinkedHashMap<>())
          .merge(new Truth.Use(key.direction(), key.protocol()), use, Tally::later);
    }
  }

  private static Truth.LegacyUse later(Truth.LegacyUse one, Truth.LegacyUse other) {
    int order = one.lastSeen().compareTo(other.lastSeen());
    if (order == 0) {
      order = one.file().toString().compareTo(other.file().toString());
    }
    if (order == 0) {
      order = Long.compare(one.line(), other.line());
    }
    return order > 0 ? one : other;
  }

  /** A log is written. */
  void file(Path path, Truth.Lines lines) {
    files.put(path, lines);
  }

  /** A file is written that is no log. */
  void notLog(Path path) {
    notLogs.add(path);
  }

  Truth truth() {
    Map<Truth.Key, Truth.Count> totals = new LinkedHashMap<>();
    counts.forEach((key, count) -> totals.put(key, new Truth.Count(count[0], count[1])));
    return new Truth(totals, files, legacy, notLogs, counted, monthly);
  }
}
