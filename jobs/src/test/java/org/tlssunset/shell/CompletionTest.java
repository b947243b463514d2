package org.tlssunset.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.Parser;
import org.junit.jupiter.api.Test;
import org.tlssunset.schema.Question;

/** What Tab shows where a command of the shell is typed. */
class CompletionTest {

  private static List<Candidate> after(String typed) {
    List<Candidate> candidates = new ArrayList<>();
    new Completion()
        .complete(
            null,
            new TypedStatements().parse(typed, typed.length(), Parser.ParseContext.COMPLETE),
            candidates);
    return candidates;
  }

  @Test
  void commandsAreShownFirst() {
    assertThat(after("")).extracting(Candidate::value).contains("questions", "help", "SELECT");
  }

  @Test
  void questionsAreShownByTheirNumbers() {
    assertThat(after("questions "))
        .extracting(Candidate::value)
        .hasSize(Question.ALL.size())
        .startsWith("1", "2")
        .endsWith("12");
    assertThat(after("questions ").get(2).descr())
        .isEqualTo("To which partners do we send mail with TLS 1.0?");
  }

  @Test
  void othersShowTheirWordsOrNames() {
    assertThat(after("format "))
        .extracting(Candidate::value)
        .containsExactly("table", "csv", "json");
    assertThat(after("help ")).extracting(Candidate::value).contains("legacy_clients", "tls_rank(");
  }
}
