package org.tlssunset.synthetic;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts the client-hours of one log. */
final class IisRows {

  private static final class Row {
    private final long firstLine;
    private long requests;
    private long lastSecond;

    Row(long firstLine) {
      this.firstLine = firstLine;
    }
  }

  private final Tally tally;
  private final Path file;
  private final Map<IisFacts, Row> rows = new LinkedHashMap<>();
  private long hour = -1;

  IisRows(Path file, Tally tally) {
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
    Row row = rows.computeIfAbsent(facts, any -> new Row(line));
    row.requests++;
    row.lastSecond = second;
  }

  void finish() {
    rows.forEach(
        (facts, row) ->
            tally.observation(
                facts.key(), row.requests, row.lastSecond * 1000, file, row.firstLine));
    rows.clear();
  }
}
