package org.tlssunset.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.tlssunset.query.Relation;
import org.tlssunset.schema.Question;
import org.tlssunset.schema.SqlFunction;

/** Words explained. */
class HelpTest {

  private static String told(Consumer<Help> asked) {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    asked.accept(new Help(out));
    out.flush();
    return text.toString();
  }

  @Test
  void theShellsHelpNamesAllThatThereIs() {
    String help = told(Help::ofShell);

    for (ShellCommand command : ShellCommand.values()) {
      assertThat(help).contains(command.usage(), command.does());
    }
    for (Relation relation : Relation.all()) {
      boolean isListed = help.lines().anyMatch(line -> line.startsWith(relation.name() + " "));
      assertThat(isListed).as(relation.name()).isEqualTo(relation.isView());
    }
    SqlFunction.all().forEach(function -> assertThat(help).contains(function.call()));
  }

  @Test
  void allTablesAreListedWhereTheyAreAskedFor() {
    String tables = told(Help::ofRelations);

    Relation.names().forEach(name -> assertThat(tables).contains(name + " "));
  }

  @Test
  void questionsAreListedWithTheirNumbers() {
    assertThat(told(Help::ofQuestions).lines().skip(1))
        .hasSize(Question.ALL.size())
        .allSatisfy(
            line -> {
              int number = Integer.parseInt(line.strip().split(" ")[0]);
              assertThat(line).endsWith(Question.ALL.get(number - 1).asks());
            });
  }

  @Test
  void theWordQuestionsTellsTheirQueriesToo() {
    String help = told(each -> each.of("Questions"));

    assertThat(help.lines()).anyMatch(line -> line.equals("    FROM client_usage"));
    String inOneLine = help.replaceAll("\\s+", " ");
    for (Question question : Question.ALL) {
      assertThat(inOneLine)
          .containsSubsequence(question.asks(), question.query() + ";")
          .contains(question.hint() == null ? "" : question.hint());
    }
    assertThat(told(each -> each.of("question"))).contains("questions is");
  }
}
