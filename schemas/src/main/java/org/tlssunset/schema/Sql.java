package org.tlssunset.schema;

import java.time.LocalDate;
import java.util.Collection;
import java.util.stream.Collectors;

/** Conditions as Delta's {@code replaceWhere} takes them: as text. */
public final class Sql {

  private Sql() {}

  /** {@code column IN ('…', …)}. */
  public static String in(String column, Collection<String> values) {
    return values.stream()
        .map(Sql::literal)
        .collect(Collectors.joining(", ", column + " IN (", ")"));
  }

  /** {@code column IN (DATE'…', …)}. */
  public static String days(String column, Collection<LocalDate> days) {
    return days.stream().map(Sql::day).collect(Collectors.joining(", ", column + " IN (", ")"));
  }

  /** {@code DATE'…'}. */
  public static String day(LocalDate day) {
    return "DATE'" + day + "'";
  }

  /**
   * A string literal: backslashes and quotes escaped as Spark SQL reads them, and the dollar, for
   * Spark puts settings in the place of what looks like a variable.
   */
  public static String literal(String value) {
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'").replace("$", "\\u0024") + "'";
  }
}
