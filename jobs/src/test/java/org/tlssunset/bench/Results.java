package org.tlssunset.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** What the runs of all races come to: a row per contestant and step. */
final class Results {

  private static final double MEGABYTE = 1e6;

  /**
   * A row.
   *
   * @param archive how the archive was packed
   * @param minSeconds of the fastest run
   * @param medianSeconds of all
   * @param megabytesPerSecond unpacked text in the median time; a megabyte is 1,000,000 bytes
   * @param ratio tls-sunset's time to the same step, or to its observations where the contestant
   *     only counts, divided by this contestant's: the median of the runs' pairs. Below 1,
   *     tls-sunset is faster. Null in tls-sunset's own row
   * @param peakBytes of memory, the most of all runs
   * @param writtenBytes in the contestant's folder at that step
   */
  record Result(
      String archive,
      String contestant,
      String step,
      int runs,
      double minSeconds,
      double medianSeconds,
      double megabytesPerSecond,
      @Nullable Double ratio,
      long peakBytes,
      long writtenBytes) {}

  private record Row(BenchArchive.Packing archive, String contestant, Step step) {}

  private Results() {}

  /**
   * The rows, in the order of their first run.
   *
   * @param bytes of the archive's plain text
   */
  static List<Result> of(List<Measurement> measurements, long bytes) {
    Map<Row, List<Measurement>> rows = new LinkedHashMap<>();
    for (Measurement measured : measurements) {
      rows.computeIfAbsent(row(measured), row -> new ArrayList<>()).add(measured);
    }
    List<Result> results = new ArrayList<>();
    Map<BenchArchive.Packing, String> first = new LinkedHashMap<>();
    rows.forEach(
        (row, runs) -> {
          String reference = first.computeIfAbsent(row.archive, archive -> row.contestant);
          Step step = row.step == Step.COUNTS ? Step.OBSERVATIONS : row.step;
          List<Measurement> ours =
              rows.getOrDefault(new Row(row.archive, reference, step), List.of());
          results.add(
              result(row, runs, reference.equals(row.contestant) ? List.of() : ours, bytes));
        });
    return results;
  }

  private static Row row(Measurement measured) {
    return new Row(measured.archive(), measured.contestant(), measured.lap().step());
  }

  private static Result result(
      Row row, List<Measurement> runs, List<Measurement> ours, long bytes) {
    List<Double> seconds = runs.stream().map(run -> run.lap().seconds()).toList();
    List<Double> ratios = new ArrayList<>();
    for (Measurement run : runs) {
      for (Measurement our : ours) {
        if (our.run() == run.run()) {
          ratios.add(our.lap().seconds() / run.lap().seconds());
        }
      }
    }
    double median = median(seconds).orElseThrow();
    OptionalDouble ratio = median(ratios);
    return new Result(
        row.archive.label(),
        row.contestant,
        row.step.label(),
        runs.size(),
        seconds.stream().mapToDouble(Double::doubleValue).min().orElseThrow(),
        median,
        bytes / MEGABYTE / median,
        ratio.isPresent() ? ratio.getAsDouble() : null,
        runs.stream().mapToLong(run -> run.lap().peak()).max().orElseThrow(),
        runs.stream().mapToLong(run -> run.lap().written()).max().orElseThrow());
  }

  /** The middle value, or the mean of the two in the middle; empty if there is none. */
  static OptionalDouble median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    if (sorted.length == 0) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of((sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2);
  }
}
