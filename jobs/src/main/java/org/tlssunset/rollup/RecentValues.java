package org.tlssunset.rollup;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * The different values that were seen last, as many as a reader takes in, the most recent first.
 * More are never kept: one that was seen too early to be among them can only come back by being
 * seen later.
 */
final class RecentValues implements Serializable {

  private static final long serialVersionUID = 1;

  private static final int MOST = 5;

  private final boolean isOfNames;
  private final List<Use> uses = new ArrayList<>(1);

  /**
   * @param isOfNames whether values are the same in any case, {@code CORP\alice} and {@code
   *     corp\Alice}: the one seen last stands for them
   */
  RecentValues(boolean isOfNames) {
    this.isOfNames = isOfNames;
  }

  /**
   * A value's last use.
   *
   * @param list that it stood in: of two seen at one moment, the one in the greater list comes
   *     first
   * @param position in that list
   */
  private record Use(long at, List<UTF8String> list, int position) implements Serializable {

    UTF8String value() {
      return list.get(position);
    }

    boolean isBefore(Use other) {
      if (at != other.at) {
        return at > other.at;
      }
      int order = compare(list, other.list);
      return order > 0 || (order == 0 && position < other.position);
    }

    private static int compare(List<UTF8String> one, List<UTF8String> other) {
      for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
        int order = one.get(i).compareTo(other.get(i));
        if (order != 0) {
          return order;
        }
      }
      return Integer.compare(one.size(), other.size());
    }

    Use copy() {
      return new Use(at, list.stream().map(UTF8String::copy).toList(), position);
    }
  }

  /**
   * Takes a value.
   *
   * @param at when it was seen, in microseconds since 1970
   * @param value null is none
   */
  void add(long at, @Nullable UTF8String value) {
    if (value != null) {
      add(new Use(at, List.of(value), 0), true);
    }
  }

  /** Takes the values of a list of the rollups, which begins with the most recent. */
  void add(long at, ArrayData values) {
    List<UTF8String> list = new ArrayList<>(values.numElements());
    for (int i = 0; i < values.numElements(); i++) {
      list.add(values.getUTF8String(i));
    }
    for (int i = 0; i < list.size(); i++) {
      add(new Use(at, list, i), true);
    }
  }

  void add(RecentValues other) {
    other.uses.forEach(use -> add(use, false));
  }

  /**
   * @param isBorrowed whether its texts have to be copied to be kept
   */
  private void add(Use use, boolean isBorrowed) {
    int known = 0;
    while (known < uses.size() && !isSame(uses.get(known).value(), use.value())) {
      known++;
    }
    if (known < uses.size()) {
      if (!use.isBefore(uses.get(known))) {
        return;
      }
      uses.remove(known);
    }
    int place = uses.size();
    while (place > 0 && use.isBefore(uses.get(place - 1))) {
      place--;
    }
    if (place < MOST) {
      uses.add(place, isBorrowed ? use.copy() : use);
      if (uses.size() > MOST) {
        uses.remove(MOST);
      }
    }
  }

  private boolean isSame(UTF8String one, UTF8String other) {
    return one.equals(other) || (isOfNames && one.toLowerCase().equals(other.toLowerCase()));
  }

  /** The values, the most recent first; empty if there are none. */
  ArrayData values() {
    return new GenericArrayData(uses.stream().map(Use::value).toArray());
  }
}
