package org.tlssunset.logs;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.ObservationColumn;
import org.tlssunset.schema.RejectReason;

/** What the IIS parser makes of a log, for tests to look at. */
record IisReading(
    List<Observation> rows, List<Reject> rejects, LineCounts counts, List<String> addressColumns) {

  /** A rejected line. */
  record Reject(RejectReason reason, String detail, long line, long offset, String text) {}

  static IisReading of(String... lines) {
    return of(LogSettings.DEFAULTS, null, String.join("\n", lines) + "\n");
  }

  static IisReading of(LogSettings settings, @Nullable String server, String log) {
    return of(settings, server, log.getBytes(StandardCharsets.UTF_8), Integer.MAX_VALUE);
  }

  /**
   * Parses a log in stretches of whole lines.
   *
   * @param stretch how many bytes a stretch has at least, if there are as many
   */
  static IisReading of(LogSettings settings, @Nullable String server, byte[] log, int stretch) {
    return at(settings, LogOrigin.UNKNOWN.withServer(server), log, stretch);
  }

  /** The same, of a log of which that is known. */
  static IisReading at(LogSettings settings, LogOrigin origin, byte[] log, int stretch) {
    List<Observation> rows = new ArrayList<>();
    List<Reject> rejects = new ArrayList<>();
    List<String> addressColumns = new ArrayList<>();
    IisParser parser =
        new IisParser(
            settings, new KnownValues(settings), origin, sink(rows, rejects, addressColumns));
    boolean isEnded = log.length == 0 || log[log.length - 1] == '\n';
    byte[] text = isEnded ? log : Arrays.copyOf(log, log.length + 1);
    if (!isEnded) {
      text[log.length] = '\n';
    }
    int from = 0;
    while (from < text.length) {
      int to = (int) Math.min(text.length, (long) from + stretch);
      while (text[to - 1] != '\n') {
        to++;
      }
      // Garbage around the stretch shows reads and decisions beyond its bounds.
      byte[] buffer = new byte[3 + to - from + LogParser.SLACK];
      Arrays.fill(buffer, (byte) ' ');
      System.arraycopy(text, from, buffer, 3, to - from);
      parser.parse(buffer, 3, 3 + to - from, from);
      Arrays.fill(buffer, (byte) '?');
      from = to;
    }
    parser.finish();
    return new IisReading(rows, rejects, parser.counts(), addressColumns);
  }

  static LogSink sink(List<Observation> rows, List<Reject> rejects, List<String> addressColumns) {
    return new LogSink() {
      @Override
      public void observation(Observation observation) {
        rows.add(observation);
      }

      @Override
      public void openSession(OpenSession session) {
        throw new AssertionError("IIS logs have no sessions");
      }

      @Override
      public void rejected(
          RejectReason reason,
          String detail,
          long line,
          long offset,
          byte[] buffer,
          int from,
          int to) {
        String text = new String(buffer, from, to - from, StandardCharsets.UTF_8);
        rejects.add(new Reject(reason, detail, line, offset, text));
      }

      @Override
      public void unknownAddressColumn(String name) {
        addressColumns.add(name);
      }
    };
  }

  /** The only row. */
  Observation row() {
    if (rows.size() != 1 || !rejects.isEmpty()) {
      throw new AssertionError("not one row: " + texts() + ", rejected " + rejects);
    }
    return rows.get(0);
  }

  /** When the rows begin, in ISO 8601, in their order. */
  List<String> instants() {
    return rows.stream()
        .map(
            row ->
                Instant.ofEpochSecond(row.number(ObservationColumn.STARTED_AT) / 1_000_000)
                    .toString())
        .toList();
  }

  /** The reasons of the rejected lines, in order. */
  List<RejectReason> reasons() {
    return rejects.stream().map(Reject::reason).toList();
  }

  /** The rows' columns that are filled, so that readings can be compared and shown. */
  List<Map<String, Object>> texts() {
    return rows.stream().map(IisReading::filled).toList();
  }

  static Map<String, Object> filled(Observation row) {
    Map<String, Object> filled = new TreeMap<>();
    for (ObservationColumn column : ObservationColumn.values()) {
      Object value = row.get(column);
      if (value != null) {
        filled.put(column.columnName(), value);
      }
    }
    return filled;
  }
}
