package org.tlssunset.export;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an exported file is. */
public enum ExportForm {
  /** For spreadsheets, see {@code SpreadsheetFile}. */
  csv,
  /** A JSON object on each line. */
  json,
  /** One Parquet file. */
  parquet;

  /** The form that a file's name ends in; empty if it ends in none. */
  public static Optional<ExportForm> ofName(String file) {
    String lower = file.toLowerCase(Locale.ROOT);
    return lower.endsWith(".jsonl") || lower.endsWith(".ndjson")
        ? Optional.of(json)
        : Arrays.stream(values()).filter(form -> lower.endsWith("." + form)).findFirst();
  }
}
