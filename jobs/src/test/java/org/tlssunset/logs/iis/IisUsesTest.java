package org.tlssunset.logs.iis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tlssunset.schema.ObservationColumn.MESSAGES;
import static org.tlssunset.schema.ObservationColumn.USED;

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
}
