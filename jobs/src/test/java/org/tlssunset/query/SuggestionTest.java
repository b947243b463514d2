package org.tlssunset.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may come next in a query; a bar marks the place. */
class SuggestionTest {

  private static List<String> at(String marked) {
    String before = marked.substring(0, marked.indexOf('|'));
    String word = Suggestion.word(before);
    return Suggestion.at(
            before.substring(0, before.length() - word.length()), word, marked.replace("|", ""))
        .map(Suggestion::text)
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '~',
      value = {
        "SELECT cli # cli",
        "SELECT l.cli # l.cli",
        "SELECT 'it''s' AS na # na",
        "WHERE a = 'TLS 1 # 'TLS 1",
        "WHERE a IN ('x', ' # '",
        "WHERE a = 'x' AND #",
      })
  void theWordIsWhatIsBeingTyped(String before, String word) {
    assertThat(Suggestion.word(before.equals("WHERE a = 'x' AND") ? before + " " : before))
        .isEqualTo(word == null ? "" : word);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '~',
      value = {
        "SELECT * FROM leg| # legacy_clients",
        "SELECT * FROM last_seen JOIN | # client_status",
        "SELECT * FROM last_seen, cl| # client_usage",
        "DESCRIBE | # tls_observations",
        "SELECT oldest| FROM legacy_clients # oldest_version",
        "SELECT l.| FROM legacy_clients l # l.oldest_version",
        "SELECT l.| FROM legacy_clients AS l JOIN last_seen s # l.oldest_version",
        "SELECT in_| # in_network(",
        "SELECT 1 FROM last_seen WHE| # WHERE",
        "SELECT 1 FROM last_seen WHERE tls_version = '| # 'TLS 1.0'",
        "SELECT 1 FROM last_seen WHERE s.tls_version IN ('TLS 1.0', '| # 'TLS 1.1'",
        "SELECT 1 FROM legacy_clients WHERE status <> 'mi| # 'mixed'",
        "SELECT 1 FROM legacy_clients WHERE status = 'mixed' AND ki| # kind",
      })
  void whatMayComeNextIsThere(String marked, String expected) {
    assertThat(at(marked)).contains(expected);
  }

  @Test
  void aliasHasItsOwnColumnsAlone() {
    assertThat(at("SELECT s.| FROM legacy_clients l JOIN last_seen s"))
        .contains("s.first_seen")
        .doesNotContain("s.oldest_version", "SELECT");
  }

  @Test
  void textThatIsNobodysWordIsNotSuggested() {
    assertThat(at("SELECT 1 FROM last_seen WHERE client = '|")).isEmpty();
  }

  @Test
  void eachColumnSaysWhatItMeans() {
    assertThat(Suggestion.explained())
        .allMatch(suggestion -> suggestion.meaning() != null && suggestion.group() != null);
  }
}
