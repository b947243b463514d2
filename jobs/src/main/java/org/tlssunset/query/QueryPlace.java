package org.tlssunset.query;

import java.io.Serializable;
import org.apache.spark.QueryContext;
import org.apache.spark.QueryContextType;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.AnalysisException;
import org.jspecify.annotations.Nullable;

/**
 * A place in a query.
 *
 * @param line of the whole text that the query stands in, from 1
 * @param column from 1
 * @param text the query's line, with a mark below the place
 */
public record QueryPlace(int line, int column, String text) implements Serializable {

  private static final long serialVersionUID = 1;

  /** Where a failure says that it lies; null if it does not, or if it lies in a view. */
  static @Nullable QueryPlace of(SparkThrowable failure, Statement query) {
    for (QueryContext context : failure.getQueryContext()) {
      boolean isOfQuery =
          context.contextType() == QueryContextType.SQL
              && context.objectName().isEmpty()
              && context.startIndex() >= 0
              && context.startIndex() < query.text().length();
      if (isOfQuery) {
        return at(query, context.startIndex(), context.stopIndex() + 1 - context.startIndex());
      }
    }
    if (failure instanceof AnalysisException wrong
        && wrong.line().isDefined()
        && wrong.startPosition().isDefined()) {
      return at(query, (int) wrong.line().get(), (int) wrong.startPosition().get(), 1);
    }
    return null;
  }

  private static QueryPlace at(Statement query, int index, int length) {
    String before = query.text().substring(0, index);
    int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
    return at(query, line, index - (before.lastIndexOf('\n') + 1), length);
  }

  private static @Nullable QueryPlace at(Statement query, int line, int before, int length) {
    String[] lines = query.text().split("\n", -1);
    if (line > lines.length || before > lines[line - 1].length()) {
      return null;
    }
    String shown = lines[line - 1];
    int marks = Math.max(1, Math.min(length, shown.length() - before));
    return new QueryPlace(
        query.line() + line - 1, before + 1, shown + "\n" + " ".repeat(before) + "^".repeat(marks));
  }

  /** {@code line 2, column 8}. */
  @Override
  public String toString() {
    return "line %d, column %d".formatted(line, column);
  }
}
