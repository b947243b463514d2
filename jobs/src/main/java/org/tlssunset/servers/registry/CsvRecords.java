package org.tlssunset.servers.registry;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.ObjLongConsumer;
import java.util.function.Predicate;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.tlssunset.archive.TextLines;

/**
 * The records of a CSV file with a line of column names, its fields separated by commas, semicolons
 * or tabs; lines of comments and PowerShell's {@code #TYPE} may stand before. A quote that is not
 * closed costs its own line alone.
 */
public final class CsvRecords {

  private static final List<Character> DELIMITERS = List.of(',', ';', '\t');

  /** A record of more lines is none: somebody has lost a quote. */
  private static final int MOST_LINES = 50;

  private final CSVFormat format;
  private final List<String> columns;

  private CsvRecords(CSVFormat format, List<String> columns) {
    this.format = format;
    this.columns = columns;
  }

  /** What spellings of a column's name have in common. */
  public static String key(String column) {
    return column.toLowerCase(Locale.ROOT).replaceAll("[\\s_-]", "");
  }

  /**
   * Reads a text.
   *
   * @param fits whether columns, by their names as they are written, are those that are meant
   * @param records takes each record's fields by the names of their columns, and its line, from 1
   * @param bad takes what cannot be read: a sentence's end with the cure, and the line
   * @return whether there are such columns; the first line that is no comment has to name them
   * @throws IOException if it cannot be read to its end
   */
  public static boolean read(
      Reader text,
      Predicate<List<String>> fits,
      BiConsumer<Map<String, String>, Long> records,
      ObjLongConsumer<String> bad)
      throws IOException {
    TextLines lines = new TextLines(text);
    long number = 1;
    @Nullable String line = lines.next();
    while (line != null && (line.isBlank() || line.startsWith("#"))) {
      line = lines.next();
      number++;
    }
    CsvRecords of = line == null ? null : of(line, fits);
    if (of == null) {
      return false;
    }
    of.rest(lines, number, records, bad);
    return true;
  }

  /** Whether a line names such columns. */
  static boolean fits(String line, Predicate<List<String>> fits) {
    return of(line, fits) != null;
  }

  private static @Nullable CsvRecords of(String line, Predicate<List<String>> fits) {
    for (char delimiter : DELIMITERS) {
      CSVFormat format =
          CSVFormat.RFC4180
              .builder()
              .setDelimiter(delimiter)
              .setTrailingData(true)
              .setLenientEof(true)
              .get();
      List<String> columns = split(format, line).stream().map(String::strip).toList();
      if (fits.test(columns)) {
        return new CsvRecords(format, columns);
      }
    }
    return null;
  }

  private void rest(
      TextLines lines,
      long header,
      BiConsumer<Map<String, String>, Long> records,
      ObjLongConsumer<String> bad)
      throws IOException {
    Deque<String> ahead = new ArrayDeque<>(); // lines that are read anew
    List<String> open = new ArrayList<>();
    long first = header + 1;
    while (true) {
      @Nullable String line = ahead.isEmpty() ? lines.next() : ahead.poll();
      if (line == null && open.isEmpty()) {
        return;
      }
      if (line != null) {
        open.add(line);
      }
      boolean isClosed = isClosed(open);
      if (!isClosed && line != null && open.size() < MOST_LINES) {
        continue;
      }
      List<String> fields = isClosed ? split(format, String.join("\n", open)) : List.of();
      boolean isWhole = isClosed && (open.size() == 1 || fields.size() == columns.size());
      if (isWhole) {
        if (!fields.stream().allMatch(String::isBlank)) {
          records.accept(byColumn(fields), first);
        }
        first += open.size();
      } else {
        bad.accept(
            "has a quote that is not closed: double a quote within a field, or take it out", first);
        first++;
        for (int i = open.size() - 1; i > 0; i--) {
          ahead.addFirst(open.get(i));
        }
      }
      open.clear();
    }
  }

  private static boolean isClosed(List<String> open) {
    long quotes = open.stream().mapToLong(line -> line.chars().filter(c -> c == '"').count()).sum();
    return quotes % 2 == 0;
  }

  private Map<String, String> byColumn(List<String> fields) {
    Map<String, String> record = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      record.putIfAbsent(columns.get(i), i < fields.size() ? fields.get(i) : "");
    }
    return record;
  }

  private static List<String> split(CSVFormat format, String record) {
    List<String> fields = new ArrayList<>();
    try (CSVParser parser = CSVParser.parse(record, format)) {
      for (CSVRecord each : parser) {
        each.forEach(fields::add);
      }
    } catch (IOException | UncheckedIOException | IllegalStateException e) {
      return List.of(record.split(format.getDelimiterString(), -1)); // quotes where none belong
    }
    return fields;
  }
}
