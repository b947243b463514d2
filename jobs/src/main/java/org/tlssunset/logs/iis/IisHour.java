package org.tlssunset.logs.iis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rows of one hour. */
final class IisHour {

  private final long hour;
  private final int number;
  private final Map<IisFacts, IisRow> byFacts = new HashMap<>();
  private final List<IisRow> rows = new ArrayList<>();
  private final ForwardedBound forwarded = new ForwardedBound();
  private long textLength;

  /**
   * An hour without rows.
   *
   * @param hour counted from 1970
   * @param number from 1, another for each
   */
  IisHour(long hour, int number) {
    this.hour = hour;
    this.number = number;
  }

  /** The hour, counted from 1970. */
  long hour() {
    return hour;
  }

  /** A number that no other has, not even the same hour if it is opened again. */
  int number() {
    return number;
  }

  /**
   * The row of a spelling that has none in this hour yet: that of its facts, or a new one. Where
   * its peer has forwarded too much in this hour, it is that of all further such requests.
   *
   * @param facts the spelling's
   * @param lineNumber the line's number in the log
   */
  IisRow row(IisSpelling spelling, IisFacts facts, long lineNumber) {
    IisRow row = byFacts.get(facts);
    if (row == null) {
      IisFacts bounded = facts.with(forwarded.of(facts.caller().peer(), facts.forwarded()));
      row = bounded == facts ? null : byFacts.get(bounded);
      if (row == null) {
        row = add(bounded, lineNumber);
      }
    }
    spelling.remember(this, row);
    return row;
  }

  private IisRow add(IisFacts facts, long lineNumber) {
    IisRow row = new IisRow(facts, lineNumber);
    byFacts.put(facts, row);
    rows.add(row);
    textLength += facts.length();
    return row;
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
