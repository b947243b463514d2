package org.tlssunset.logs.iis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tlssunset.RandomCases.between;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlssunset.RandomCases;
import org.tlssunset.logs.IpText;

class ForwardedListTest {

  private static String entries(String list) {
    return String.join(" ", ForwardedList.entries(list, IpText::parse));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "192.0.2.7 | 192.0.2.7",
        "51.154.8.227,+10.0.0.9 | 51.154.8.227 10.0.0.9",
        "51.154.8.227,10.0.0.9 | 51.154.8.227 10.0.0.9",
        "[2001:DB8:0::1]:5555 | 2001:db8::1",
        "::ffff:192.0.2.7 | 192.0.2.7",
        "fe80::1%eth0 | fe80::1",
        "192.0.2.7:1234,unknown,garbage.. | 192.0.2.7 unknown unknown",
        "192.0.2.x,mail.example | unknown unknown",
        "UNKNOWN,10.1.1.1 | unknown 10.1.1.1",
        "',192.0.2.7,,' | unknown 192.0.2.7 unknown unknown",
        "192.0.2.7+10.0.0.9 | unknown",
        "\"192.0.2.7\" | 192.0.2.7",
        "for=192.0.2.7;proto=https;by=203.0.113.43 | 192.0.2.7",
        "by=203.0.113.43;For=192.0.2.7 | 192.0.2.7",
        "by=203.0.113.43 | unknown",
        "for=203.0.113.66,+for=\"[2001:db8::7]:4711\",+for=10.0.0.9"
            + " | 203.0.113.66 2001:db8::7 10.0.0.9",
        "for=203.0.113.66,+for=_hidden;by=198.51.100.1 | 203.0.113.66 unknown",
        "for=\"203.0.113.66,+for=10.0.0.9 | 203.0.113.66 10.0.0.9",
        "x=\"y,+203.0.113.66 | unknown 203.0.113.66",
      })
  void entriesInTheOrderOfTheList(String list, String entries) {
    assertThat(entries(list)).isEqualTo(entries);
  }

  @Test
  void ofTooManyTheNearestAreKept() {
    List<String> list = new ArrayList<>();
    for (int i = 0; i < ForwardedList.MOST; i++) {
      list.add("10.0.0." + i);
    }
    assertThat(ForwardedList.entries(String.join(",", list), IpText::parse)).isEqualTo(list);

    list.add(0, "192.0.2.1");
    list.add(0, "192.0.2.2");
    assertThat(ForwardedList.entries(String.join(",", list), IpText::parse))
        .hasSize(ForwardedList.MOST + 1)
        .startsWith("unknown", "10.0.0.0")
        .endsWith("10.0.0.63");
    assertThat(ForwardedList.entries(",".repeat(1 << 20), IpText::parse))
        .isEqualTo(Collections.nCopies(ForwardedList.MOST + 1, "unknown"));
  }

  /** Whatever a client sends before it, what the last proxy appended is the last entry. */
  @Test
  void nothingHidesWhatStandsLast() {
    String marks = "for=,;\"+ []:.%unknown10";
    RandomCases.each(
        2_000,
        random -> {
          String forged = RandomCases.text(random, 0, 300, marks);
          String nearest = "10." + between(random, 0, 255) + ".0.9";
          List<String> entries =
              ForwardedList.entries(forged + ",+" + nearest + ":443", IpText::parse);

          assertThat(entries).hasSizeBetween(2, ForwardedList.MOST + 1);
          assertThat(entries.get(entries.size() - 1)).isEqualTo(nearest);
          assertThat(entries).allMatch(entry -> entry.matches("unknown|[0-9a-f.:]+"));
        });
  }
}
