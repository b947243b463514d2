package org.tlssunset.synthetic.party;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/** How a kind of log names its files and begins them. */
enum LogForm {
  RECEIVE(',', 6),
  SEND(',', 6),
  IIS(' ', 9);

  private final char separator;
  private final int fewestColumns;

  LogForm(char separator, int fewestColumns) {
    this.separator = separator;
    this.fewestColumns = fewestColumns;
  }

  /** What stands between two columns. */
  char separator() {
    return separator;
  }

  /** A line with so few columns is damaged for sure. */
  int fewestColumns() {
    return fewestColumns;
  }

  /** Whether a day may have several files. */
  boolean hasParts() {
    return this != IIS;
  }

  /**
   * @param part of the day, from 1
   */
  String fileName(LocalDate day, int part) {
    String date = day.toString().replace("-", "");
    return switch (this) {
      case RECEIVE -> "RECV" + date + "-" + part + ".LOG";
      case SEND -> "SEND" + date + "-" + part + ".LOG";
      case IIS -> "u_ex" + date.substring(2) + "_x.log";
    };
  }

  /**
   * @param fields the columns' names as the log has them
   */
  List<String> header(LocalDate day, String fields) {
    if (this == IIS) {
      return List.of(
          "#Software: Microsoft Internet Information Services 10.0",
          "#Version: 1.0",
          "#Date: " + day + " 00:00:00",
          "#Fields: " + fields);
    }
    String direction = name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
    return List.of(
        "#Software: Microsoft Exchange Server",
        "#Version: 15.0.0.0",
        "#Log-type: SMTP " + direction + " Protocol Log",
        "#Date: " + day + "T00:00:00.000Z",
        "#Fields: " + fields);
  }
}
