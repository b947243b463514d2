package org.tlssunset.monitor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.tlssunset.console.FailedException;
import org.tlssunset.warehouse.WholeFile;

/**
 * A file of figures in Prometheus's text format, for the textfile collector of node_exporter. It is
 * replaced as a whole, so that no half of it is ever collected.
 */
public final class MetricsFile {

  private final Path file;

  /** By a sample's name with its labels. */
  private final Map<Metric, Map<String, Double>> samples = new EnumMap<>(Metric.class);

  private MetricsFile(Path file) {
    this.file = file;
  }

  /**
   * The file with some of what it says now; without, if it is not there or not understood.
   *
   * @param kept the figures that stay unless new ones are put
   */
  public static MetricsFile at(Path file, Predicate<Metric> kept) {
    MetricsFile metrics = new MetricsFile(file);
    try {
      for (String line : Files.readAllLines(file)) {
        for (Metric metric : Metric.values()) {
          if (kept.test(metric)
              && (line.startsWith(metric.title() + " ") || line.startsWith(metric.title() + "{"))) {
            int blank = line.lastIndexOf(' ');
            metrics.put(
                metric, line.substring(0, blank), Double.parseDouble(line.substring(blank)));
          }
        }
      }
    } catch (IOException | NumberFormatException e) {
      metrics.samples.clear(); // whoever wrote it was not this program
    }
    return metrics;
  }

  /** Sets a figure. */
  void set(Metric metric, double value, String... labels) {
    put(metric, metric.sample(labels), value);
  }

  /** Sets a moment. */
  void set(Metric metric, Instant time, String... labels) {
    set(metric, time.toEpochMilli() / 1000.0, labels);
  }

  /** Sets a moment, unless a later one is there. */
  void setLatest(Metric metric, Instant time, String... labels) {
    double before =
        samples
            .getOrDefault(metric, Map.of())
            .getOrDefault(metric.sample(labels), Double.NEGATIVE_INFINITY);
    set(metric, Math.max(before, time.toEpochMilli() / 1000.0), labels);
  }

  private void put(Metric metric, String sample, double value) {
    samples.computeIfAbsent(metric, any -> new TreeMap<>()).put(sample, value);
  }

  /**
   * Replaces the file.
   *
   * @throws FailedException if it cannot be written
   */
  public void write() {
    try {
      WholeFile.write(file, text().getBytes(StandardCharsets.UTF_8));
      letOthersRead();
    } catch (IOException e) {
      throw new FailedException(
          "the metrics cannot be written to %s (%s): choose another --metrics"
              .formatted(file, e.getMessage()));
    }
  }

  /** Whoever collects the figures is another user, and they tell of nobody. */
  private void letOthersRead() throws IOException {
    PosixFileAttributeView rights = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (rights != null) {
      rights.setPermissions(PosixFilePermissions.fromString("rw-r--r--"));
    }
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    samples.forEach(
        (metric, values) -> {
          text.append("# HELP %s %s\n".formatted(metric.title(), metric.help()));
          text.append("# TYPE %s gauge\n".formatted(metric.title()));
          values.forEach((sample, value) -> text.append(sample + " " + number(value) + "\n"));
        });
    return text.toString();
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1L << 53
        ? String.valueOf((long) value)
        : java.math.BigDecimal.valueOf(value).toPlainString();
  }
}
