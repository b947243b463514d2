package org.tlssunset.warehouse;

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

  /** {@code observed_on IN (DATE'…', …)}. */
  public static String days(Collection<LocalDate> days) {
    return days.stream()
        .map(day -> "DATE'" + day + "'")
        .collect(Collectors.joining(", ", "observed_on IN (", ")"));
  }

  /**
   * A string literal: backslashes and quotes escaped as Spark SQL reads them, and the dollar, for
   * Spark puts settings in the place of what looks like a variable.
   */
  public static String literal(String value) {
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'").replace("$", "\\u0024") + "'";
  }
}
