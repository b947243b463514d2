package org.tlssunset.party;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * The days on which something holds, in days since 1970-01-01, UTC.
 *
 * @param from the first day; null: from ever
 * @param until the last day, with it; null: for ever
 */
public record Validity(@Nullable Integer from, @Nullable Integer until) implements Serializable {

  /** Every day. */
  public static final Validity ALWAYS = new Validity(null, null);

  /**
   * @throws IllegalArgumentException if it ends before it begins
   */
  public Validity {
    if (from != null && until != null && from > until) {
      throw new IllegalArgumentException("from %d until %d is no time".formatted(from, until));
    }
  }

  /** Whether it holds on a day. */
  public boolean holds(int day) {
    return (from == null || day >= from) && (until == null || day <= until);
  }

  /** Whether there is a day on which both hold. */
  public boolean overlaps(Validity other) {
    return isNotAfter(from, other.until) && isNotAfter(other.from, until);
  }

  private static boolean isNotAfter(@Nullable Integer first, @Nullable Integer last) {
    return first == null || last == null || first <= last;
  }
}
