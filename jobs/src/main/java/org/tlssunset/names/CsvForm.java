package org.tlssunset.names;

import java.util.List;
import org.tlssunset.csv.CsvColumns;
import org.tlssunset.csv.CsvRecords;

/** The records of a CSV file, behind its line of column names. */
final class CsvForm implements NameForm {

  private final NameColumns columns;
  private final NamesFound found;
  private final CsvRecords records;

  CsvForm(CsvColumns columns, NamesFound found) {
    this.columns = NameColumns.of(columns.names());
    this.found = found;
    records = new CsvRecords(columns, this::take, (reason, line) -> found.bad(line, reason));
  }

  @Override
  public void line(String text, long number) {
    records.line(text, number);
  }

  @Override
  public void end() {
    records.end();
  }

  private void take(List<String> fields, long line) {
    found.take(
        line,
        field(fields, columns.address()),
        field(fields, columns.name()),
        field(fields, columns.from()),
        field(fields, columns.until()));
  }

  private static String field(List<String> fields, int at) {
    return at < 0 || at >= fields.size() ? "" : fields.get(at);
  }
}
