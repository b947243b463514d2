package org.tlssunset.rollup;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** What the rows of a group have in common: texts, days, numbers and nulls, at their places. */
final class GroupKey implements Comparable<GroupKey>, Serializable {

  private static final long serialVersionUID = 1;

  private final @Nullable Object[] parts;
  private final int hash;

  private GroupKey(@Nullable Object[] parts, int hash) {
    this.parts = parts;
    this.hash = hash;
  }

  /**
   * A key that is valid as long as its texts are.
   *
   * @param parts UTF8String, Integer (a day, where it is the first), Long or Boolean, always the
   *     same at one place; or null
   */
  static GroupKey of(@Nullable Object... parts) {
    return new GroupKey(parts, Arrays.hashCode(parts));
  }

  @Nullable Object part(int place) {
    return parts[place];
  }

  int size() {
    return parts.length;
  }

  /** The same with texts of its own. */
  GroupKey copy() {
    return kept(UTF8String::copy);
  }

  /**
   * The same with other texts.
   *
   * @param texts gives an equal text that stays
   */
  GroupKey kept(UnaryOperator<UTF8String> texts) {
    @Nullable Object[] own = parts.clone();
    for (int i = 0; i < own.length; i++) {
      if (own[i] instanceof UTF8String text) {
        own[i] = texts.apply(text);
      }
    }
    return new GroupKey(own, hash);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof GroupKey key && hash == key.hash && Arrays.equals(parts, key.parts);
  }

  /** The same on all machines. */
  @Override
  public int hashCode() {
    return hash;
  }

  /** For messages. */
  @Override
  public String toString() {
    return Arrays.stream(parts)
        .map(part -> part instanceof Integer day ? LocalDate.ofEpochDay(day) : part)
        .map(String::valueOf)
        .collect(Collectors.joining(" "));
  }

  /**
   * Some order, in which equal keys stand together; texts are compared where hashes do not tell.
   */
  @Override
  public int compareTo(GroupKey other) {
    if (hash != other.hash) {
      return Integer.compare(hash, other.hash);
    }
    for (int i = 0; i < parts.length; i++) {
      int order = compare(parts[i], other.parts[i]);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  @SuppressWarnings("unchecked")
  private static int compare(@Nullable Object one, @Nullable Object other) {
    if (one == null || other == null) {
      return Boolean.compare(one != null, other != null);
    }
    return ((Comparable<Object>) one).compareTo(other);
  }
}
