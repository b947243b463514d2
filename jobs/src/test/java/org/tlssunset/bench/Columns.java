package org.tlssunset.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Names the columns of logs for readers of CSV, as the small script does that stands before such
 * readers: they cannot read a header that begins with {@code #Fields:}.
 */
final class Columns {

  /** Those of SMTP protocol logs, which all have the same. */
  static final List<String> SMTP =
      List.of(
          "logged_at",
          "connector",
          "session_id",
          "sequence",
          "local",
          "remote",
          "event",
          "data",
          "context");

  private static final String HEADER = "#Fields: ";

  private Columns() {}

  /** The files of each different header, with the columns that it names. */
  static Map<List<String>, List<Path>> byHeader(List<Path> files) throws IOException {
    Map<String, List<Path>> byHeader = new TreeMap<>();
    for (Path file : files) {
      byHeader.computeIfAbsent(header(file), header -> new ArrayList<>()).add(file);
    }
    return byHeader.entrySet().stream()
        .collect(
            Collectors.toMap(entry -> List.of(entry.getKey().split(" ")), Map.Entry::getValue));
  }

  private static String header(Path file) throws IOException {
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      String line;
      while ((line = reader.readLine()) != null && line.startsWith("#")) {
        if (line.startsWith(HEADER)) {
          return line.substring(HEADER.length());
        }
      }
    }
    throw new IOException(file + " names no columns");
  }
}
