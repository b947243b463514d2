package org.tlssunset.logs.iis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.Test;
import org.tlssunset.logs.Found;
import org.tlssunset.schema.RejectReason;

/** Which day the times of a log belong to that has no column for it. */
class IisDaysTest {

  @Test
  void withoutADateColumnTheDayIsThatOfTheLastDateDirective() {
    IisReading reading =
        IisReading.of(
            "#Date: 2024-03-04 22:00:00",
            "#Fields: time c-ip",
            "23:59:59 192.0.2.1",
            "00:00:01 192.0.2.1",
            "#Date: 2024-03-05 00:10:00",
            "00:10:00 192.0.2.1");

    assertThat(reading.instants())
        .containsExactlyInAnyOrder("2024-03-04T23:59:59Z", "2024-03-05T00:00:01Z");
  }

  @Test
  void timesThatPassMidnightBelongToTheNextDay() {
    IisReading reading =
        IisReading.of(
            "#Date: 2024-02-28 22:59:58",
            "#Fields: time c-ip",
            "22:59:59 192.0.2.1",
            "00:00:02 192.0.2.2",
            "23:59:59 192.0.2.3", // late
            "00:00:01 192.0.2.4",
            "13:00:00 192.0.2.5",
            "23:00:00 192.0.2.6",
            "10:00:00 192.0.2.7");
    assertThat(reading.rejects()).isEmpty();
    assertThat(reading.instants())
        .containsExactlyInAnyOrder(
            "2024-02-28T22:59:59Z",
            "2024-02-29T00:00:02Z",
            "2024-02-28T23:59:59Z",
            "2024-02-29T00:00:01Z",
            "2024-02-29T13:00:00Z",
            "2024-02-29T23:00:00Z",
            "2024-03-01T10:00:00Z");
  }

  /** The header was written on the evening before. */
  @Test
  void theTimeOfTheDateDirectiveCountsToo() {
    assertThat(
            IisReading.of("#Date: 2024-03-04 23:59:59", "#Fields: time c-ip", "00:00:01 192.0.2.1")
                .instants())
        .containsExactly("2024-03-05T00:00:01Z");
    assertThat(
            IisReading.of("#Date: 2024-03-04", "#Fields: time c-ip", "00:00:01 192.0.2.1")
                .instants())
        .containsExactly("2024-03-04T00:00:01Z");
    // Before the log began there was nothing that could come late.
    assertThat(
            IisReading.of("#Date: 2024-03-04 00:00:00", "#Fields: time c-ip", "23:59:59 192.0.2.1")
                .instants())
        .containsExactly("2024-03-04T23:59:59Z");
  }

  /** IIS was restarted. */
  @Test
  void whatComesLateBehindADateDirectiveBelongsBeforeMidnight() {
    assertThat(
            IisReading.of(
                    "#Date: 2024-03-04 20:00:00",
                    "#Fields: time c-ip",
                    "23:59:50 192.0.2.1",
                    "#Date: 2024-03-05 00:00:01",
                    "23:59:59 192.0.2.2",
                    "00:00:05 192.0.2.3")
                .instants())
        .containsExactlyInAnyOrder(
            "2024-03-04T23:59:50Z", "2024-03-04T23:59:59Z", "2024-03-05T00:00:05Z");
    // Not so behind a day's log that ended in the afternoon.
    assertThat(
            IisReading.of(
                    "#Date: 2024-03-04 08:00:00",
                    "#Fields: time c-ip",
                    "16:00:00 192.0.2.1",
                    "#Date: 2024-03-05 00:00:00",
                    "23:30:00 192.0.2.2")
                .instants())
        .containsExactlyInAnyOrder("2024-03-04T16:00:00Z", "2024-03-05T23:30:00Z");
  }

  /** Whoever copies logs into one file may do so in any order. */
  @Test
  void anEarlierLogBehindALaterOneHasItsOwnDay() {
    assertThat(
            IisReading.of(
                    "#Fields: date time c-ip",
                    "2024-03-05 10:00:00 192.0.2.1",
                    "#Date: 2024-03-03 09:00:00",
                    "#Fields: time c-ip",
                    "10:00:00 192.0.2.1")
                .instants())
        .containsExactlyInAnyOrder("2024-03-05T10:00:00Z", "2024-03-03T10:00:00Z");
  }

  /** A day may have passed, or somebody has set the clock. */
  @Test
  void timesThatGoBackForNoKnownReasonAreRejectedUpToTheNextDay() {
    IisReading reading =
        IisReading.of(
            "#Date: 2024-03-04 08:00:00",
            "#Fields: time c-ip",
            "15:00:00 192.0.2.1",
            "13:00:00 192.0.2.1",
            "14:30:00 192.0.2.1",
            "#Fields: date time c-ip",
            "2024-03-05 14:31:00 192.0.2.2",
            "#Fields: time c-ip",
            "14:32:00 192.0.2.3",
            "#Date: 2024-03-07 00:00:00",
            "14:33:00 192.0.2.4");
    assertThat(reading.rejects())
        .extracting(Found.Reject::line, Found.Reject::detail)
        .containsExactly(
            tuple(
                4L,
                "the time goes back to 13:00:00 after 15:00:00, and no date column tells the day"),
            tuple(
                5L,
                "the time goes back to 13:00:00 after 15:00:00, and no date column tells the day"));
    assertThat(reading.instants())
        .containsExactlyInAnyOrder(
            "2024-03-04T15:00:00Z",
            "2024-03-05T14:31:00Z",
            "2024-03-05T14:32:00Z",
            "2024-03-07T14:33:00Z");
  }

  @Test
  void withoutADayAtAllLinesAreRejected() {
    assertThat(IisReading.of("#Fields: time c-ip", "07:00:00 192.0.2.1").reasons())
        .containsExactly(RejectReason.TIME);
    assertThat(
            IisReading.of("#Date: yesterday", "#Fields: time c-ip", "07:00:00 192.0.2.1").reasons())
        .containsExactly(RejectReason.TIME);
    assertThat(IisReading.of("#Fields: date c-ip", "2024-03-04 192.0.2.1").reasons())
        .containsExactly(RejectReason.TIME);
  }
}
