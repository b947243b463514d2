package org.tlssunset.export;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tlssunset.console.RowOutput;
import org.tlssunset.outreach.SpreadsheetFile;
import org.tlssunset.warehouse.WholeFile;

/** A file of rows that is there whole or not at all. */
interface RowFile extends AutoCloseable {

  /** Writes a row of plain values. */
  void row(List<? extends @Nullable Object> values) throws IOException;

  /** All has been written: the file takes its place. */
  void commit() throws IOException;

  @Override
  void close() throws IOException;

  /** A CSV file for spreadsheets. */
  static RowFile csv(WholeFile file, List<String> columns) throws IOException {
    SpreadsheetFile sheet = new SpreadsheetFile(file, columns);
    return new RowFile() {
      @Override
      public void row(List<? extends @Nullable Object> values) throws IOException {
        sheet.row(values);
      }

      @Override
      public void commit() throws IOException {
        sheet.commit();
      }

      @Override
      public void close() throws IOException {
        file.close();
      }
    };
  }

  /** A file of JSON objects, one on each line. */
  static RowFile json(WholeFile file, List<String> columns) {
    PrintWriter text =
        new PrintWriter(new OutputStreamWriter(file.stream(), StandardCharsets.UTF_8));
    RowOutput rows = RowOutput.of(RowOutput.Format.json, columns, text);
    return new RowFile() {
      @Override
      public void row(List<? extends @Nullable Object> values) {
        rows.row(values);
      }

      @Override
      public void commit() throws IOException {
        rows.finish();
        if (text.checkError()) {
          throw new IOException("not all could be written: make room");
        }
        file.commit();
      }

      @Override
      public void close() throws IOException {
        file.close();
      }
    };
  }
}
