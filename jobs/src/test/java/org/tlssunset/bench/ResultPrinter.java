package org.tlssunset.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;

/** Prints results for people, or as one JSON object a line. */
final class ResultPrinter {

  private static final double MEGABYTE = 1e6;

  private static final String NOTES =
      """

      tls-sunset ÷: its time over the contestant's, median of the pairs of each run; below 1, tls-sunset is faster.
      Those that only count are set against its observations.
      All came to the same answer: rows and requests by source, protocol, client, version, outcome, hop and
      probe, and the rollup's counts and times of every client; those that only count, to the same counts.

      Where the comparison flatters or harms:
      - tls-sunset makes its empty tables before the clock starts (once in a warehouse's life); the cold process
        makes them within it, starts Java and Spark, and writes the CSV too.
      - Only tls-sunset finds the line that proves a row, counts every line in its ledger, keeps a daily rollup,
        and would stand damaged lines, other columns and spellings: the archive has none of these, and the SQL
        knows no rule for them. That harms tls-sunset.
      - DuckDB and plain Spark are told each file's columns beforehand, without the time that a script takes.
      - DuckDB writes Parquet files, the others Delta tables with their transaction log.
      - A client of the archive has one user agent, and query strings are short: all that fold are flattered.
      - mawk and wc only count. A pipe is two processes a file: some more than the given cores.
      - Memory of those in this process is the Java heap in use, garbage included: with -Xmx512m in
        TLS_SUNSET_JAVA_OPTIONS it shows whether that suffices; DuckDB's is what it says of its own buffers; that of processes is resident memory.
      - Everything is read from the disk cache, once it has been read. With fewer cores than the machine has, the
        Java virtual machine still collects garbage and compiles on all of them: use taskset to forbid it.
      """;

  private final PrintWriter out;

  ResultPrinter(PrintWriter out) {
    this.out = out;
  }

  /** A table and its notes. */
  void table(List<Results.Result> results) {
    out.printf(
        Locale.ROOT,
        "%-7s %-24s %-12s %8s %8s %7s %13s %8s %10s%n",
        "archive",
        "contestant",
        "step",
        "s, min",
        "s, med",
        "MB/s",
        "tls-sunset ÷",
        "peak MB",
        "MB written");
    for (Results.Result result : results) {
      out.printf(
          Locale.ROOT,
          "%-7s %-24s %-12s %8.2f %8.2f %7.0f %13s %8.0f %10.2f%n",
          result.archive(),
          result.contestant(),
          result.step(),
          result.minSeconds(),
          result.medianSeconds(),
          result.megabytesPerSecond(),
          result.ratio() == null ? "" : String.format(Locale.ROOT, "%.2f", result.ratio()),
          result.peakBytes() / MEGABYTE,
          result.writtenBytes() / MEGABYTE);
    }
    out.print(NOTES);
    out.flush();
  }

  /** One object a line: a result's components by their names. */
  void json(List<Results.Result> results) throws IOException {
    for (Results.Result result : results) {
      StringWriter line = new StringWriter();
      try (JsonGenerator json = new JsonFactory().createGenerator(line)) {
        json.writeStartObject();
        json.writeStringField("archive", result.archive());
        json.writeStringField("contestant", result.contestant());
        json.writeStringField("step", result.step());
        json.writeNumberField("runs", result.runs());
        json.writeNumberField("minSeconds", result.minSeconds());
        json.writeNumberField("medianSeconds", result.medianSeconds());
        json.writeNumberField("megabytesPerSecond", result.megabytesPerSecond());
        Double ratio = result.ratio();
        if (ratio == null) {
          json.writeNullField("ratio");
        } else {
          json.writeNumberField("ratio", ratio);
        }
        json.writeNumberField("peakBytes", result.peakBytes());
        json.writeNumberField("writtenBytes", result.writtenBytes());
        json.writeEndObject();
      }
      out.println(line);
    }
    out.flush();
  }
}
