package org.tlssunset.logs.iis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tlssunset.schema.ObservationColumn.MESSAGES;
import static org.tlssunset.schema.ObservationColumn.REQUESTS;
import static org.tlssunset.schema.ObservationColumn.USED;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlssunset.logs.Observation;

/** How many requests were answered well to somebody who signed in. */
class IisUsesTest {

  private static Observation row(String fields, String values) {
    return IisReading.of("#Fields: date time " + fields, "2024-03-04 07:00:00 " + values).row();
  }

  @ParameterizedTest
  @CsvSource({
    "joe 200, 1",
    "joe 302, 1",
    "joe 399, 1",
    "joe 401, 0",
    "joe 500, 0",
    "joe 100, 0",
    "joe -, 0",
    "joe 2, 0",
    "joe 20, 0",
    "joe 2000, 0",
    "joe x00, 0",
    "- 200, 0",
    "- 401, 0",
  })
  void anAnswerOf2xxOr3xxToAUserIsAUse(String values, long used) {
    assertThat(row("cs-username sc-status", values).get(USED)).isEqualTo(used);
    assertThat(row("sc-status cs-username", String.join(" ", reversed(values))).get(USED))
        .isEqualTo(used);
    assertThat(row("cs-username sc-status", values).get(MESSAGES)).isNull();
  }

  private static String[] reversed(String values) {
    String[] both = values.split(" ");
    return new String[] {both[1], both[0]};
  }

  @Test
  void withoutBothColumnsNothingIsKnown() {
    assertThat(row("cs-username", "joe").get(USED)).isNull();
    assertThat(row("sc-status", "200").get(USED)).isNull();
    assertThat(row("c-ip", "192.0.2.1").get(USED)).isNull();
  }

  @Test
  void answersAreCountedAndTellNoRowsApart() {
    Observation row =
        IisReading.of(
                "#Fields: date time cs-username sc-status",
                "2024-03-04 07:00:00 joe 401",
                "2024-03-04 07:00:01 joe 200",
                "2024-03-04 07:00:02 joe 302",
                "2024-03-04 07:00:03 joe 503")
            .row();
    assertThat(row.get(REQUESTS)).isEqualTo(4L);
    assertThat(row.get(USED)).isEqualTo(2L);
  }

  /** Of one row the lines under one header may tell it, and those under another not. */
  @Test
  void theHeaderMayChange() {
    Observation row =
        IisReading.of(
                "#Fields: date time cs-username",
                "2024-03-04 07:00:00 joe",
                "#Fields: date time cs-username sc-status",
                "2024-03-04 07:00:01 joe 200",
                "2024-03-04 07:00:02 joe 401",
                "#Fields: date time cs-username",
                "2024-03-04 07:00:03 joe")
            .row();
    assertThat(row.get(REQUESTS)).isEqualTo(4L);
    assertThat(row.get(USED)).isEqualTo(1L);
  }
}
