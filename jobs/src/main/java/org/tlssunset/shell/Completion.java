package org.tlssunset.shell;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import org.jspecify.annotations.Nullable;
import org.tlssunset.query.Relation;
import org.tlssunset.schema.SqlFunction;
import org.tlssunset.schema.Vocabulary;

/** What may come next in a line: each with what it means. */
final class Completion implements Completer {

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

  @Override
  public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
    String word = line.word();
    String before = line.line().substring(0, line.cursor() - word.length());
    candidates.addAll(next(before, word, line.line()).toList());
  }

  /**
   * What may stand at a place.
   *
   * @param before the line before the word
   * @param word as far as it is typed
   * @param line the whole line
   */
  private static Stream<Candidate> next(String before, String word, String line) {
    if (word.startsWith("'")) {
      return values(before);
    }
    if (before.isBlank()) {
      return Stream.concat(
          Arrays.stream(ShellCommand.values())
              .map(command -> candidate(command.word(), "commands", command.does())),
          keywords());
    }
    ShellCommand command = ShellCommand.of(before).orElse(null);
    if (command == ShellCommand.HELP) {
      return Stream.of(relations(), functions(), columns(Relation.all(), "")).flatMap(each -> each);
    }
    if (command != null) {
      return command.choices().stream().map(choice -> candidate(choice, null, null));
    }
    if (OF_A_TABLE.matcher(before).find()) {
      return relations();
    }
    int dot = word.lastIndexOf('.');
    if (dot > 0) {
      String alias = word.substring(0, dot);
      return columns(
          named(line).filter(relation -> isCalled(line, relation.name(), alias)).toList(),
          alias + ".");
    }
    return Stream.of(columns(named(line).toList(), ""), functions(), keywords(), relations())
        .flatMap(each -> each);
  }

  /** The words that the column before may hold. */
  private static Stream<Candidate> values(String before) {
    Matcher compared = COMPARED.matcher(before);
    if (!compared.find()) {
      return Stream.empty();
    }
    return Vocabulary.ofColumn(compared.group(1)).stream()
        .flatMap(vocabulary -> vocabulary.words().stream())
        .map(value -> candidate("'" + value + "'", compared.group(1), null));
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

  private static Stream<Candidate> relations() {
    return Relation.all().stream()
        .map(
            relation ->
                candidate(
                    relation.name(), relation.isView() ? "views" : "tables", relation.comment()));
  }

  private static Stream<Candidate> columns(List<Relation> relations, String prefix) {
    return relations.stream()
        .flatMap(
            relation ->
                relation.columns().stream()
                    .map(
                        column ->
                            candidate(prefix + column.name(), relation.name(), column.comment())));
  }

  private static Stream<Candidate> functions() {
    return SqlFunction.all().stream()
        .map(function -> candidate(function.name() + "(", "functions", function.comment()));
  }

  private static Stream<Candidate> keywords() {
    return KEYWORDS.stream().map(keyword -> candidate(keyword, null, null));
  }

  private static Candidate candidate(
      String value, @Nullable String group, @Nullable String meaning) {
    boolean goesOn = value.endsWith("(");
    return new Candidate(
        value,
        value,
        group,
        meaning == null || meaning.length() <= 70
            ? meaning
            : Objects.requireNonNull(meaning).substring(0, 69) + "…",
        null,
        null,
        !goesOn);
  }
}
