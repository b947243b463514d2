package org.tlssunset.query;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.tlssunset.config.UsageException;
import org.tlssunset.schema.Question;
import org.tlssunset.schema.Sql;

/** What is typed in a query's place to ask one of {@link Question#ALL}. */
public final class NumberedQuestion {

  private static final Pattern TYPED =
      Pattern.compile("questions(?:\\s+(\\S+))?", Pattern.CASE_INSENSITIVE);

  private NumberedQuestion() {}

  /**
   * The query that is meant: of {@code questions 3}, that of the third; of {@code questions} alone,
   * one that lists them; of anything else, itself.
   *
   * @throws UsageException if there is none of the number
   */
  static Statement meant(Statement typed) {
    Matcher matcher = TYPED.matcher(typed.text().strip());
    if (!matcher.matches()) {
      return typed;
    }
    String number = matcher.group(1);
    return Statement.of(number == null ? list() : of(number).query());
  }

  /**
   * The question of a number.
   *
   * @throws UsageException if there is none
   */
  public static Question of(String number) {
    List<Question> all = Question.ALL;
    boolean isOne = number.matches("[1-9][0-9]{0,2}") && Integer.parseInt(number) <= all.size();
    if (!isOne) {
      throw new UsageException(
          "there is no question %s: they have the numbers 1 to %d, and 'questions' lists them"
              .formatted(number, all.size()));
    }
    return all.get(Integer.parseInt(number) - 1);
  }

  private static String list() {
    return IntStream.rangeClosed(1, Question.ALL.size())
        .mapToObj(number -> row(number, Question.ALL.get(number - 1)))
        .collect(
            Collectors.joining(", ", "SELECT * FROM (VALUES ", ") AS t (number, question, query)"));
  }

  private static String row(int number, Question question) {
    return "(%d, %s, %s)"
        .formatted(number, Sql.literal(question.asks()), Sql.literal(question.query()));
  }
}
