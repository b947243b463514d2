package org.tlssunset.query;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.AnalysisException;
import org.jspecify.annotations.Nullable;
import org.tlssunset.config.Nearest;
import org.tlssunset.config.UsageException;

/** What is wrong with a query that Spark does not understand or cannot compute, in a sentence. */
public final class QueryFailure extends UsageException {

  private static final long serialVersionUID = 1;

  /** What Spark writes around its sentences for programs. */
  private static final Pattern NOISE =
      Pattern.compile(
          "^\\[[A-Z0-9_.]+\\] ?|[; ]*SQLSTATE: \\w{5}| ?\\(line \\d+, pos \\d+\\)| If necessary set .*? to bypass this error[.]");

  /** Begins the states of SQL that tell of values that a query cannot do with. */
  private static final String DATA = "22";

  private final String sentence;
  private final @Nullable QueryPlace place;

  private QueryFailure(String sentence, @Nullable QueryPlace place, Throwable cause) {
    super(place == null ? sentence : "%s (%s)".formatted(sentence, place), cause);
    this.sentence = sentence;
    this.place = place;
  }

  /** What is wrong, without the place. */
  public String sentence() {
    return sentence;
  }

  /** The place in the query; null if it is not known. */
  public @Nullable QueryPlace place() {
    return place;
  }

  /**
   * The failure as one of the user's query.
   *
   * @return empty if it is none of the query
   */
  public static Optional<QueryFailure> of(Throwable failure, Statement query) {
    Throwable next = failure;
    while (next != null) {
      if (next instanceof AnalysisException wrong) {
        return Optional.of(
            new QueryFailure(
                misunderstood(wrong, wrong, Relation.names()),
                QueryPlace.of(wrong, query),
                failure));
      }
      if (next instanceof SparkThrowable wrong
          && String.valueOf(wrong.getSqlState()).startsWith(DATA)) {
        return Optional.of(
            new QueryFailure(uncomputed(next, wrong), QueryPlace.of(wrong, query), failure));
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
