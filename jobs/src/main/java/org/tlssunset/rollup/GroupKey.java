package org.tlssunset.rollup;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** What the rows of a group have in common: texts, days and nulls, at their places. */
final class GroupKey implements Comparable<GroupKey>, Serializable {

  private static final long serialVersionUID = 1;

  private final @Nullable Object[] parts;

  private GroupKey(@Nullable Object[] parts) {
    this.parts = parts;
  }

  /**
   * A key that is valid as long as its texts are.
   *
   * @param parts UTF8String or Integer, always the same at one place; or null
   */
  static GroupKey of(@Nullable Object... parts) {
    return new GroupKey(parts);
  }

  @Nullable Object part(int place) {
    return parts[place];
  }

  /** The same with texts of its own. */
  GroupKey copy() {
    return new GroupKey(
        Arrays.stream(parts)
            .map(part -> part instanceof UTF8String text ? text.copy() : part)
            .toArray());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof GroupKey key && Arrays.equals(parts, key.parts);
  }

  /** The same on all machines. */
  @Override
  public int hashCode() {
    return Arrays.hashCode(parts);
  }

  /** For messages. */
  @Override
  public String toString() {
    return Arrays.stream(parts)
        .map(part -> part instanceof Integer day ? LocalDate.ofEpochDay(day) : part)
        .map(String::valueOf)
        .collect(Collectors.joining(" "));
  }

  /** Some order, in which equal keys stand together; nulls come first. */
  @Override
  public int compareTo(GroupKey other) {
    for (int i = 0; i < parts.length; i++) {
      int order = compare(parts[i], other.parts[i]);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static int compare(@Nullable Object one, @Nullable Object other) {
    if (one == null || other == null) {
      return Boolean.compare(one != null, other != null);
    }
    return one instanceof UTF8String text
        ? text.compareTo((UTF8String) other)
        : ((Integer) one).compareTo((Integer) other);
  }
}
