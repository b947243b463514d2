package org.tlssunset.archive;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tlssunset.logs.LineCounts;
import org.tlssunset.logs.LogFormat;
import org.tlssunset.logs.LogSettings;
import org.tlssunset.logs.LogSink;
import org.tlssunset.logs.Observation;
import org.tlssunset.logs.OpenSession;
import org.tlssunset.schema.ObservationColumn;
import org.tlssunset.schema.RejectReason;

/** What a {@link LogReader} tells, for tests to look at. */
class Reading implements LogVisitor, LogSink {

  /** A rejected line. */
  record Reject(RejectReason reason, long line, long offset, String text) {}

  /** What became of one log; {@code end} is a word, and the reason where there is one. */
  record Log(
      LogName name,
      @Nullable LogFormat format,
      List<Map<String, Object>> rows,
      List<Reject> rejects,
      String end,
      @Nullable LineCounts counts,
      LogText text) {

    /** How many requests each client-hour has. */
    Map<Map<String, Object>, Long> requests() {
      return Reading.requests(rows);
    }
  }

  static final String DONE = "read";
  static final String EMPTY = "empty";

  private final List<Log> logs = new ArrayList<>();
  private List<Map<String, Object>> rows = new ArrayList<>();
  private List<Reject> rejects = new ArrayList<>();
  private @Nullable LogFormat format;

  static LogReader reader() {
    return reader(Stores.DEFAULT);
  }

  static LogReader reader(Stores stores) {
    return new LogReader(LogSettings.DEFAULTS, path -> Optional.empty(), CodePages.NONE, stores);
  }

  /** Reads a whole file as it is now. */
  static List<Log> of(Path file) {
    return of(listed(file));
  }

  static List<Log> of(ArchiveFile file) {
    Reading reading = new Reading();
    reader().read(file, reading);
    return reading.logs;
  }

  /** The only log of a file. */
  static Log only(Path file) {
    List<Log> logs = of(file);
    if (logs.size() != 1) {
      throw new AssertionError("not one log: " + logs);
    }
    return logs.get(0);
  }

  static Log slice(LogReader reader, FileSlice slice) {
    Reading reading = new Reading();
    return reading.lastOf(reader.open(slice, false, reading));
  }

  /** Reads a file that may still be being written. */
  static Log growing(ArchiveFile file) {
    Reading reading = new Reading();
    return reading.lastOf(reader().open(file, true, reading));
  }

  static Log growing(FileSlice slice) {
    Reading reading = new Reading();
    return reading.lastOf(reader().open(slice, true, reading));
  }

  private Log lastOf(LogCursor opened) {
    try (LogCursor cursor = opened) {
      boolean more = cursor.advance();
      while (more) {
        more = cursor.advance();
      }
    }
    return last();
  }

  /** All logs, in the order in which they were read. */
  List<Log> logs() {
    return logs;
  }

  /** The log that was read last. */
  Log last() {
    return logs.get(logs.size() - 1);
  }

  static ArchiveFile listed(Path file) {
    return Archive.list(List.of(file.toString()), Stores.DEFAULT).files().get(0);
  }

  /** Sums up rows that differ only in when and where they were met. */
  static Map<Map<String, Object>, Long> requests(List<Map<String, Object>> rows) {
    Map<Map<String, Object>, Long> requests = new HashMap<>();
    for (Map<String, Object> row : rows) {
      Map<String, Object> facts = new TreeMap<>(row);
      facts.remove("requests");
      facts.remove("source_line");
      facts.remove("ended_at");
      facts.put("hour", (Long) facts.remove("started_at") / 3_600_000_000L);
      requests.merge(facts, (Long) row.get("requests"), Long::sum);
    }
    return requests;
  }

  @Override
  public LogSink begin(LogName log, LogFormat recognised) {
    rows = new ArrayList<>();
    rejects = new ArrayList<>();
    format = recognised;
    return this;
  }

  @Override
  public void observation(Observation observation) {
    rows.add(filled(observation));
  }

  @Override
  public void openSession(OpenSession session) {
    rows.add(filled(session.seen()));
  }

  private static Map<String, Object> filled(Observation row) {
    Map<String, Object> filled = new TreeMap<>();
    for (ObservationColumn column : ObservationColumn.values()) {
      Object value = row.get(column);
      if (value != null) {
        filled.put(column.columnName(), value);
      }
    }
    return filled;
  }

  @Override
  public void rejected(
      RejectReason reason, String detail, long line, long offset, byte[] buffer, int from, int to) {
    int end = Math.min(to, from + 100);
    String text = new String(buffer, from, end - from, StandardCharsets.UTF_8);
    rejects.add(new Reject(reason, line, offset, text));
  }

  @Override
  public void end(LogName log, LineCounts counts, LogText text) {
    logs.add(new Log(log, format, rows, rejects, DONE, counts, text));
  }

  @Override
  public void empty(LogName log) {
    logs.add(new Log(log, null, List.of(), List.of(), EMPTY, null, LogText.NONE));
  }

  @Override
  public void unrecognised(LogName log, String reason) {
    logs.add(
        new Log(log, null, List.of(), List.of(), "unrecognised: " + reason, null, LogText.NONE));
  }

  @Override
  public void notRead(LogName log, String reason) {
    logs.add(new Log(log, null, List.of(), List.of(), "not read: " + reason, null, LogText.NONE));
  }

  @Override
  public void unreadable(LogName log, String reason, @Nullable LineCounts counts) {
    logs.add(new Log(log, format, rows, rejects, "unreadable: " + reason, counts, LogText.NONE));
  }
}
