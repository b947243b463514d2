package org.tlssunset.docs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tlssunset.query.Relation;
import org.tlssunset.schema.Column;
import org.tlssunset.schema.Question;
import org.tlssunset.schema.SqlFunction;
import org.tlssunset.schema.Tables;
import org.tlssunset.schema.Vocabulary;

/** The page of all tables, views, functions and words, made of what the schemas say of them. */
final class TablesPage {

  private final StringBuilder text = new StringBuilder();

  private TablesPage() {}

  /** The page's text. */
  static String text() {
    TablesPage page = new TablesPage();
    page.line("# Tables, views, functions and words");
    page.line("");
    page.line(
        "Names are contracts: columns are added, and none is renamed. Times are UTC. `DESCRIBE NAME` in SQL and"
            + " `help NAME` in the shell show the same. What the words of the field mean: [glossary.md](glossary.md).");
    page.overview("Views", true);
    page.overview("Tables", false);
    page.functions();
    page.questions();
    page.words();
    Relation.all().forEach(page::relation);
    return page.text.toString();
  }

  private void overview(String title, boolean views) {
    line("");
    line("## " + title);
    line("");
    line(
        views
            ? "Nothing of them is stored: `sql`, notebooks and `export` have them."
            : "Each is a Delta table, in the folder of its name; any reader of Delta tables reads it there.");
    line("");
    head("name", "a row is");
    Relation.all().stream()
        .filter(relation -> relation.isView() == views)
        .forEach(
            relation ->
                row(
                    "[`%s`](#%s)".formatted(relation.name(), relation.name()),
                    relation.comment().replaceFirst("^One row per ", "")));
  }

  private void functions() {
    line("");
    line("## Functions");
    line("");
    head("function", "type", "gives", "for example");
    for (SqlFunction function : SqlFunction.all()) {
      row(
          code(function.call()),
          function.returns().sql(),
          function.comment(),
          code(function.example()));
    }
  }

  private void questions() {
    line("");
    line("## Questions");
    line("");
    line(
        "What people ask first. In the shell `questions` lists them and `questions 1` asks the first;"
            + " `sql -e 'questions 1'` does so for scripts.");
    int number = 1;
    for (Question question : Question.ALL) {
      line("");
      line("### %d. %s".formatted(number++, question.asks()));
      line("");
      line("```sql");
      line(question.query());
      line("```");
      if (question.hint() != null) {
        line("");
        line(question.hint());
      }
    }
  }

  /** The words of columns; columns with the same words stand together. */
  private void words() {
    Map<Vocabulary, List<String>> columns = new LinkedHashMap<>();
    Relation.all().stream()
        .flatMap(relation -> relation.columns().stream())
        .map(Column::name)
        .distinct()
        .forEach(
            column ->
                Vocabulary.ofColumn(column)
                    .ifPresent(
                        words ->
                            columns.computeIfAbsent(words, key -> new ArrayList<>()).add(column)));
    line("");
    line("## Words");
    columns.forEach(
        (words, named) -> {
          line("");
          line("### " + String.join(", ", named.stream().map(TablesPage::code).toList()));
          line("");
          head("word", "means");
          words.meanings().forEach((word, meaning) -> row(code(word), meaning));
        });
  }

  private void relation(Relation relation) {
    line("");
    line("## " + relation.name());
    line("");
    line(relation.comment() + ".");
    Optional.ofNullable(keptDays(relation)).ifPresent(this::line);
    line("");
    head("column", "type", "null", "meaning");
    for (Column column : relation.columns()) {
      row(
          code(column.name()),
          column.sqlType(),
          column.nullable() ? "may be" : "",
          column.comment());
    }
  }

  private static String keptDays(Relation relation) {
    return Tables.all().stream()
        .filter(table -> !relation.isView() && table.name().equals(relation.name()))
        .map(
            table ->
                switch (table.kept()) {
                  case ALWAYS -> "Rows stay.";
                  case OBSERVATIONS -> "Rows stay for `maintain.keep-observations`.";
                  case REJECTED_LINES -> "Rows stay for `maintain.keep-rejected-lines`.";
                  case ROLLUPS -> "Rows stay for `maintain.keep-rollups`.";
                })
        .findFirst()
        .orElse(null);
  }

  private void head(String... columns) {
    row(columns);
    line("|" + "---|".repeat(columns.length));
  }

  private void row(String... cells) {
    text.append("|");
    for (String cell : cells) {
      String safe = cell.startsWith("`") ? cell : cell.replace("<", "&lt;");
      text.append(' ').append(safe.replace("|", "\\|")).append(" |");
    }
    line("");
  }

  private static String code(String name) {
    return "`" + name + "`";
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
