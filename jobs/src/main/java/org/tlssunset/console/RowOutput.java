package org.tlssunset.console;

import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Prints rows in one of the formats.
 *
 * <p>Values are String, Boolean, a number, {@link java.time.Instant}, {@link java.time.LocalDate},
 * a List or a Map of these, or null; anything else is printed as its text.
 */
public interface RowOutput {

  /** The formats that {@code --format} takes. */
  enum Format {
    table,
    csv,
    json
  }

  /** Prints a row; its values are in the order of the columns. */
  void row(List<? extends @Nullable Object> values);

  /** Prints what is still held back. */
  void finish();

  /**
   * An output.
   *
   * @param columns the names, printed before the first row; in JSON, with each value
   */
  static RowOutput of(Format format, List<String> columns, PrintWriter out) {
    return switch (format) {
      case table -> new TableOutput(columns, out);
      case csv -> new CsvOutput(columns, out);
      case json -> new JsonOutput(columns, out);
    };
  }
}
