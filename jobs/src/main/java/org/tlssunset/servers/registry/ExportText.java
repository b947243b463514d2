package org.tlssunset.servers.registry;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import org.jspecify.annotations.Nullable;
import org.tlssunset.archive.TextLines;
import org.tlssunset.csv.CsvColumns;
import org.tlssunset.csv.CsvRecords;

/** Tells an export's form by its beginning, whatever its file is called. */
enum ExportText {
  REG_FILE,
  REG_QUERY,
  CSV,
  JSON,
  HEALTH_CHECKER,
  UNKNOWN;

  /** So many characters have to tell. */
  private static final int HEAD = 1 << 14;

  /** Reads a text; one of no known form is told as unread. */
  static void read(Reader text, FileFacts facts) throws IOException {
    BufferedReader all = new BufferedReader(text, HEAD);
    all.mark(HEAD);
    char[] head = new char[HEAD - 1];
    int length = 0;
    for (int count = 0; count >= 0 && length < head.length; ) {
      count = all.read(head, length, head.length - length);
      length += Math.max(0, count);
    }
    all.reset();
    switch (of(new String(head, 0, length))) {
      case REG_FILE -> RegFileReader.read(new TextLines(all), facts);
      case REG_QUERY -> RegQueryReader.read(new TextLines(all), facts);
      case CSV ->
          CsvRecords.read(
              all,
              ExportRow::fits,
              (record, line) -> ExportRow.take(Cell.ofCsv(record), line, facts),
              (reason, line) -> facts.unread(line, reason));
      case JSON -> JsonReader.read(all, facts);
      case HEALTH_CHECKER -> HealthCheckerReader.read(all, facts);
      case UNKNOWN ->
          facts.unread(
              0,
              "is no export of a registry: give a .reg file, the output of reg query, CSV or JSON"
                  + " with the columns PSPath and Enabled, or HealthChecker's XML");
    }
  }

  private static ExportText of(String head) throws IOException {
    String start = head.stripLeading();
    if (start.startsWith("<")) {
      return start.contains("<Objs") ? HEALTH_CHECKER : UNKNOWN;
    }
    if (start.startsWith("{") || start.matches("(?s)\\[\\s*(?:[{\\]].*)?")) {
      return JSON;
    }
    TextLines lines = new TextLines(new StringReader(head));
    for (@Nullable String line = lines.next(); line != null; line = lines.next()) {
      if (RegFileReader.fits(line)) {
        return REG_FILE;
      }
      if (RegQueryReader.fits(line)) {
        return REG_QUERY;
      }
      if (CsvColumns.of(line, ExportRow::fits).isPresent()) {
        return CSV;
      }
    }
    return UNKNOWN;
  }
}
