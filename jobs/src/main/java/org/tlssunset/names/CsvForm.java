package org.tlssunset.names;

import java.util.ArrayList;
import java.util.List;

/**
 * The records of a CSV file, behind its line of column names. Where a quote is open at a line's
 * end, the record goes on in the next; but it ends in time, with as many fields as there are
 * columns, or else its first line is damaged and no other is lost.
 */
final class CsvForm implements NameForm {

  /** A record of more lines is none: somebody has lost a quote. */
  private static final int MOST_LINES = 50;

  private final CsvColumns columns;
  private final NamesFound found;

  /** The lines of a record that has not ended, and the number of the first. */
  private final List<String> open = new ArrayList<>();

  private long first;

  CsvForm(CsvColumns columns, NamesFound found) {
    this.columns = columns;
    this.found = found;
  }

  @Override
  public void line(String text, long number) {
    if (open.isEmpty()) {
      first = number;
    }
    open.add(text);
    if (isClosed()) {
      List<String> fields = columns.split(String.join("\n", open));
      if (open.size() > 1 && fields.size() != columns.count()) {
        damaged();
      } else {
        take(fields);
        open.clear();
      }
    } else if (open.size() == MOST_LINES) {
      damaged();
    }
  }

  @Override
  public void end() {
    while (!open.isEmpty()) {
      damaged();
    }
  }

  /** Gives up the first line of the open record, and reads the others anew. */
  private void damaged() {
    found.bad(
        first, "has a quote that is not closed: double a quote within a field, or take it out");
    List<String> rest = List.copyOf(open.subList(1, open.size()));
    open.clear();
    long number = first + 1;
    for (String line : rest) {
      line(line, number++);
    }
  }

  private boolean isClosed() {
    long quotes = open.stream().mapToLong(line -> line.chars().filter(c -> c == '"').count()).sum();
    return quotes % 2 == 0;
  }

  private void take(List<String> fields) {
    if (fields.stream().allMatch(String::isBlank)) {
      return;
    }
    found.take(
        first,
        field(fields, columns.address()),
        field(fields, columns.name()),
        field(fields, columns.from()),
        field(fields, columns.until()));
  }

  private static String field(List<String> fields, int at) {
    return at < 0 || at >= fields.size() ? "" : fields.get(at);
  }
}
