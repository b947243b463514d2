package org.tlssunset.names;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Where a CSV file has what counts, as its line of column names says.
 *
 * @param format with the delimiter that stands between columns
 * @param count how many columns there are
 * @param address the number of its column, from 0; so the others
 * @param from -1 if there is none
 * @param until -1 if there is none
 */
record CsvColumns(CSVFormat format, int count, int address, int name, int from, int until) {

  private static final List<Character> DELIMITERS = List.of(',', ';', '\t');

  private static final List<String> ADDRESS = List.of("address", "ip", "ipaddress");
  private static final List<String> NAME = List.of("name", "hostname");
  private static final List<String> FROM = List.of("from", "validfrom");
  private static final List<String> UNTIL = List.of("until", "validuntil");

  /** What a line of column names says; empty if it is none with an address and a name. */
  static Optional<CsvColumns> of(String line) {
    return DELIMITERS.stream()
        .map(delimiter -> of(line, delimiter))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<CsvColumns> of(String line, char delimiter) {
    CSVFormat format =
        CSVFormat.RFC4180
            .builder()
            .setDelimiter(delimiter)
            .setTrailingData(true)
            .setLenientEof(true)
            .get();
    List<String> names = split(format, line).stream().map(CsvColumns::key).toList();
    int address = first(names, ADDRESS);
    int name = first(names, NAME);
    return address < 0 || name < 0
        ? Optional.empty()
        : Optional.of(
            new CsvColumns(
                format, names.size(), address, name, first(names, FROM), first(names, UNTIL)));
  }

  /** The fields of a record; no more than its columns if it has a last delimiter. */
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
    } catch (IOException e) { // of a text in memory: it does not happen
      throw new UncheckedIOException(e);
    }
    return fields;
  }

  private static String key(String column) {
    return column.toLowerCase(Locale.ROOT).replaceAll("[\\s_-]", "");
  }

  private static int first(List<String> columns, List<String> wanted) {
    return wanted.stream().mapToInt(columns::indexOf).filter(at -> at >= 0).findFirst().orElse(-1);
  }
}
