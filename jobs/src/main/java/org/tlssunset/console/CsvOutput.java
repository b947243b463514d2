package org.tlssunset.console;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/**
 * Prints rows as RFC 4180 has it, for programs: null is empty, lists are joined with {@code ; }.
 */
final class CsvOutput implements RowOutput {

  private final CSVPrinter printer;

  CsvOutput(List<String> columns, PrintWriter out) {
    try {
      printer = new CSVPrinter(out, CSVFormat.RFC4180);
      printer.printRecord(columns);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void row(List<? extends @Nullable Object> values) {
    try {
      printer.printRecord(values.stream().map(CsvOutput::cell).toArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void finish() {
    try {
      printer.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable Object cell(@Nullable Object value) {
    return value instanceof Collection<?> values
        ? values.stream().map(String::valueOf).collect(Collectors.joining("; "))
        : value;
  }
}
