package org.tlssunset.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

/** The arithmetic of the benchmark's table. */
class ResultsTest {

  private static final long BYTES = 300_000_000;

  private static final List<Measurement> RUNS =
      List.of(
          measured("tls-sunset", 1, Step.OBSERVATIONS, 2),
          measured("tls-sunset", 1, Step.CLIENTS, 3),
          measured("DuckDB", 1, Step.CLIENTS, 6),
          measured("wc -l", 1, Step.COUNTS, 1),
          measured("tls-sunset", 2, Step.OBSERVATIONS, 4),
          measured("tls-sunset", 2, Step.CLIENTS, 9),
          measured("DuckDB", 2, Step.CLIENTS, 9),
          measured("wc -l", 2, Step.COUNTS, 1));

  private static Measurement measured(String contestant, int run, Step step, double seconds) {
    return new Measurement(
        BenchArchive.Packing.NONE,
        contestant,
        run,
        new Laps.Lap(step, seconds, 0, 10 * run, 7 * run));
  }

  private static Results.Result result(String contestant, Step step) {
    return Results.of(RUNS, BYTES).stream()
        .filter(row -> row.contestant().equals(contestant) && row.step().equals(step.label()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aRowIsOfAContestantAndAStep() {
    assertThat(Results.of(RUNS, BYTES))
        .extracting(Results.Result::contestant)
        .containsExactly("tls-sunset", "tls-sunset", "DuckDB", "wc -l");
  }

  @Test
  void tellsTheFastestAndTheMedianRunAndTheMostMemory() {
    Results.Result duckDb = result("DuckDB", Step.CLIENTS);

    assertThat(duckDb.minSeconds()).isEqualTo(6);
    assertThat(duckDb.medianSeconds()).isEqualTo(7.5);
    assertThat(duckDb.megabytesPerSecond()).isEqualTo(40, within(1e-9));
    assertThat(duckDb.peakBytes()).isEqualTo(14);
    assertThat(duckDb.writtenBytes()).isEqualTo(20);
  }

  @Test
  void comparesTheRunsOfAPair() {
    // 3/6 and 9/9: the ratio of the medians would be 6/7.5.
    assertThat(result("DuckDB", Step.CLIENTS).ratio()).isEqualTo(0.75, within(1e-9));
    assertThat(result("tls-sunset", Step.CLIENTS).ratio()).isNull();
  }

  @Test
  void setsWhatOnlyCountsAgainstTheObservations() {
    assertThat(result("wc -l", Step.COUNTS).ratio()).isEqualTo(3, within(1e-9));
  }

  @Test
  void printsOneObjectALine() throws Exception {
    StringWriter out = new StringWriter();

    new ResultPrinter(new PrintWriter(out)).json(List.of(result("wc -l", Step.COUNTS)));

    assertThat(out.toString().strip())
        .isEqualTo(
            "{\"archive\":\"plain\",\"contestant\":\"wc -l\",\"step\":\"counts\",\"runs\":2,"
                + "\"minSeconds\":1.0,\"medianSeconds\":1.0,\"megabytesPerSecond\":300.0,"
                + "\"ratio\":3.0,\"peakBytes\":14,\"writtenBytes\":20}");
  }

  @ParameterizedTest
  @CsvSource({"4g, 4000000000", "200M, 200000000", "1kb, 1000"})
  void readsSizes(String text, long bytes) {
    assertThat(new Size().convert(text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "4", "g", "0m", "-1g", "4 g", "1.5g"})
  void refusesWhatIsNoSize(String text) {
    assertThatExceptionOfType(TypeConversionException.class)
        .isThrownBy(() -> new Size().convert(text))
        .withMessageContaining("write 4g or 200m");
  }
}
