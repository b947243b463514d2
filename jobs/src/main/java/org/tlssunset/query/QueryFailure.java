package org.tlssunset.query;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.AnalysisException;
import org.tlssunset.config.Nearest;
import org.tlssunset.config.UsageException;

/** What is wrong with a query that Spark does not understand or cannot compute, in a sentence. */
public final class QueryFailure {

  /** What Spark writes around its sentences for programs. */
  private static final Pattern NOISE =
      Pattern.compile(
          "^\\[[A-Z0-9_.]+\\] ?|[; ]*SQLSTATE: \\w{5}| If necessary set .*? to bypass this error[.]");

  /** Begins the states of SQL that tell of values that a query cannot do with. */
  private static final String DATA = "22";

  private QueryFailure() {}

  /**
   * The failure as one of the user's query.
   *
   * @param tables the names that it may use
   * @return empty if it is none of the query
   */
  public static Optional<UsageException> of(Throwable failure, Collection<String> tables) {
    Throwable next = failure;
    while (next != null) {
      if (next instanceof AnalysisException wrong) {
        return Optional.of(new UsageException(misunderstood(wrong, wrong, tables), failure));
      }
      if (next instanceof SparkThrowable wrong
          && String.valueOf(wrong.getSqlState()).startsWith(DATA)) {
        return Optional.of(new UsageException(uncomputed(next, wrong), failure));
      }
      next = next.getCause();
    }
    return Optional.empty();
  }

  private static String misunderstood(
      Throwable failure, SparkThrowable wrong, Collection<String> tables) {
    Map<String, String> of = wrong.getMessageParameters();
    String condition = String.valueOf(wrong.getCondition());
    if (condition.startsWith("TABLE_OR_VIEW_NOT_FOUND")) {
      String name = plain(of.getOrDefault("relationName", ""));
      return "there is no table %s%s; the tables are %s"
          .formatted(name, meant(name, tables), String.join(", ", tables));
    }
    if (condition.startsWith("UNRESOLVED_COLUMN") && of.containsKey("objectName")) {
      String name = plain(of.get("objectName"));
      List<String> near =
          Arrays.stream(of.getOrDefault("proposal", "").split(", "))
              .map(QueryFailure::plain)
              .filter(column -> !column.isEmpty())
              .toList();
      return "there is no column %s%s%s"
          .formatted(
              name,
              meant(name, near),
              near.isEmpty() ? "" : "; the nearest are " + String.join(", ", near));
    }
    return "the query is not understood: " + sentence(failure);
  }

  private static String uncomputed(Throwable failure, SparkThrowable wrong) {
    Map<String, String> of = wrong.getMessageParameters();
    return String.valueOf(wrong.getCondition()).startsWith("INVALID_ARRAY_INDEX")
        ? "a list of length %s has no element of index %s: get(list, i), from 0, and try_element_at(list, i), from 1, give NULL there"
            .formatted(of.get("arraySize"), of.get("indexValue"))
        : "the query cannot be computed: " + sentence(failure);
  }

  private static String meant(String name, Collection<String> known) {
    return Nearest.meant(name, known).map(": %s was probably meant"::formatted).orElse("");
  }

  private static String plain(String quoted) {
    return quoted.replace("`", "").strip();
  }

  /** Spark's own words, which name the place. */
  private static String sentence(Throwable failure) {
    String first = String.valueOf(failure.getMessage()).strip().lines().findFirst().orElse("");
    return NOISE.matcher(first).replaceAll("").strip();
  }
}
