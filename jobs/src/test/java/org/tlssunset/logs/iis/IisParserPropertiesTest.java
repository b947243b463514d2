package org.tlssunset.logs.iis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tlssunset.RandomCases.between;
import static org.tlssunset.RandomCases.noise;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tlssunset.RandomCases;
import org.tlssunset.logs.LineCounts;
import org.tlssunset.logs.LogSettings;
import org.tlssunset.logs.Observation;
import org.tlssunset.schema.ObservationColumn;

/** What holds for every log. */
class IisParserPropertiesTest {

  private static final String[] NOISE = {
    "#Fields: date time c-ip cs-uri-stem s-port crypt-protocol X-Forwarded-For\n",
    "#Fields: time c-ip\r\n",
    "#Fields: date time\n",
    "#Fields:\n",
    "#Date: 2024-03-04 00:00:00\n",
    "#Date: x\n",
    "#",
    "2024-03-04 07:00:00 192.0.2.1 /owa/ 443 400 192.0.2.1, 10.0.0.1\n",
    "2024-03-04 07:00:00 192.0.2.1 /owa/ 443 400 192.0.2.1,10.0.0.1\n",
    "2024-03-04 09:00:00 \u00A0 / 80 660.000000 ,,,\r\n",
    "2024-03-04 08:00:00\n",
    "07:00:00 ::1\n",
    "2024-03-04",
    " ",
    "\n",
    "\r\n",
    "\0",
    "\u00EF\u00BB\u00BF"
  };

  @Test
  void anyBytesAreReadAndEveryLineIsCounted() {
    RandomCases.each(
        2_000,
        random -> {
          byte[] log = noise(random, 60, NOISE);
          IisReading reading = IisReading.of(LogSettings.DEFAULTS, null, log, 1);

          LineCounts counts = reading.counts();
          assertThat(counts.lines()).isEqualTo(lines(log));
          assertThat(counts.used() + counts.comments() + counts.rejected())
              .isEqualTo(counts.lines());
          assertThat(counts.rejected()).isEqualTo(reading.rejects().size());
          assertThat(counts.observations()).isEqualTo(reading.rows().size());
          assertThat(requests(reading)).isEqualTo(counts.used());
        });
  }

  @Test
  void stretchesMakeNoDifference() {
    RandomCases.each(
        500,
        random -> {
          byte[] log = new IisOracle(random).log(60);
          int stretch = between(random, 1, 3_000);

          IisReading whole = IisReading.of(IisOracle.SETTINGS, null, log, Integer.MAX_VALUE);
          IisReading stretched = IisReading.of(IisOracle.SETTINGS, null, log, stretch);
          assertThat(stretched.texts()).isEqualTo(whole.texts());
          assertThat(stretched.rejects()).isEqualTo(whole.rejects());
          assertThat(stretched.counts()).isEqualTo(whole.counts());
        });
  }

  @Test
  void cuttingALogChangesNothingBeforeTheCut() {
    RandomCases.each(
        500,
        random -> {
          byte[] log = new IisOracle(random).log(40);
          assertNothingChangesBefore(between(random, 0, log.length), log);
        });
  }

  private static void assertNothingChangesBefore(int end, byte[] log) {
    byte[] cut = Arrays.copyOf(log, end);
    int wholeLines = cut.length;
    while (wholeLines > 0 && cut[wholeLines - 1] != '\n') {
      wholeLines--;
    }

    IisReading before =
        IisReading.of(IisOracle.SETTINGS, null, Arrays.copyOf(log, wholeLines), 500);
    IisReading after = IisReading.of(IisOracle.SETTINGS, null, cut, 500);
    IisReading all = IisReading.of(IisOracle.SETTINGS, null, log, 500);
    // The line that was cut may be one more reject, one more row or one more request of a row.
    for (IisReading longer : List.of(after, all)) {
      assertThat(longer.rejects().subList(0, before.rejects().size())).isEqualTo(before.rejects());
      for (Observation row : before.rows()) {
        assertThat(longer.rows()).anyMatch(candidate -> continues(candidate, row));
      }
    }
    assertThat(requests(after) - requests(before)).isBetween(0L, 1L);
  }

  @Test
  void agreesWithASlowAndPlainReading() {
    RandomCases.each(
        1_000,
        random -> {
          byte[] log = new IisOracle(random).log(200);
          int stretch = between(random, 1, 9_999);

          IisReading reading = IisReading.of(IisOracle.SETTINGS, null, log, stretch);
          assertThat(reading.texts()).containsExactlyInAnyOrderElementsOf(IisOracle.rows(log));
          assertThat(requests(reading)).isEqualTo(reading.counts().used());
        });
  }

  /** Whether a row is the other with requests added to it. */
  private static boolean continues(Observation row, Observation other) {
    List<Object> facts = new ArrayList<>();
    List<Object> otherFacts = new ArrayList<>();
    for (ObservationColumn column : ObservationColumn.values()) {
      switch (column) {
        case STARTED_AT, ENDED_AT, REQUESTS, USED -> {}
        default -> {
          facts.add(row.get(column));
          otherFacts.add(other.get(column));
        }
      }
    }
    return facts.equals(otherFacts)
        && row.number(ObservationColumn.REQUESTS) >= other.number(ObservationColumn.REQUESTS)
        && row.number(ObservationColumn.STARTED_AT) <= other.number(ObservationColumn.STARTED_AT)
        && row.number(ObservationColumn.ENDED_AT) >= other.number(ObservationColumn.ENDED_AT);
  }

  private static long requests(IisReading reading) {
    return reading.rows().stream().mapToLong(row -> row.number(ObservationColumn.REQUESTS)).sum();
  }

  private static long lines(byte[] log) {
    boolean hasBom =
        log.length >= 3 && log[0] == (byte) 0xEF && log[1] == (byte) 0xBB && log[2] == (byte) 0xBF;
    if (hasBom && log.length == 3) {
      return 1;
    }
    long ends = 0;
    for (byte b : log) {
      ends += b == '\n' ? 1 : 0;
    }
    return ends + (log.length > 0 && log[log.length - 1] != '\n' ? 1 : 0);
  }
}
