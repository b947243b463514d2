package org.tlssunset.logs.iis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IisAddressColumnsTest {

  private static List<String> told(String... lines) {
    IisReading reading = IisReading.of(lines);
    assertThat(reading.rejects()).isEmpty();
    return reading.addressColumns();
  }

  private static String line(String value) {
    return "2024-03-04 07:00:00 10.0.0.4 10.0.0.9 " + value;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "OriginalClientIP | 192.0.2.1 | true",
        "True-Client-IP | 2001:db8::1 | true",
        "cs(Forwarded) | 192.0.2.1,+10.0.0.9 | true",
        "ClientAddr | 192.0.2.1:4711 | true",
        "ClientAddr | [2001:db8::1]:4711 | true",
        "ClientAddr | \"192.0.2.1\" | true",
        "Forwarded | for=\"[2001:db8::1]:4711\";proto=https | true",
        "Forwarded | proto=https;host=mail.example | false",
        "X-Forwarded-For | 192.0.2.1 | false", // is read
        "x_forwarded_for | 192.0.2.1 | false",
        "cs-host | 192.0.2.1 | false", // what the client called
        "cs(Referer) | 192.0.2.1 | false",
        "LOCAL_ADDR | 10.0.0.4 | false", // s-ip
        "REMOTE_ADDR | 10.0.0.9 | false", // c-ip
        "Session | 42 | false",
        "Session | - | false",
        "Session | unknown | false",
        "Node | x.x.x.x | false",
      })
  void whatHoldsOthersAddressesAndIsNotRead(String name, String value, boolean isTold) {
    List<String> told =
        told("#Fields: date time s-ip c-ip " + name, line("-"), line(value), line("-"));
    assertThat(told).isEqualTo(isTold ? List.of(name) : List.of());
  }

  /** Whoever calls through no proxy may send anything in its place. */
  @Test
  void aColumnThatMostlyHoldsOtherThingsIsNone() {
    String header = "#Fields: date time s-ip c-ip Via";
    assertThat(told(header, line("192.0.2.1"), line("unknown"))).containsExactly("Via");
    assertThat(told(header, line("192.0.2.1"), line("<x>"), line("192.0.2.2")))
        .containsExactly("Via");
    assertThat(told(header, line("192.0.2.1"), line("1.1+proxy"))).isEmpty();
    assertThat(told(header, line("1.1+proxy"), line("192.0.2.1"))).isEmpty();
  }

  /** Most requests of a log may come through no proxy. */
  @Test
  void aColumnThatIsMostlyEmptyIsToldOfByItsFirstValues() {
    List<String> lines = new ArrayList<>(List.of("#Fields: date time s-ip c-ip A"));
    lines.addAll(List.of(line("192.0.2.1"), "#Fields: date time s-ip c-ip B C"));
    for (int i = 0; i < 1_000; i++) {
      lines.add(line("- 42"));
    }
    lines.add(line("192.0.2.1 -"));
    for (int i = 0; i < 1_000; i++) {
      lines.add(line("- 192.0.2.1"));
    }
    assertThat(told(lines.toArray(String[]::new))).containsExactly("A", "B");
  }
}
