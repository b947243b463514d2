package org.tlssunset.outreach;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tlssunset.RandomCases;
import scala.jdk.javaapi.CollectionConverters;

class CsvCellTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "'=1", "''@SUM(A1)"})
  void whatLooksLikeAFormulaIsMadeInert(String text) {
    assertThat(CsvCell.of(text)).isEqualTo("'" + text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "007",
        "1234567890123456",
        "1E5",
        "1.5e3",
        "3-4",
        "1/2/2024",
        "10:30",
        "1.5",
        "5%",
        "'007"
      })
  void whatASpreadsheetWouldShowOtherwiseIsMadeAText(String text) {
    assertThat(CsvCell.of(text)).isEqualTo("'" + text);
    assertThat(CsvCell.text("'" + text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "10.0.0.1",
        "2001:db8::1",
        "1:2:3:4:5:6:7:8",
        "CORP\\anna",
        "a=b",
        "'quoted'",
        "a|b",
        "4711",
        "123456789012345",
        "0",
        "TLS 1.0"
      })
  void anyOtherTextStaysAsItIs(String text) {
    assertThat(CsvCell.of(text)).isEqualTo(text);
    assertThat(CsvCell.text(text)).isEqualTo(text);
  }

  @Test
  void listsAreJoined() {
    assertThat(cell(List.of("a; b", "c"))).isEqualTo("a; b | c");
    assertThat(cell(List.of("=a", "b"))).isEqualTo("'=a | b");
    assertThat(cell(List.of("a | b", "|", "c"))).isEqualTo("a || b | || | c");
    assertThat(cell(List.of())).isEqualTo("");
  }

  @Test
  void anyListIsHadAgainByTheRule() {
    RandomCases.each(
        500,
        random -> {
          List<String> values =
              RandomCases.listOf(
                  random, 1, 5, () -> RandomCases.text(random, 0, 6, "|| \\'=;,\"\nab"));

          String cell = cell(values);

          assertThat("=+-@\t\r\n").doesNotContain(cell.isEmpty() ? "none" : cell.substring(0, 1));
          assertThat(split(cell)).isEqualTo(values);
        });
  }

  /** As the documentation tells readers to. */
  private static List<String> split(String cell) {
    String whole = cell.matches("(?s)'+[=+\\-@\t\r\n].*") ? cell.substring(1) : cell;
    return Arrays.stream(whole.split(" \\| ", -1)).map(value -> value.replace("||", "|")).toList();
  }

  private static String cell(List<String> values) {
    return String.valueOf(CsvCell.of(CollectionConverters.asScala(values)));
  }

  @Test
  void timesAreThoseOfSpreadsheetsAndNumbersPlain() {
    Instant time = Instant.parse("2024-05-01T10:00:00.999Z");
    assertThat(CsvCell.of(time)).isEqualTo("2024-05-01 10:00:00");
    assertThat(CsvCell.of(Instant.parse("+10000-01-01T00:00:00Z")))
        .isEqualTo("'+10000-01-01 00:00:00");
    assertThat(CsvCell.of(1_234_567L)).hasToString("1234567");
    assertThat(CsvCell.of(null)).isNull();
  }
}
