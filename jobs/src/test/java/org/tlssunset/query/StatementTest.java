package org.tlssunset.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where statements end. */
class StatementTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '~',
      value = {
        "SELECT 1 # SELECT 1",
        "SELECT 1; # SELECT 1",
        "; ;SELECT 1;; # SELECT 1",
        "SELECT 1; SELECT 2 # SELECT 1|SELECT 2",
        "SELECT ';'; SELECT \"a;b\" # SELECT ';'|SELECT \"a;b\"",
        "SELECT 'it\\'s;'; SELECT 2 # SELECT 'it\\'s;'|SELECT 2",
        "SELECT 'it''s;'; SELECT 2 # SELECT 'it''s;'|SELECT 2",
        "SELECT `a\\`; SELECT 2 # SELECT `a\\`|SELECT 2",
        "SELECT 1 -- ; no end # SELECT 1 -- ; no end",
        "SELECT /* ; /* ; */ ; */ 1; SELECT 2 # SELECT /* ; /* ; */ ; */ 1|SELECT 2",
        "/* first */ SELECT 1 # SELECT 1",
        "SELECT /*+ BROADCAST(a) */ 1 # SELECT /*+ BROADCAST(a) */ 1",
        "SELECT 'never ended; # SELECT 'never ended;",
        "-- nothing #",
        "/* nothing; #"
      })
  void semicolonsEndStatementsButNotInQuotesAndComments(String text, String statements) {
    assertThat(Statement.all(text).stream().map(Statement::text).collect(Collectors.joining("|")))
        .isEqualTo(statements == null ? "" : statements);
  }

  @Test
  void aStatementKnowsItsLineAndWhetherItIsWhole() {
    assertThat(Statement.all("SELECT 1;\n\n-- the next\nSELECT\n2"))
        .containsExactly(new Statement("SELECT 1", 1, true), new Statement("SELECT\n2", 4, false));
  }

  /** Statements of parts that hold semicolons in all ways: as many come out as went in. */
  @Test
  void whatIsJoinedIsSplitAgain() {
    List<String> parts =
        List.of("';'", "\";\"", "`;`", "/* ; */", "1", "'\\';'", "-- ;\n", "a.b", "/*+ x */");
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      List<String> statements =
          IntStream.range(0, 1 + random.nextInt(5))
              .mapToObj(
                  i ->
                      "SELECT "
                          + random
                              .ints(random.nextInt(6), 0, parts.size())
                              .mapToObj(parts::get)
                              .collect(Collectors.joining(" "))
                          + " x")
              .toList();

      assertThat(Statement.all(String.join(";\n", statements)).stream().map(Statement::text))
          .as("seed %d", seed)
          .isEqualTo(statements);
    }
  }
}
