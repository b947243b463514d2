package org.tlssunset.party;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tlssunset.RandomCases;

class NetworkTest {

  @ParameterizedTest
  @CsvSource({
    "10.0.0.9, 10.0.0.9, 32",
    "10.0.0.9/32, 10.0.0.9, 32",
    "10.0.0.0/8, 10.0.0.0/8, 8",
    "2001:DB8:0::1, 2001:db8::1, 128",
    "2001:db8::1/128, 2001:db8::1, 128",
    "2001:DB8::/32, 2001:db8::/32, 32",
    "::ffff:10.0.0.9, 10.0.0.9, 32",
    "fe80::/10, fe80::/10, 10",
  })
  void networks(String written, String text, int prefixLength) {
    Network network = new Network(written);

    assertThat(network.text()).isEqualTo(text);
    assertThat(network.prefixLength()).isEqualTo(prefixLength);
    assertThat(network.isAddress()).isEqualTo(!text.contains("/"));
    assertThat(new Network(text)).isEqualTo(network);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "10.0.0",
        "10.0.0.9:25",
        "10.0.0.9:x",
        "[2001:db8::1]",
        "fe80::1%eth0",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0.0/",
        "10.0.0.0/255.0.0.0",
        "10.0.0.*",
        "::ffff:10.0.0.0/104",
        "10.0.0.1/8",
        "0.0.0.0/0",
        "::/0",
        "127.0.0.1",
        "127.0.0.0/8",
        "127.8.0.0/16",
        "0.0.0.0/1",
        "::1",
        "::/8",
        "::",
        "0.0.0.0"
      })
  void whatIsNone(String written) {
    assertThatThrownBy(() -> new Network(written))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("holds '" + written + "', ");
  }

  @Test
  void anyTextIsReadOrRefused() {
    RandomCases.each(
        2_000,
        random -> {
          String text = RandomCases.text(random, 0, 14, "0123:.//[]%fx");
          try {
            String canonical = new Network(text).text();
            assertThat(new Network(canonical).text()).isEqualTo(canonical);
          } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageStartingWith("holds '");
          }
        });
  }
}
