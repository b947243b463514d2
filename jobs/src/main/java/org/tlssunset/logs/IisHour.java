package org.tlssunset.logs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows of one hour. */
final class IisHour {

  private final long hour;
  private final Map<IisFacts, IisRow> byFacts = new HashMap<>();
  private final List<IisRow> rows = new ArrayList<>();
  private IisSpellings spellings;
  private long textLength;

  /**
   * An hour without rows.
   *
   * @param hour counted from 1970
   * @param fields the columns of the lines to come
   */
  IisHour(long hour, IisFields fields) {
    this.hour = hour;
    this.spellings = new IisSpellings(fields);
  }

  /** The hour, counted from 1970. */
  long hour() {
    return hour;
  }

  /** The spellings of the facts seen so far in lines with these columns. */
  IisSpellings spellings(IisFields fields) {
    if (spellings.fields() != fields) {
      spellings = new IisSpellings(fields);
    }
    return spellings;
  }

  /** The row of these facts; null if there is none yet. */
  @Nullable IisRow find(IisFacts facts) {
    return byFacts.get(facts);
  }

  /** Adds the row of these facts. */
  void add(IisFacts facts, IisRow row) {
    byFacts.put(facts, row);
    rows.add(row);
    textLength += facts.length();
  }

  /** The rows in the order of their first lines. */
  List<IisRow> rows() {
    return rows;
  }

  /** Roughly what the rows' texts take of the memory, in characters. */
  long textLength() {
    return textLength;
  }
}
