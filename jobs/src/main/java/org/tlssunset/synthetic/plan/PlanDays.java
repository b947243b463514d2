package org.tlssunset.synthetic.plan;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.tlssunset.synthetic.Dice;

/** The days of an archive, numbered from 0. On every third one something happens. */
final class PlanDays {

  static final LocalDate FIRST = LocalDate.of(2026, 5, 4);

  static final int LAST = 119;

  /** The day on which one of the servers gets TLS 1.2. */
  static final int SWITCH_ON = 40;

  /** A day some weeks later. */
  static final int BETWEEN = 75;

  private static final int STEP = 3;

  private PlanDays() {}

  static LocalDate date(int day) {
    return FIRST.plusDays(day);
  }

  static int number(LocalDate date) {
    return (int) (date.toEpochDay() - FIRST.toEpochDay());
  }

  /** The days up to which is looked back: the last one before TLS 1.2, a later one, the last. */
  static List<LocalDate> asOf() {
    return List.of(date(SWITCH_ON - 1), date(BETWEEN), date(LAST));
  }

  /** Some of them, from the first week to the last. */
  static List<Integer> always(Dice dice) {
    return some(dice, STEP, LAST);
  }

  /** Some of them, in equal distances of twelve days at most. */
  static List<Integer> some(Dice dice, int from, int to) {
    return every(STEP * (2 + dice.below(3)), from, to);
  }

  /**
   * Days from one to another.
   *
   * @param from where something happens
   */
  static List<Integer> every(int step, int from, int to) {
    return IntStream.rangeClosed(0, (to - from) / step).mapToObj(i -> from + i * step).toList();
  }
}
