package org.tlssunset.logs;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tlssunset.schema.ObservationColumn;
import org.tlssunset.schema.RejectReason;

/** What a parser finds in a log, for tests to look at. */
public record Found(
    List<Observation> rows,
    List<OpenSession> parts,
    List<InnerClient> innerClients,
    List<Reject> rejects,
    List<String> addressColumns)
    implements LogSink {

  /** A rejected line. */
  public record Reject(RejectReason reason, String detail, long line, long offset, String text) {}

  public Found() {
    this(
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>());
  }

  @Override
  public void observation(Observation observation) {
    rows.add(observation);
  }

  @Override
  public void openSession(OpenSession session) {
    parts.add(session);
  }

  @Override
  public void innerClient(InnerClient client) {
    innerClients.add(client);
  }

  @Override
  public void rejected(
      RejectReason reason, String detail, long line, long offset, byte[] buffer, int from, int to) {
    String text = new String(buffer, from, to - from, StandardCharsets.UTF_8);
    rejects.add(new Reject(reason, detail, line, offset, text));
  }

  @Override
  public void unknownAddressColumn(String name) {
    addressColumns.add(name);
  }

  /**
   * Parses a log in stretches of whole lines.
   *
   * @param stretch how many bytes a stretch has at least, if there are as many
   * @param garbage stands around each stretch: it shows reads and decisions beyond its bounds
   */
  public static void parse(LogParser parser, byte[] log, int stretch, char garbage) {
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
      byte[] buffer = new byte[3 + to - from + LogParser.SLACK];
      Arrays.fill(buffer, (byte) garbage);
      System.arraycopy(text, from, buffer, 3, to - from);
      parser.parse(buffer, 3, 3 + to - from, from);
      Arrays.fill(buffer, (byte) '?');
      from = to;
    }
    parser.finish();
  }

  /** The rows of sessions of which logs hold parts, those of one session joined. */
  public static List<Observation> concluded(Collection<OpenSession> parts) {
    Map<OpenSession.Key, List<OpenSession>> sessions = new LinkedHashMap<>();
    for (OpenSession part : parts) {
      sessions.computeIfAbsent(part.key(), key -> new ArrayList<>()).add(part);
    }
    return sessions.values().stream()
        .flatMap(ofOne -> OpenSession.joined(ofOne).stream())
        .flatMap(session -> session.conclude().stream())
        .toList();
  }

  /** A row's columns that are filled, so that readings can be compared and shown. */
  public static Map<String, Object> filled(Observation row) {
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
