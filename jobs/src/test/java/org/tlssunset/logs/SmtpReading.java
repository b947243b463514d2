package org.tlssunset.logs;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.LogFormat;
import org.tlssunset.schema.RejectReason;

/** What the SMTP parser makes of a log, for tests to look at. */
record SmtpReading(
    List<Observation> finished,
    List<OpenSession> parts,
    List<IisReading.Reject> rejects,
    LineCounts counts) {

  static SmtpReading received(String... lines) {
    return of(LogFormat.SMTP_RECEIVE, null, String.join("\n", lines) + "\n");
  }

  static SmtpReading sent(String... lines) {
    return of(LogFormat.SMTP_SEND, null, String.join("\n", lines) + "\n");
  }

  static SmtpReading of(LogFormat format, @Nullable String server, String log) {
    return of(format, server, log.getBytes(StandardCharsets.UTF_8), Integer.MAX_VALUE);
  }

  /**
   * Parses a log in stretches of whole lines.
   *
   * @param stretch how many bytes a stretch has at least, if there are as many
   */
  static SmtpReading of(LogFormat format, @Nullable String server, byte[] log, int stretch) {
    List<Observation> finished = new ArrayList<>();
    List<OpenSession> parts = new ArrayList<>();
    List<IisReading.Reject> rejects = new ArrayList<>();
    LogSink sink =
        new LogSink() {
          @Override
          public void observation(Observation observation) {
            finished.add(observation);
          }

          @Override
          public void openSession(OpenSession session) {
            parts.add(session);
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
            rejects.add(new IisReading.Reject(reason, detail, line, offset, text));
          }
        };
    SmtpParser parser =
        new SmtpParser(
            format,
            new KnownValues(LogSettings.DEFAULTS),
            LogOrigin.UNKNOWN.withServer(server),
            sink);
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
      Arrays.fill(buffer, (byte) '"');
      System.arraycopy(text, from, buffer, 3, to - from);
      parser.parse(buffer, 3, 3 + to - from, from);
      Arrays.fill(buffer, (byte) '?');
      from = to;
    }
    parser.finish();
    return new SmtpReading(finished, parts, rejects, parser.counts());
  }

  /** The rows that come of logs which are read one after the other, sessions joined. */
  static List<Observation> rows(List<SmtpReading> readings) {
    List<Observation> rows = new ArrayList<>();
    Map<OpenSession.Key, List<OpenSession>> sessions = new LinkedHashMap<>();
    for (SmtpReading reading : readings) {
      rows.addAll(reading.finished());
      for (OpenSession part : reading.parts()) {
        sessions.computeIfAbsent(part.key(), key -> new ArrayList<>()).add(part);
      }
    }
    sessions.values().stream()
        .flatMap(parts -> OpenSession.joined(parts).stream())
        .forEach(session -> session.conclude().ifPresent(rows::add));
    return rows;
  }

  /** All rows, the sessions of which this log holds a part concluded. */
  List<Observation> rows() {
    return rows(List.of(this));
  }

  /** The only row. */
  Observation row() {
    if (rows().size() != 1 || !rejects.isEmpty()) {
      throw new AssertionError("not one row: " + texts() + ", rejected " + rejects);
    }
    return rows().get(0);
  }

  /** The rows' columns that are filled, so that readings can be compared and shown. */
  List<Map<String, Object>> texts() {
    return rows().stream().map(IisReading::filled).toList();
  }
}
