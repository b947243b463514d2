package org.tlssunset.csv;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * What a line of column names says: which columns there are, and what stands between them, a comma,
 * a semicolon or a tab.
 *
 * @param format with that delimiter
 * @param names as they are written, without the blanks around them
 */
public record CsvColumns(CSVFormat format, List<String> names) {

  private static final List<Character> DELIMITERS = List.of(',', ';', '\t');

  /** What spellings of a column's name have in common. */
  public static String key(String column) {
    return column.toLowerCase(Locale.ROOT).replaceAll("[\\s_-]", "");
  }

  /**
   * What a line says.
   *
   * @param fits whether columns of such names are those that are meant
   * @return empty if the line names none of these
   */
  public static Optional<CsvColumns> of(String line, Predicate<List<String>> fits) {
    for (char delimiter : DELIMITERS) {
      CSVFormat format =
          CSVFormat.RFC4180
              .builder()
              .setDelimiter(delimiter)
              .setTrailingData(true)
              .setLenientEof(true)
              .get();
      List<String> names = split(format, line).stream().map(String::strip).toList();
      if (fits.test(names)) {
        return Optional.of(new CsvColumns(format, names));
      }
    }
    return Optional.empty();
  }

  /** The fields of a record; of several columns of one name, the first one's. */
  Map<String, String> byName(List<String> fields) {
    Map<String, String> record = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      record.putIfAbsent(names.get(i), i < fields.size() ? fields.get(i) : "");
    }
    return record;
  }

  /** The fields of a record, which may be of several lines. */
  List<String> split(String record) {
    return split(format, record);
  }

  private static List<String> split(CSVFormat format, String record) {
    if (record.indexOf('"') < 0) { // a parser of its own for each line takes longer than all else
      return List.of(record.split(format.getDelimiterString(), -1));
    }
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
