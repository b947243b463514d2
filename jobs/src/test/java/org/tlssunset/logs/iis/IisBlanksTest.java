package org.tlssunset.logs.iis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tlssunset.schema.ObservationColumn.CLIENT_IP;
import static org.tlssunset.schema.ObservationColumn.PEER_IP;
import static org.tlssunset.schema.ObservationColumn.USER_AGENT;
import static org.tlssunset.schema.ObservationColumn.USER_NAME;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tlssunset.logs.Found;
import org.tlssunset.logs.Observation;
import org.tlssunset.schema.RejectReason;

/** Lines with blanks too many. */
class IisBlanksTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024-03-04 07:00:00  192.0.2.1 joe 443",
        "2024-03-04   07:00:00 192.0.2.1  joe  443",
        "2024-03-04 07:00:00 192.0.2.1 joe 443 ",
        "2024-03-04 07:00:00 192.0.2.1 joe 443   \r",
        "2024-03-04 07:00:00  192.0.2.1 joe 443  \r",
        "2024-03-04 07:00:00  x.x.x.1 joe -",
        "2024-03-04 07:00:00  fe80::1%eth0 joe 443",
        "2024-03-04 07:00:00  10.0.1.nnn joe 443",
        " 2024-03-04 07:00:00 192.0.2.1 joe 443",
        "  2024-03-04 07:00:00  192.0.2.1 joe 443",
      })
  void whereTheFieldsFitOnceRunsOfBlanksAreOneTheyDo(String line) {
    IisReading reading = IisReading.of("#Fields: date time c-ip cs-username s-port", line);
    assertThat(reading.row().get(USER_NAME)).isEqualTo("joe");
    assertThat(reading.row().get(PEER_IP)).asString().contains("1");
    assertThat(reading.instants()).containsExactly("2024-03-04T07:00:00Z");
  }

  /** An empty field and a blank within another are no doubled blank. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024-03-04 07:00:00  Some Agent 192.0.2.1 443", // no user, an agent with a blank
        "2024-03-04 07:00:00 joe   Agent 443 ",
        "2024-03-04 07:00:00  Agent 192.0.2.1 443 x y",
        " 2024-03-04 07:00:00 joe Agent 192.0.2.1 443",
        "2024-03-04 07:00:00  joe 192.0.2.1 Agent", // as many fields as there should be
        "2024-03-04 07:00:00 joe 192.0.2.1  Agent",
        "2024-03-04 07:00:00  joe",
        "                    ",
      })
  void noColumnIsShifted(String line) {
    IisReading reading =
        IisReading.of("#Fields: date time cs-username c-ip cs(User-Agent) s-port", line);
    assertThat(reading.reasons()).containsExactly(RejectReason.FIELD_COUNT);
    assertThat(reading.rejects().get(0).text()).isEqualTo(line);
  }

  @Test
  void whatIsWrongWithAShiftedLineIsSaid() {
    assertThat(
            IisReading.of(
                    "#Fields: date time cs-username c-ip s-port crypt-protocol",
                    "2024-03-04 07:00:00  joe 192.0.2.1 443")
                .rejects())
        .extracting(Found.Reject::detail)
        .containsExactly(
            "a blank too many and a field too few:"
                + " numbers or addresses are not where #Fields names them");
  }

  @Test
  void whereALineFitsAsItIsItsEmptyFieldsAreEmpty() {
    Observation row =
        IisReading.of(
                "#Fields: date time cs-username c-ip cs(User-Agent)",
                "2024-03-04 07:00:00  192.0.2.1 ")
            .row();
    assertThat(row.text(CLIENT_IP)).isEqualTo("192.0.2.1");
    assertThat(row.get(USER_NAME)).isNull();
    assertThat(row.get(USER_AGENT)).isNull();
  }

  @Test
  void rejectsOfLinesWithDoubledBlanksAreAsLogged() {
    IisReading reading =
        IisReading.of("#Fields: date time c-ip", "2024-03-04  07:00:99 192.0.2.1 ", "x");
    assertThat(reading.rejects().get(0))
        .isEqualTo(
            new Found.Reject(
                RejectReason.TIME,
                RejectReason.TIME.usualDetail(),
                2,
                24,
                "2024-03-04  07:00:99 192.0.2.1 "));
  }
}
