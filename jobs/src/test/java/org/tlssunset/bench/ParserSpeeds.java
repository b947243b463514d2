package org.tlssunset.bench;

import java.io.PrintWriter;
import java.util.Locale;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs {@link ParserBenchmark} and prints what JMH finds in the units that matter. */
final class ParserSpeeds {

  private static final double MEGA = 1e6;

  private ParserSpeeds() {}

  static void print(PrintWriter out, boolean json) throws RunnerException {
    if (!json) {
      out.printf(
          "%-14s %8s %16s %24s%n", "parser", "MB/s", "million lines/s", "bytes allocated a line");
    }
    for (RunResult run :
        new Runner(
                new OptionsBuilder()
                    .include(ParserBenchmark.class.getName())
                    .addProfiler(GCProfiler.class)
                    .verbosity(VerboseMode.SILENT)
                    .build())
            .run()) {
      double lines = rate(run, "lines");
      out.printf(
          Locale.ROOT,
          json
              ? "{\"parser\":\"%s\",\"megabytesPerSecond\":%.1f,\"millionLinesPerSecond\":%.2f,\"allocatedBytesPerLine\":%.2f}%n"
              : "%-14s %8.0f %16.2f %24.2f%n",
          run.getParams().getParam("format"),
          rate(run, "bytes") / MEGA,
          lines / MEGA,
          // Per call, times calls a second.
          rate(run, "gc.alloc.rate.norm") * run.getPrimaryResult().getScore() / lines);
    }
    out.flush();
  }

  /** A secondary result, whatever dots JMH puts before its name. */
  private static double rate(RunResult run, String name) {
    String key =
        run.getSecondaryResults().keySet().stream()
            .filter(label -> label.endsWith(name))
            .findFirst()
            .orElseThrow();
    return run.getSecondaryResults().get(key).getScore();
  }
}
