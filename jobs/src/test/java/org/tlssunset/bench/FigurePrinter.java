package org.tlssunset.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Locale;

/** Prints figures of growth as they come, for people or as one JSON object a line. */
final class FigurePrinter {

  private static final String NOTES =
      """

      A ratio is the median of the runs' pairs; the values beside it are the medians of each. Exit codes and peak
      memory are the worst of all runs. MB are 1,000,000 bytes; everything is read from the disk cache, once it has been read.
      - cores: sessions of one process, warmed up, opened and closed in turn. taskset holds the whole process to the cores,
        what collects garbage and compiles too; where it is missing, only Spark's threads are fewer, and one core looks
        faster than it is.
      - executors: processes of one core and 512 MB on this machine, warmed up after each start. The driver works beside
        them: with no core to spare for it, two executors look slower than on machines of their own.
      - inspect: the whole process, start included, held to one core by taskset; its output is thrown away.
      - heap: peak memory is that of the process, of which the heap is a part.
      - small-files: the same lines, each file with the log's header; both speeds count the text as it was logged.
      - large-file: CPU time is that of the whole process, garbage collection and compiling included.
      - days: the same day's logs, into a copy of tables that were filled day by day, and into empty ones.
      """;

  private final PrintWriter out;
  private final boolean isJson;

  FigurePrinter(PrintWriter out, boolean isJson) {
    this.out = out;
    this.isJson = isJson;
  }

  /** Begins the table. */
  void begin() {
    if (!isJson) {
      row("measured", "", "figure", "", "made of", "", "runs");
    }
  }

  /**
   * A row.
   *
   * @param measurement its name
   */
  void print(String measurement, Figure figure) throws IOException {
    if (isJson) {
      out.println(json(measurement, figure));
    } else {
      row(
          measurement,
          figure.what(),
          number(figure.number(), figure.unit()),
          figure.unit(),
          part(figure.first()),
          part(figure.second()),
          Integer.toString(figure.runs()));
    }
    out.flush();
  }

  /** Ends the table. */
  void end() {
    if (!isJson) {
      out.print(NOTES);
      out.flush();
    }
  }

  private void row(
      String measurement,
      String what,
      String figure,
      String unit,
      String first,
      String second,
      String runs) {
    out.printf(
        Locale.ROOT,
        "%-11s %-45s %9s %-5s   %-23s %-21s %4s%n",
        measurement,
        what,
        figure,
        unit,
        first,
        second,
        runs);
  }

  private static String part(Figure.Part part) {
    return "%s %s %s"
        .formatted(part.what(), number(part.number(), part.unit()), part.unit())
        .strip();
  }

  private static String number(double number, String unit) {
    return String.format(Locale.ROOT, unit.isEmpty() ? "%.0f" : "%.2f", number);
  }

  private static String json(String measurement, Figure figure) throws IOException {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(line)) {
      json.writeStartObject();
      json.writeStringField("measurement", measurement);
      json.writeStringField("what", figure.what());
      json.writeNumberField("figure", figure.number());
      json.writeStringField("unit", figure.unit());
      part(json, "first", figure.first());
      part(json, "second", figure.second());
      json.writeNumberField("runs", figure.runs());
      json.writeEndObject();
    }
    return line.toString();
  }

  private static void part(JsonGenerator json, String name, Figure.Part part) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeStringField("what", part.what());
    json.writeNumberField("value", part.number());
    json.writeStringField("unit", part.unit());
    json.writeEndObject();
  }
}
