package org.tlssunset.outreach;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.tlssunset.warehouse.WholeFile;

/**
 * A CSV file as people open it: RFC 4180 in UTF-8 with a byte order mark, without which Excel takes
 * it for another encoding. How a value stands in its cell says {@link CsvCell}.
 */
public final class SpreadsheetFile {

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final WholeFile file;
  private final CSVPrinter printer;
  private long rows;

  /**
   * Begins one.
   *
   * @param file is committed by {@link #commit} and closed by the caller
   */
  public SpreadsheetFile(WholeFile file, List<String> columns) throws IOException {
    this.file = file;
    Writer text = new OutputStreamWriter(file.stream(), StandardCharsets.UTF_8);
    text.write(BYTE_ORDER_MARK);
    printer = new CSVPrinter(text, CSVFormat.RFC4180);
    printer.printRecord(columns);
  }

  /**
   * Writes a row.
   *
   * @param values texts, numbers, truths, days, instants and lists of texts; null is an empty cell
   */
  public void row(List<? extends @Nullable Object> values) throws IOException {
    for (Object value : values) {
      printer.print(CsvCell.of(value));
    }
    printer.println();
    rows++;
  }

  /** The text that a cell of such a file is of. */
  public static String text(String cell) {
    return CsvCell.text(cell);
  }

  /**
   * All has been written: the file takes its place.
   *
   * @return how many rows it has, without the header
   */
  public long commit() throws IOException {
    printer.flush();
    file.commit();
    return rows;
  }
}
