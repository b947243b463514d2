package org.tlssunset.synthetic;

import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tlssunset.archive.Archive;
import org.tlssunset.archive.ArchiveFile;
import org.tlssunset.archive.CodePages;
import org.tlssunset.archive.LogName;
import org.tlssunset.archive.LogReader;
import org.tlssunset.archive.LogText;
import org.tlssunset.archive.ServerNamePattern;
import org.tlssunset.archive.Stores;
import org.tlssunset.logs.LineCounts;
import org.tlssunset.logs.LogSettings;
import org.tlssunset.logs.Observation;
import org.tlssunset.schema.ObservationColumn;

/** What the project's parsers make of an archive, in the form of its truth. */
final class ParsedArchive extends LogRows {

  private static final Set<String> LEGACY = Set.of("SSL 2.0", "SSL 3.0", "TLS 1.0", "TLS 1.1");

  private final Map<Truth.Key, Truth.Count> counts = new HashMap<>();
  private final Map<Path, Truth.Lines> files = new TreeMap<>();
  private final Map<@Nullable String, Map<Truth.Use, Truth.LegacyUse>> legacy = new HashMap<>();
  private final Map<Truth.MonthlyUse, Long> requests = new HashMap<>();
  private final Set<Path> notLogs = new TreeSet<>();
  private long counted;

  static Truth read(Path folder) {
    LogReader reader =
        new LogReader(
            LogSettings.DEFAULTS,
            ServerNamePattern.of("/(?<server>EX\\d\\d)[ /]"),
            CodePages.NONE,
            Stores.DEFAULT);
    ParsedArchive parsed = new ParsedArchive();
    Archive.Listing listing = Archive.list(List.of(folder.toString()), Stores.DEFAULT);
    for (ArchiveFile file : listing.files()) {
      reader.read(file, parsed);
    }
    parsed.finish();
    return new Truth(
        parsed.counts,
        parsed.files,
        parsed.legacy,
        parsed.notLogs,
        parsed.counted,
        parsed.requests);
  }

  @Override
  public void end(LogName log, LineCounts lines, LogText text) {
    files.put(
        Path.of(log.sourceFile()),
        new Truth.Lines(lines.lines(), lines.used(), lines.comments(), lines.rejected()));
  }

  @Override
  public void empty(LogName log) {
    notLogs.add(Path.of(log.sourceFile()));
  }

  @Override
  public void unrecognised(LogName log, String reason) {
    notLogs.add(Path.of(log.sourceFile()));
  }

  @Override
  protected void row(Observation row) {
    Truth.Key key =
        new Truth.Key(
            text(row, ObservationColumn.SOURCE),
            text(row, ObservationColumn.PROTOCOL),
            text(row, ObservationColumn.DIRECTION),
            row.text(ObservationColumn.CLIENT_IP),
            row.text(ObservationColumn.TLS_VERSION),
            row.text(ObservationColumn.TLS_VERSION_FIRST),
            text(row, ObservationColumn.TLS_OUTCOME),
            text(row, ObservationColumn.TLS_HOP),
            Boolean.TRUE.equals(row.get(ObservationColumn.IS_PROBE)));
    counts.merge(
        key,
        new Truth.Count(1, row.number(ObservationColumn.REQUESTS)),
        (one, other) ->
            new Truth.Count(
                one.observations() + other.observations(), one.requests() + other.requests()));
    boolean isHop =
        Boolean.TRUE.equals(row.get(ObservationColumn.INNER))
            || "W3SVC2".equals(row.text(ObservationColumn.ENDPOINT));
    counted += key.isProbe() || isHop ? 0 : row.number(ObservationColumn.REQUESTS);
    requests.merge(
        new Truth.MonthlyUse(month(row), key, caller(row), isHop),
        row.number(ObservationColumn.REQUESTS),
        Long::sum);
    String client = key.clientIp();
    if (key.tlsVersionFirst() != null
        && LEGACY.contains(key.tlsVersionFirst())
        && key.tlsHop().equals("client")
        && !key.isProbe()) {
      Truth.LegacyUse use =
          new Truth.LegacyUse(
              Instant.EPOCH.plus(row.number(ObservationColumn.ENDED_AT), ChronoUnit.MICROS),
              Path.of(text(row, ObservationColumn.SOURCE_FILE)),
              row.number(ObservationColumn.SOURCE_LINE));
      Comparator<Truth.LegacyUse> order =
          Comparator.comparing(Truth.LegacyUse::lastSeen)
              .thenComparing(seen -> seen.file().toString())
              .thenComparingLong(Truth.LegacyUse::line);
      legacy
          .computeIfAbsent(client, any -> new HashMap<>())
          .merge(
              new Truth.Use(key.direction(), key.protocol()),
              use,
              (one, other) -> order.compare(one, other) >= 0 ? one : other);
    }
  }

  private static YearMonth month(Observation row) {
    Instant startedAt =
        Instant.EPOCH.plus(row.number(ObservationColumn.STARTED_AT), ChronoUnit.MICROS);
    return YearMonth.from(startedAt.atOffset(ZoneOffset.UTC));
  }

  private static Truth.Caller caller(Observation row) {
    String address = row.text(ObservationColumn.CLIENT_IP);
    return new Truth.Caller(
        text(row, ObservationColumn.SERVER),
        address == null ? text(row, ObservationColumn.PEER_IP) : address,
        row.text(ObservationColumn.CLIENT_NAME),
        row.text(ObservationColumn.USER_NAME),
        row.text(ObservationColumn.USER_AGENT),
        row.text(ObservationColumn.FORWARDED_FOR));
  }

  private static String text(Observation row, ObservationColumn column) {
    String text = row.text(column);
    if (text == null) {
      throw new AssertionError(column + " is empty in " + row.text(ObservationColumn.SOURCE_FILE));
    }
    return text;
  }
}
