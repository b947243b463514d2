package org.tlssunset.days;

/**
 * What a table says of a day of its own.
 *
 * @param revision differs whenever the day's rows do
 * @param from what it was counted from, as {@link Inputs} sums it up; of a table that is counted
 *     from no other, the revision. Of a day that cannot be counted again, though others tell more
 *     of it, what it should have been counted from, after {@value #NOT_COUNTED}
 */
record DayMark(String revision, String from) {

  private static final String NOT_COUNTED = "!";

  /** A day that is whole what it was counted from. */
  static DayMark of(String from) {
    return new DayMark(from, from);
  }

  static DayMark parse(String text) {
    int blank = text.indexOf(' ');
    return blank < 0 ? of(text) : new DayMark(text.substring(0, blank), text.substring(blank + 1));
  }

  boolean isFrom(String inputs) {
    return from.equals(inputs) || from.equals(NOT_COUNTED + inputs);
  }

  /** The same rows, of a day that is not to be counted from its inputs. */
  DayMark notFrom(String inputs) {
    return new DayMark(revision, NOT_COUNTED + inputs);
  }

  /** Whether others tell more of the day than it holds, and it cannot be counted again. */
  boolean isFrozen() {
    return from.startsWith(NOT_COUNTED);
  }

  /** Other rows, counted from the same. */
  DayMark withRevision(String next) {
    return new DayMark(next, from);
  }

  String text() {
    return revision.equals(from) ? revision : revision + " " + from;
  }
}
