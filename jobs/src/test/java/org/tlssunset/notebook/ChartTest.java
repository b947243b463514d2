package org.tlssunset.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlssunset.config.UsageException;

/**
 * What a line of a cell makes of an answer's rows; that Vega-Lite takes it, notebooks/run shows.
 */
class ChartTest {

  private static final StructType COLUMNS =
      StructType.fromDDL("week DATE, tls_version STRING, n BIGINT");

  private static String json(String line) {
    return Chart.of(Cell.words(line))
        .json(
            COLUMNS,
            List.of(
                Arrays.asList(LocalDate.of(2026, 3, 2), "TLS 1.2", 7L),
                Arrays.asList(LocalDate.of(2026, 3, 2), "SSL 3.0", null)));
  }

  @Test
  void aBarChartOfVersionsHasTheirColorsTheOldestFirst() {
    assertThat(json("bar x=week y=n color=tls_version title=\"By week\" stack=normalize height=90"))
        .isEqualTo(
            "{\"$schema\":\"https://vega.github.io/schema/vega-lite/v5.json\",\"title\":\"By week\",\"height\":90,"
                + "\"data\":{\"values\":[{\"week\":\"2026-03-02\",\"tls_version\":\"TLS 1.2\",\"n\":7},"
                + "{\"week\":\"2026-03-02\",\"tls_version\":\"SSL 3.0\",\"n\":null}]},"
                + "\"mark\":{\"type\":\"bar\",\"tooltip\":true},\"encoding\":{"
                + "\"x\":{\"field\":\"week\",\"title\":\"week\",\"type\":\"ordinal\"},"
                + "\"y\":{\"field\":\"n\",\"title\":\"n\",\"type\":\"quantitative\",\"stack\":\"normalize\"},"
                + "\"color\":{\"field\":\"tls_version\",\"title\":\"tls version\",\"type\":\"nominal\","
                + "\"scale\":{\"domain\":[\"SSL 3.0\",\"TLS 1.2\"],\"range\":[\"#6b0f1a\",\"#2f7fc1\"]}}}}");
  }

  @Test
  void daysOfALineAreTimesInUtc() {
    assertThat(json("line x=week y=n"))
        .contains(
            "\"x\":{\"field\":\"week\",\"title\":\"week\",\"type\":\"temporal\",\"scale\":{\"type\":\"utc\"}}",
            "\"point\":true");
  }

  @Test
  void barsAreSortedByTheOtherAxis() {
    assertThat(json("bar x=n y=tls_version sort=-x")).contains("\"sort\":\"-x\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "pie x=week y=n | which chart? %chart bar",
        "bar x=week | a chart has an x and a y",
        "bar x=week y=n size=3 | 'size=3' is not understood",
        "bar x=week y=n width=wide | 'width=wide' is not understood",
        "bar x=weeks y=n | x=weeks: the answer has no column weeks: week was probably meant; it has week, tls_version, n",
      })
  void whatIsNoChartIsToldWithACure(String line, String sentence) {
    assertThatThrownBy(() -> json(line))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith(sentence);
  }
}
