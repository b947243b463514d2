package org.tlssunset.outreach;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A value as a spreadsheet may have it.
 *
 * <ul>
 *   <li>A time is one of UTC, {@code 2026-01-31 23:59:59}: the form that Excel and LibreOffice take
 *       for a time in every language. They do not all take fractions of a second, so these are cut.
 *   <li>A list is one cell, its values separated by {@code " | "}. A bar in a value is doubled: so
 *       {@code " | "} stands between values alone, and whoever splits there and then takes two bars
 *       for one has the values again.
 *   <li>A text that a spreadsheet would take for a formula has an apostrophe before it, as people
 *       write it by hand. Names and agents are the client's to choose, and might be made to run
 *       something on the reader's machine (CSV injection: OWASP). So has one that it would take for
 *       a number, a day or a time and show otherwise: {@code 007}, {@code 1E5}, {@code 3-4}. A
 *       whole number of at most 15 digits stays as it is. One that looks like such a text has one
 *       more, so that it can always be taken away.
 * </ul>
 */
final class CsvCell {

  private static final String BETWEEN_VALUES = " | ";

  /** What makes a spreadsheet take a cell for a formula, behind apostrophes that a client chose. */
  private static final Pattern FORMULA = Pattern.compile("'*[=+\\-@\t\r\n]");

  /** What a spreadsheet shows otherwise, behind such apostrophes: of four parts is an address. */
  private static final Pattern CHANGED =
      Pattern.compile(
          "'*(?:0\\d+|\\d{16,}|\\d+(?:[-/.:,]\\d+){1,2}|\\d+(?:[.,]\\d+)?(?:[eE]\\d+|%))");

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private CsvCell() {}

  /**
   * The cell of a value.
   *
   * @param value a text, a number, an instant, or a list of texts, also as Spark has it; null is an
   *     empty cell
   */
  static @Nullable Object of(@Nullable Object value) {
    if (value instanceof scala.collection.Seq<?> list) {
      return inert(joined(CollectionConverters.asJava(list)));
    }
    if (value instanceof List<?> list) {
      return inert(joined(list));
    }
    if (value instanceof Instant time) {
      return inert(TIME.format(time)); // beyond the year 9999 it begins with a plus sign
    }
    return value instanceof String text ? inert(text) : value;
  }

  private static String joined(List<?> values) {
    return values.stream()
        .map(value -> String.valueOf(value).replace("|", "||"))
        .collect(Collectors.joining(BETWEEN_VALUES));
  }

  private static String inert(String text) {
    return isTaken(text) ? "'" + text : text;
  }

  /** Whether a spreadsheet would take a text for something else. */
  private static boolean isTaken(String text) {
    return FORMULA.matcher(text).lookingAt() || CHANGED.matcher(text).matches();
  }

  /** The text that a cell is of. */
  static String text(String cell) {
    return cell.startsWith("'") && isTaken(cell) ? cell.substring(1) : cell;
  }
}
