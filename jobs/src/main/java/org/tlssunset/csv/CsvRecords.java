package org.tlssunset.csv;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ObjLongConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.tlssunset.archive.TextLines;

/**
 * The records behind a line of column names. Where a quote is open at a line's end, the record goes
 * on in the next; but it ends in time, with as many fields as there are columns, or else its first
 * line is damaged and no other is lost. Records without any text are none.
 */
public final class CsvRecords {

  /** A record of more lines is none: somebody has lost a quote. */
  private static final int MOST_LINES = 50;

  private final CsvColumns columns;
  private final ObjLongConsumer<List<String>> records;
  private final ObjLongConsumer<String> bad;

  /** The lines of a record that has not ended, and the number of the first. */
  private final List<String> open = new ArrayList<>();

  private long first;

  /**
   * @param records takes each record's fields, and its line
   * @param bad takes what cannot be read: a sentence's end with the cure, and the line
   */
  public CsvRecords(
      CsvColumns columns, ObjLongConsumer<List<String>> records, ObjLongConsumer<String> bad) {
    this.columns = columns;
    this.records = records;
    this.bad = bad;
  }

  /**
   * Reads a text; lines of comments and PowerShell's {@code #TYPE} may stand before the columns.
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
      ObjLongConsumer<Map<String, String>> records,
      ObjLongConsumer<String> bad)
      throws IOException {
    TextLines lines = new TextLines(text);
    long number = 1;
    @Nullable String line = lines.next();
    while (line != null && (line.isBlank() || line.startsWith("#"))) {
      line = lines.next();
      number++;
    }
    Optional<CsvColumns> columns = line == null ? Optional.empty() : CsvColumns.of(line, fits);
    if (columns.isEmpty()) {
      return false;
    }
    CsvColumns its = columns.get();
    CsvRecords reading =
        new CsvRecords(its, (fields, at) -> records.accept(its.byName(fields), at), bad);
    for (line = lines.next(); line != null; line = lines.next()) {
      number++;
      reading.line(line, number);
    }
    reading.end();
    return true;
  }

  /** Takes the next line, and its number. */
  public void line(String text, long number) {
    if (open.isEmpty()) {
      first = number;
    }
    open.add(text);
    if (isClosed()) {
      List<String> fields = columns.split(String.join("\n", open));
      if (open.size() > 1 && fields.size() != columns.names().size()) {
        damaged();
      } else {
        open.clear();
        if (!fields.stream().allMatch(String::isBlank)) {
          records.accept(fields, first);
        }
      }
    } else if (open.size() == MOST_LINES) {
      damaged();
    }
  }

  /** There are no more lines. */
  public void end() {
    while (!open.isEmpty()) {
      damaged();
    }
  }

  /** Gives up the first line of the open record, and reads the others anew. */
  private void damaged() {
    bad.accept(
        "has a quote that is not closed: double a quote within a field, or take it out", first);
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
}
