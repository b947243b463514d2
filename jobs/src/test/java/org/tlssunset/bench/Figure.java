package org.tlssunset.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A row of the table on growth.
 *
 * @param what is measured
 * @param number what it comes to
 * @param unit {@code ×} for a ratio of two like things
 * @param first what it is made of
 * @param second and what else
 * @param runs how often it was measured
 */
record Figure(String what, double number, String unit, Part first, Part second, int runs) {

  static final double MEGABYTE = 1e6;

  /**
   * A value that a figure is made of.
   *
   * @param unit empty for what has none
   */
  record Part(String what, double number, String unit) {}

  /**
   * What was measured in each run.
   *
   * @param unit empty for what has none
   */
  record Samples(String what, String unit, List<Double> numbers) {

    /** The same value for each run. */
    static Samples constant(String what, String unit, double number, int runs) {
      return new Samples(what, unit, Collections.nCopies(runs, number));
    }

    private Part median() {
      return new Part(what, Results.median(numbers).orElseThrow(), unit);
    }
  }

  /**
   * How fast text was read.
   *
   * @param bytes of it, in each run
   */
  static Figure speed(String what, long bytes, List<Double> seconds) {
    return ratio(
        what,
        "MB/s",
        1,
        Samples.constant("text", "MB", bytes / MEGABYTE, seconds.size()),
        new Samples("time", "s", seconds));
  }

  /**
   * The first divided by the second: the median of the runs' pairs, beside the median of each.
   *
   * @param scale the figures of one: 100 for a percentage
   */
  static Figure ratio(String what, String unit, double scale, Samples first, Samples second) {
    List<Double> ratios = new ArrayList<>();
    for (int run = 0; run < first.numbers.size(); run++) {
      ratios.add(scale * first.numbers.get(run) / second.numbers.get(run));
    }
    return new Figure(
        what,
        Results.median(ratios).orElseThrow(),
        unit,
        first.median(),
        second.median(),
        ratios.size());
  }
}
