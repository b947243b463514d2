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

  /** Of one that has logged on a single day: so long it may be silent. */
  private static final int SILENCE_OF_ONE_DAY = 7;

  /** What it is called, and what it logs. */
  public record Name(LoggedDays.Feed feed, String endpoint) implements Comparable<Name> {

    private static final Comparator<Name> ORDER =
        Comparator.comparing(Name::feed).thenComparing(Name::endpoint);

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
   * Whether it has fallen silent: for longer than it ever was between two days with traffic.
   *
   * @param lastOfServer the last day on which its server logged anything
   */
  boolean isSilent(LocalDate lastOfServer) {
    long silence = lastOfServer.toEpochDay() - last().toEpochDay();
    return silence > (days.size() == 1 ? SILENCE_OF_ONE_DAY : longestGap());
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
