package org.tlssunset.logs.iis;

import java.util.List;
import java.util.Locale;

/**
 * Where in a line stands what tells which service of IIS wrote it. Values come in capitals, empty
 * where the log or the line has none; of a line nothing else is looked at.
 *
 * @param hasFtp whether there are columns that only the FTP service of IIS 7 logs
 */
record IisServiceColumns(
    int site, int version, int userAgent, int port, int method, int path, boolean hasFtp) {

  /** Columns that IIS 7's FTP service logs and its web service does not. */
  private static final List<String> FTP_COLUMNS = List.of("x-session", "x-fullpath", "x-debug");

  /**
   * The columns that a header names.
   *
   * @param header what stands behind {@code #Fields:}
   */
  static IisServiceColumns of(String header) {
    List<String> names = List.of(header.strip().toLowerCase(Locale.ROOT).split("\\s+"));
    return new IisServiceColumns(
        names.indexOf("s-sitename"),
        names.indexOf("cs-version"),
        names.indexOf("cs(user-agent)"),
        names.indexOf("s-port"),
        names.indexOf("cs-method"),
        names.indexOf("cs-uri-stem"),
        FTP_COLUMNS.stream().anyMatch(names::contains));
  }

  String site(String line) {
    return value(line, site);
  }

  String version(String line) {
    return value(line, version);
  }

  String userAgent(String line) {
    return value(line, userAgent);
  }

  String port(String line) {
    return value(line, port);
  }

  String method(String line) {
    return value(line, method);
  }

  String path(String line) {
    return value(line, path);
  }

  /** Whether requests' paths are logged. */
  boolean hasPath() {
    return path >= 0;
  }

  /**
   * @param column its number from 0; negative if the log does not have it
   */
  private static String value(String line, int column) {
    int from = 0;
    for (int before = 0; before < column; before++) {
      int blank = line.indexOf(' ', from);
      if (blank < 0) {
        return "";
      }
      from = blank + 1;
    }
    if (column < 0) {
      return "";
    }
    int end = line.indexOf(' ', from);
    return line.substring(from, end < 0 ? line.length() : end).toUpperCase(Locale.ROOT);
  }
}
