package org.tlssunset.bench;

import java.io.PrintWriter;
import java.util.Locale;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.tlssunset.logs.LogFormat;
import org.tlssunset.logs.formats.LogFormats;

/** Runs {@link ParserBenchmark} and prints what JMH finds in the units that matter. */
final class ParserSpeeds {

  private static final double MEGA = 1e6;

  private ParserSpeeds() {}

  static void print(PrintWriter out, boolean json) throws RunnerException {
    if (!json) {
      out.printf(
          "%-14s %8s %16s %12s %16s %15s%n",
          "parser",
          "MB/s",
          "million lines/s",
          "lines a row",
          "allocated a line",
          "bytes, and a row");
    }
    for (RunResult run :
        new Runner(
                new OptionsBuilder()
                    .include(ParserBenchmark.class.getName())
                    .param(
                        "format",
                        LogFormats.ALL.stream().map(LogFormat::label).toArray(String[]::new))
                    .addProfiler(GCProfiler.class)
                    .verbosity(VerboseMode.SILENT)
                    .build())
            .run()) {
      double lines = rate(run, "lines");
      double rows = rate(run, "rows");
      // Bytes a call, times calls a second.
      double allocated = rate(run, "gc.alloc.rate.norm") * run.getPrimaryResult().getScore();
      out.printf(
          Locale.ROOT,
          json
              ? "{\"parser\":\"%s\",\"megabytesPerSecond\":%.1f,\"millionLinesPerSecond\":%.2f,\"linesPerRow\":%.1f,\"allocatedBytesPerLine\":%.2f,\"allocatedBytesPerRow\":%.0f}%n"
              : "%-14s %8.0f %16.2f %12.1f %16.2f %15.0f%n",
          run.getParams().getParam("format"),
          rate(run, "bytes") / MEGA,
          lines / MEGA,
          lines / rows,
          allocated / lines,
          allocated / rows);
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
