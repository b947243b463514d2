package org.tlssunset.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UtcTimeTest {

  private final UtcTime utcTime = new UtcTime();

  /** Exactly these bytes: reading one more fails. */
  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Test
  void everyDay() {
    for (int day = 0; day <= 47_000; day++) {
      byte[] date = bytes(LocalDate.ofEpochDay(day).toString());
      assertThat(utcTime.day(date, 0)).isEqualTo(day);
      assertThat(utcTime.day(date, 0)).isEqualTo(day);
    }
  }

  @Test
  void everySecond() {
    for (int second = 0; second < 86_400; second++) {
      String time = LocalTime.ofSecondOfDay(second).format(DateTimeFormatter.ISO_LOCAL_TIME);
      assertThat(UtcTime.secondOfDay(bytes(time), 0)).isEqualTo(second);
    }
  }

  @Test
  void anyByteInPlaceOfAnotherIsNoTimeOrAnotherTime() {
    for (int at = 0; at < 8; at++) {
      for (int value = 0; value < 256; value++) {
        byte[] time = bytes("11:11:11");
        time[at] = (byte) value;
        boolean isDigit = value >= '0' && value <= '9';
        boolean isTime =
            switch (at) {
              case 2, 5 -> value == ':';
              case 0 -> isDigit && value <= '2';
              case 3, 6 -> isDigit && value <= '5' || at == 6 && value == '6' && time[7] == '0';
              default -> isDigit;
            };
        assertThat(UtcTime.secondOfDay(time, 0) >= 0).as("%d at %d", value, at).isEqualTo(isTime);
      }
    }
  }

  @Test
  void aLeapSecondIsTheSecondBefore() {
    assertThat(UtcTime.secondOfDay(bytes("23:59:60"), 0)).isEqualTo(86_399);
  }

  @ParameterizedTest
  @ValueSource(strings = {"24:00:00", "00:60:00", "00:00:61", "0:00:00 ", "00.00.00", "::::::::"})
  void noTime(String text) {
    assertThat(UtcTime.secondOfDay(bytes(text), 0)).isNegative();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024-02-30",
        "2023-02-29",
        "2024-13-01",
        "2024-00-01",
        "2024-01-00",
        "2024/01/01",
        "24-01-01  ",
        "2024-1-1  ",
        "\0\0\0\0\0\0\0\0\0\0",
        "----------"
      })
  void noDay(String text) {
    assertThat(utcTime.day(bytes(text), 0)).isEqualTo(UtcTime.INVALID);
    assertThat(utcTime.day(bytes("2024-02-29"), 0))
        .isEqualTo(LocalDate.of(2024, 2, 29).toEpochDay());
    assertThat(utcTime.day(bytes(text), 0)).isEqualTo(UtcTime.INVALID);
  }

  @ParameterizedTest
  @CsvSource({
    "2024-01-25T15:58:06.123Z, 2024-01-25T15:58:06.123Z",
    "2024-01-25T15:58:06Z, 2024-01-25T15:58:06Z",
    "2024-01-25 15:58:06, 2024-01-25T15:58:06Z",
    "2024-01-25T15:58:06.1234567Z, 2024-01-25T15:58:06.123456Z",
    "1969-12-31T23:59:59.5Z, 1969-12-31T23:59:59.5Z",
  })
  void instants(String text, String expected) {
    Instant instant = Instant.parse(expected);
    assertThat(utcTime.instant(bytes(text), 0, text.length()))
        .isEqualTo(instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2024-01-25",
        "2024-01-25T15:58:0",
        "2024-01-25x15:58:06Z",
        "2024-01-25T15:58:06.Z",
        "2024-01-25T15:58:06,1Z",
        "2024-01-25T15:58:06.1x",
        "2024-01-25T25:58:06Z"
      })
  void noInstant(String text) {
    assertThat(utcTime.instant(bytes(text), 0, text.length())).isEqualTo(UtcTime.INVALID);
  }
}
