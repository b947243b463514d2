package org.tlssunset.query;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.SqlFunction;
import org.tlssunset.schema.Vocabulary;

/**
 * What may come next in a query.
 *
 * @param text takes the place of the word that is being typed
 * @param group what it is one of: tables, views, functions, the table whose column it is; null of
 *     keywords
 * @param meaning in a sentence; null if it has none
 */
public record Suggestion(String text, @Nullable String group, @Nullable String meaning) {

  private static final List<String> KEYWORDS =
      List.of(
          "SELECT",
          "DISTINCT",
          "FROM",
          "WHERE",
          "AND",
          "OR",
          "NOT",
          "IN",
          "IS",
          "NULL",
          "LIKE",
          "BETWEEN",
          "GROUP BY",
          "ALL",
          "HAVING",
          "ORDER BY",
          "ASC",
          "DESC",
          "LIMIT",
          "JOIN",
          "LEFT",
          "ON",
          "USING",
          "UNION",
          "EXCEPT",
          "INTERSECT",
          "WITH",
          "AS",
          "CASE",
          "WHEN",
          "THEN",
          "ELSE",
          "END",
          "DESCRIBE",
          "SHOW TABLES",
          "EXPLAIN",
          "DATE",
          "TIMESTAMP",
          "INTERVAL",
          "OVER",
          "PARTITION BY",
          "count(",
          "sum(",
          "min(",
          "max(");

  /** Before a quote: the column that the text is compared with. */
  private static final Pattern COMPARED =
      Pattern.compile(
          "(\\w+)\\s*(?:=|<=>|<>|!=|\\bLIKE|\\bIN\\s*\\()\\s*(?:'[^']*'\\s*,\\s*)*$",
          Pattern.CASE_INSENSITIVE);

  /** Before a word: a table is to come. */
  private static final Pattern OF_A_TABLE =
      Pattern.compile(
          "\\b(?:FROM|JOIN|DESCRIBE|DESC|TABLE)\\s+$|\\bFROM\\s+[\\w\\s,]*,\\s*$",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern NAME = Pattern.compile("[\\w.]*$");

  /**
   * What stands before a place in a text, as far as it is one word: a name with its dots, or what a
   * quote began, with the quote.
   */
  public static String word(String before) {
    if (before.chars().filter(c -> c == '\'').count() % 2 == 1) {
      return before.substring(before.lastIndexOf('\''));
    }
    Matcher name = NAME.matcher(before);
    return name.find() ? name.group() : "";
  }

  /**
   * What may stand at a place.
   *
   * @param before the text before the word
   * @param word as far as it is typed
   * @param text the whole text
   */
  public static Stream<Suggestion> at(String before, String word, String text) {
    if (word.startsWith("'")) {
      return values(before);
    }
    if (OF_A_TABLE.matcher(before).find()) {
      return relations();
    }
    int dot = word.lastIndexOf('.');
    if (dot > 0) {
      String alias = word.substring(0, dot);
      return columns(
          named(text).filter(relation -> isCalled(text, relation.name(), alias)).toList(),
          alias + ".");
    }
    return Stream.of(columns(named(text).toList(), ""), functions(), keywords(), relations())
        .flatMap(each -> each);
  }

  /** All that has a meaning of its own: tables, views, functions and columns. */
  public static Stream<Suggestion> explained() {
    return Stream.of(relations(), functions(), columns(Relation.all(), "")).flatMap(each -> each);
  }

  /** The words that the column before may hold. */
  private static Stream<Suggestion> values(String before) {
    Matcher compared = COMPARED.matcher(before);
    if (!compared.find()) {
      return Stream.empty();
    }
    return Vocabulary.ofColumn(compared.group(1)).stream()
        .flatMap(vocabulary -> vocabulary.words().stream())
        .map(value -> new Suggestion("'" + value + "'", compared.group(1), null));
  }

  /** The tables and views that a query is about; whoever names none may mean any. */
  private static Stream<Relation> named(String line) {
    String query = line.toLowerCase(Locale.ROOT);
    return Relation.all().stream()
        .filter(
            relation ->
                Pattern.compile("\\b%s\\b".formatted(relation.name())).matcher(query).find());
  }

  private static boolean isCalled(String line, String relation, String alias) {
    return relation.equalsIgnoreCase(alias)
        || Pattern.compile(
                "\\b%s\\s+(?:AS\\s+)?%s\\b".formatted(relation, Pattern.quote(alias)),
                Pattern.CASE_INSENSITIVE)
            .matcher(line)
            .find();
  }

  private static Stream<Suggestion> relations() {
    return Relation.all().stream()
        .map(
            relation ->
                new Suggestion(
                    relation.name(), relation.isView() ? "views" : "tables", relation.comment()));
  }

  private static Stream<Suggestion> columns(List<Relation> relations, String prefix) {
    return relations.stream()
        .flatMap(
            relation ->
                relation.columns().stream()
                    .map(
                        column ->
                            new Suggestion(
                                prefix + column.name(), relation.name(), column.comment())));
  }

  private static Stream<Suggestion> functions() {
    return SqlFunction.all().stream()
        .map(function -> new Suggestion(function.name() + "(", "functions", function.comment()));
  }

  static Stream<Suggestion> keywords() {
    return KEYWORDS.stream().map(keyword -> new Suggestion(keyword, null, null));
  }
}
