package org.tlssunset.rollup;

import java.io.Serializable;
import java.util.ArrayList;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * The different values that were seen last, as many as a reader takes in, the most recent first; of
 * one moment, the greatest. More are never kept: one that was seen too early to be among them can
 * only come back by being seen later.
 */
final class RecentValues implements Serializable {

  private static final long serialVersionUID = 1;

  private static final int MOST = 5;

  private final boolean isOfNames;
  private final ArrayList<UTF8String> values = new ArrayList<>(1);

  /** When each was seen last, in microseconds since 1970. */
  private final ArrayList<Long> times = new ArrayList<>(1);

  /**
   * @param isOfNames whether values are the same in any case, {@code CORP\alice} and {@code
   *     corp\Alice}: the one seen last stands for them
   */
  RecentValues(boolean isOfNames) {
    this.isOfNames = isOfNames;
  }

  /**
   * Takes a value.
   *
   * @param at when it was seen, in microseconds since 1970
   * @param value kept as a copy; null is none
   */
  void add(long at, @Nullable UTF8String value) {
    if (value == null) {
      return;
    }
    int known = 0;
    while (known < values.size() && !isSame(values.get(known), value)) {
      known++;
    }
    UTF8String kept = null;
    if (known < values.size()) {
      if (!isBefore(at, value, known)) {
        return;
      }
      UTF8String same = values.remove(known);
      times.remove(known);
      kept = same.equals(value) ? same : null;
    }
    int place = values.size();
    while (place > 0 && isBefore(at, value, place - 1)) {
      place--;
    }
    if (place < MOST) {
      values.add(place, kept == null ? value.copy() : kept);
      times.add(place, at);
      if (values.size() > MOST) {
        values.remove(MOST);
        times.remove(MOST);
      }
    }
  }

  /** Whether a value stands before that at a place. */
  private boolean isBefore(long at, UTF8String value, int place) {
    int order = Long.compare(at, times.get(place));
    return order == 0 ? value.compareTo(values.get(place)) > 0 : order > 0;
  }

  void add(RecentValues other) {
    for (int i = 0; i < other.values.size(); i++) {
      add(other.times.get(i), other.values.get(i));
    }
  }

  private boolean isSame(UTF8String one, UTF8String other) {
    return one.equals(other) || (isOfNames && one.toLowerCase().equals(other.toLowerCase()));
  }

  /** The values, the most recent first; empty if there are none. */
  ArrayData values() {
    return new GenericArrayData(values.toArray());
  }
}
