package org.tlssunset.names;

import java.util.List;
import org.tlssunset.csv.CsvColumns;

/**
 * Where a CSV file has what counts, as its line of column names says.
 *
 * @param address the number of its column, from 0; so the others
 * @param from -1 if there is none
 * @param until -1 if there is none
 */
record NameColumns(int address, int name, int from, int until) {

  private static final List<String> ADDRESS = List.of("address", "ip", "ipaddress");
  private static final List<String> NAME = List.of("name", "hostname");
  private static final List<String> FROM = List.of("from", "validfrom");
  private static final List<String> UNTIL = List.of("until", "validuntil");

  /** Where columns of some names are. */
  static NameColumns of(List<String> columns) {
    List<String> keys = columns.stream().map(CsvColumns::key).toList();
    return new NameColumns(
        first(keys, ADDRESS), first(keys, NAME), first(keys, FROM), first(keys, UNTIL));
  }

  /** Whether there are an address and a name among columns of some names. */
  static boolean fit(List<String> columns) {
    NameColumns found = of(columns);
    return found.address >= 0 && found.name >= 0;
  }

  private static int first(List<String> columns, List<String> wanted) {
    return wanted.stream().mapToInt(columns::indexOf).filter(at -> at >= 0).findFirst().orElse(-1);
  }
}
