package org.tlssunset.synthetic;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Counts the client-hours of one log. */
final class IisRows {

  private static final int MOST_LISTS = 1_000;

  private static final class Row {
    private final long firstLine;
    private final long firstSecond;
    private long requests;
    private long lastSecond;

    Row(long firstLine, long firstSecond) {
      this.firstLine = firstLine;
      this.firstSecond = firstSecond;
    }
  }

  private final Tally tally;
  private final String server;
  private final Path file;
  private final Map<IisFacts, Row> rows = new LinkedHashMap<>();

  /** The lists that each peer has forwarded in this hour. */
  private final Map<String, Set<String>> forwarded = new HashMap<>();

  private long hour = -1;

  /**
   * @param server whose log it is
   */
  IisRows(String server, Path file, Tally tally) {
    this.server = server;
    this.file = file;
    this.tally = tally;
  }

  /**
   * Counts a request; they come in the order of time.
   *
   * @param second its time, seconds since 1970
   */
  void count(IisFacts facts, long second, long line) {
    if (second / 3600 != hour) {
      finish();
      hour = second / 3600;
    }
    Row row = rows.computeIfAbsent(bounded(facts), any -> new Row(line, second));
    row.requests++;
    row.lastSecond = second;
  }

  /** Of a peer's lists beyond the most that it may have, none counts for itself. */
  private IisFacts bounded(IisFacts facts) {
    String list = facts.forwarded();
    if (list == null) {
      return facts;
    }
    Set<String> lists = forwarded.computeIfAbsent(facts.caller().peerIp(), any -> new HashSet<>());
    boolean counts = lists.contains(list) || (lists.size() < MOST_LISTS && lists.add(list));
    return counts ? facts : facts.withForwarded("too-many");
  }

  void finish() {
    rows.forEach(
        (facts, row) ->
            tally.observation(
                facts.key(),
                facts.truth(server),
                facts.site().equals(IisLog.BACK_END),
                row.requests,
                row.firstSecond * 1000,
                row.lastSecond * 1000,
                file,
                row.firstLine));
    rows.clear();
    forwarded.clear();
  }
}
