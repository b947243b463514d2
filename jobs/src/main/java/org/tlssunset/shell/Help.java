package org.tlssunset.shell;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tlssunset.config.Nearest;
import org.tlssunset.console.RowOutput;
import org.tlssunset.query.Relation;
import org.tlssunset.schema.Column;
import org.tlssunset.schema.Question;
import org.tlssunset.schema.SqlFunction;
import org.tlssunset.schema.Vocabulary;

/** Words explained: the shell's commands, tables, views, functions and columns. */
public final class Help {

  private static final String QUESTIONS = ShellCommand.QUESTIONS.word();

  /** Where a query that is shown begins a new line: a terminal breaks lines within words. */
  private static final Pattern CLAUSE =
      Pattern.compile(" ((?:FROM|LEFT JOIN|WHERE|GROUP BY|ORDER BY)\\b)");

  private final PrintWriter out;

  /**
   * @param out where it is printed
   */
  public Help(PrintWriter out) {
    this.out = out;
  }

  /** What can be typed. */
  void ofShell() {
    out.println(
        "A query ends with a semicolon; it may go over several lines. Tab shows what may come");
    out.println("next. Ctrl-C drops what is typed, and cancels a query that runs.");
    out.println();
    rows(
        List.of("command", "does"),
        Arrays.stream(ShellCommand.values())
            .map(command -> List.of(command.usage(), command.does())));
    out.println();
    ofRelations(Relation.all().stream().filter(Relation::isView));
  }

  /** What people ask first, with its number. */
  void ofQuestions() {
    rows(
        List.of("number", "question"),
        IntStream.rangeClosed(1, Question.ALL.size())
            .mapToObj(
                number -> List.of(String.valueOf(number), Question.ALL.get(number - 1).asks())));
  }

  /**
   * A question, with its query.
   *
   * @param hint whether what there is to know of the answer is told, too
   */
  void ofQuestion(Question question, boolean hint) {
    out.println(question.asks());
    out.println("  " + CLAUSE.matcher(question.query()).replaceAll("\n    $1") + ";");
    if (hint && question.hint() != null) {
      out.println("  " + question.hint());
    }
  }

  private void ofQueries() {
    for (Question question : Question.ALL) {
      if (question != Question.ALL.get(0)) {
        out.println();
      }
      ofQuestion(question, true);
    }
  }

  /** The tables, views and functions. */
  public void ofRelations() {
    ofRelations(Relation.all().stream());
  }

  /** Some of them, and the functions. */
  private void ofRelations(Stream<Relation> relations) {
    rows(
        List.of("name", "is", "a row is"),
        relations.map(
            relation ->
                List.of(
                    relation.name(),
                    relation.isView() ? "view" : "table",
                    relation.comment().replaceFirst("^One row per ", ""))));
    out.println();
    rows(
        List.of("function", "gives"),
        SqlFunction.all().stream().map(function -> List.of(function.call(), function.comment())));
  }

  /**
   * What a name means: a table's or a view's, a function's or a column's; of the word {@code
   * questions}, what people ask first, with the queries.
   *
   * @param name in any case
   */
  public void of(String name) {
    Optional<Relation> relation = Relation.named(name);
    List<SqlFunction> functions =
        SqlFunction.all().stream().filter(each -> each.name().equalsIgnoreCase(name)).toList();
    List<List<String>> columns = columns(name);
    if (name.equalsIgnoreCase(QUESTIONS)) {
      ofQueries();
    } else if (relation.isPresent()) {
      ofRelation(relation.get());
    } else if (!functions.isEmpty()) {
      out.println("%s: %s".formatted(functions.get(0).call(), functions.get(0).comment()));
      out.println("For example: " + functions.get(0).example());
    } else if (!columns.isEmpty()) {
      rows(List.of("column of", "type", "meaning"), columns.stream());
      ofWords(name);
    } else {
      out.println(
          "nothing here is called %s%s; 'help' lists what there is"
              .formatted(name, Nearest.meant(name, names()).map(": %s is"::formatted).orElse("")));
    }
  }

  private void ofRelation(Relation relation) {
    out.println("%s: %s".formatted(relation.name(), relation.comment()));
    out.println();
    rows(
        List.of("column", "type", "meaning"),
        relation.columns().stream()
            .map(column -> List.of(column.name(), column.sqlType(), column.comment())));
  }

  private static List<List<String>> columns(String name) {
    return Relation.all().stream()
        .flatMap(
            relation ->
                relation.columns().stream()
                    .filter(column -> column.name().equalsIgnoreCase(name))
                    .map(column -> List.of(relation.name(), column.sqlType(), column.comment())))
        .toList();
  }

  private void ofWords(String column) {
    Vocabulary.ofColumn(column)
        .ifPresent(
            vocabulary -> {
              out.println();
              rows(
                  List.of("it may be", "which means"),
                  vocabulary.meanings().entrySet().stream()
                      .map(word -> List.of(word.getKey(), word.getValue())));
            });
  }

  private static List<String> names() {
    return Stream.of(
            Stream.of(QUESTIONS),
            Relation.names().stream(),
            SqlFunction.all().stream().map(SqlFunction::name),
            Relation.all().stream()
                .flatMap(relation -> relation.columns().stream())
                .map(Column::name)
                .map(name -> name.toLowerCase(Locale.ROOT))
                .distinct())
        .flatMap(each -> each)
        .toList();
  }

  private void rows(List<String> columns, Stream<List<String>> rows) {
    RowOutput output = RowOutput.of(RowOutput.Format.table, columns, out);
    new ArrayList<>(rows.toList()).forEach(output::row);
    output.finish();
  }
}
