package org.tlssunset.plan;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.TreeSet;

/**
 * A connector or site of a server, and the days on which it logged traffic.
 *
 * @param days at least one
 */
public record Endpoint(Name name, TreeSet<LocalDate> days) {

  /**
   * What it is called.
   *
   * @param server no text if its name is not known
   */
  public record Name(String server, String direction, String endpoint) implements Comparable<Name> {

    private static final Comparator<Name> ORDER =
        Comparator.comparing(Name::server)
            .thenComparing(Name::direction)
            .thenComparing(Name::endpoint);

    @Override
    public int compareTo(Name other) {
      return ORDER.compare(this, other);
    }
  }

  /** The last day on which it logged anything. */
  public LocalDate last() {
    return days.last();
  }

  /**
   * Whether it has fallen silent: for longer than it ever was between two days with traffic. Of one
   * that has logged on a single day this is not known.
   *
   * @param lastOfServer the last day on which its server logged anything
   */
  boolean isSilent(LocalDate lastOfServer) {
    return days.size() > 1 && lastOfServer.toEpochDay() - last().toEpochDay() > longestGap();
  }

  private long longestGap() {
    long longest = 0;
    long before = days.first().toEpochDay();
    for (LocalDate day : days) {
      longest = Math.max(longest, day.toEpochDay() - before);
      before = day.toEpochDay();
    }
    return longest;
  }
}
