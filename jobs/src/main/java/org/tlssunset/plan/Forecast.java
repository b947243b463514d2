package org.tlssunset.plan;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.jspecify.annotations.Nullable;

/**
 * When the last party would need an old version, if their number falls on as it has of late: a
 * straight line through the weeks since it was highest, at most {@value #MOST_WEEKS}. None is made
 * of fewer than {@value #LEAST_WEEKS} weeks, nor where the weeks scatter so much that the number
 * may not be falling at all (the slope's 95 % interval reaches zero).
 *
 * @param from the Monday of the first week that it is made of
 * @param perWeek by how many parties the number falls
 * @param expected the day on which the line reaches zero
 * @param early the day on which the interval's steeper line does
 * @param late the day on which its flatter line does; null: not within ten years
 */
public record Forecast(
    LocalDate from, double perWeek, LocalDate expected, LocalDate early, @Nullable LocalDate late) {

  private static final int MOST_WEEKS = 13;

  private static final int LEAST_WEEKS = 5;

  private static final int FARTHEST_WEEKS = 520;

  /**
   * Makes one.
   *
   * @param weeks how many parties there were, by each week's Monday
   * @return empty if nothing can be said, or nobody is left
   */
  public static Optional<Forecast> of(SortedMap<LocalDate, Long> weeks) {
    List<Map.Entry<LocalDate, Long>> falling = sinceHighest(weeks);
    if (falling.size() < LEAST_WEEKS || weeks.get(weeks.lastKey()) == 0) {
      return Optional.empty();
    }
    SimpleRegression line = new SimpleRegression();
    for (int week = 0; week < falling.size(); week++) {
      line.addData(week, falling.get(week).getValue());
    }
    int last = falling.size() - 1;
    double reached = line.predict(last);
    double slope = line.getSlope();
    double width = line.getSlopeConfidenceInterval();
    OptionalDouble expected = weeksToZero(reached, slope);
    OptionalDouble early = weeksToZero(reached, slope - width);
    if (slope + width >= 0 || expected.isEmpty() || early.isEmpty()) {
      return Optional.empty();
    }
    LocalDate end = falling.get(last).getKey().plusDays(6);
    OptionalDouble late = weeksToZero(reached, slope + width);
    return Optional.of(
        new Forecast(
            falling.get(0).getKey(),
            -slope,
            after(end, expected.getAsDouble()),
            after(end, early.getAsDouble()),
            late.isEmpty() ? null : after(end, late.getAsDouble())));
  }

  private static List<Map.Entry<LocalDate, Long>> sinceHighest(SortedMap<LocalDate, Long> weeks) {
    List<Map.Entry<LocalDate, Long>> since = new ArrayList<>();
    long highest = 0;
    for (Map.Entry<LocalDate, Long> week : weeks.entrySet()) {
      if (week.getValue() >= highest) {
        highest = week.getValue();
        since.clear();
      }
      since.add(week);
    }
    return since.subList(Math.max(0, since.size() - MOST_WEEKS), since.size());
  }

  private static OptionalDouble weeksToZero(double reached, double slope) {
    double weeks = Math.max(0, reached) / -slope;
    return slope < 0 && weeks <= FARTHEST_WEEKS ? OptionalDouble.of(weeks) : OptionalDouble.empty();
  }

  private static LocalDate after(LocalDate day, double weeks) {
    return day.plusDays((long) Math.ceil(7 * weeks));
  }
}
