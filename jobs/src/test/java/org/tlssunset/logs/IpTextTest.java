package org.tlssunset.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tlssunset.RandomCases.oneOf;
import static org.tlssunset.RandomCases.text;

import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tlssunset.RandomCases;

class IpTextTest {

  @ParameterizedTest
  @CsvSource({
    "10.0.0.1, 10.0.0.1,",
    "10.0.0.1:25, 10.0.0.1, 25",
    "2001:db8::1, 2001:db8::1,",
    "[2001:db8::1], 2001:db8::1,",
    "[2001:db8::1]:25, 2001:db8::1, 25",
    "2001:DB8:0:0:1:0:0:1, 2001:db8::1:0:0:1,",
    "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1,",
    "::ffff:10.0.0.1, 10.0.0.1,",
    "::FFFF:a00:1, 10.0.0.1,",
    "[::ffff:10.0.0.1]:443, 10.0.0.1, 443",
    "fe80::1%eth0, fe80::1,",
    "[fe80::1%13]:25, fe80::1, 25",
    "::, ::,",
    "10.0.0.1:, 10.0.0.1,",
    "10.0.0.1:65535, 10.0.0.1, 65535",
    "10.0.0.1:65536, 10.0.0.1,",
    "10.0.0.1:x, 10.0.0.1,",
  })
  void addresses(String logged, String address, Integer port) {
    IpText ip = IpText.parse(logged).orElseThrow();
    assertThat(ip.address()).isEqualTo(address);
    assertThat(ip.port()).isEqualTo(port == null ? OptionalInt.empty() : OptionalInt.of(port));
    assertThat(IpText.parse(ip.address()).orElseThrow().address()).isEqualTo(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "unknown",
        "10.0.0",
        "10.0.0.256",
        "10.0.0.x",
        "10.0.0.*",
        "*",
        "10.0.0.0/8",
        "10.0.0.1-5",
        "10.0.0.1-1",
        "1.2.3.4.5",
        "167772161",
        "0x0a000001",
        "0a000001",
        "[2001:db8::1",
        "[2001:db8::1]x",
        "2001:db8::1::2",
        "2001:db8",
        "[]",
        "[]:25",
        ":25",
        "%",
        "10.0.0._",
        "20010db8000000000000000000000001",
        "mail.contoso.com",
        "10.0.0.1 ",
        "1..2.3",
        "2001-db8--1.ipv6-literal.net",
        "2001:db8::/32",
        "١٠.0.0.1"
      })
  void whatIsNone(String logged) {
    assertThat(IpText.parse(logged)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, true, true",
    "127.9.9.9, true, true",
    "::1, true, true",
    "::ffff:127.0.0.1, true, true",
    "10.255.0.1, true, false",
    "172.16.0.1, true, false",
    "172.32.0.1, false, false",
    "192.168.1.1, true, false",
    "192.169.1.1, false, false",
    "169.254.1.1, true, false",
    "fe80::1, true, false",
    "fd00::1, true, false",
    "2001:db8::1, false, false",
    "8.8.8.8, false, false",
  })
  void privateAndLoopback(String logged, boolean isPrivate, boolean isLoopback) {
    IpText ip = IpText.parse(logged).orElseThrow();
    assertThat(ip.isPrivate()).isEqualTo(isPrivate);
    assertThat(ip.isLoopback()).isEqualTo(isLoopback);
  }

  @ParameterizedTest
  @ValueSource(ints = {129, 100_000})
  void longTextIsNone(int length) {
    assertThat(IpText.parse("1".repeat(length))).isEmpty();
    assertThat(IpText.parse("10.0.0.1%" + "x".repeat(length))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"::%]%", "fe80::1%", "fe80::1%eth0 x", "[fe80::1%]"})
  void brokenZoneIsNone(String logged) {
    assertThat(IpText.parse(logged)).isEmpty();
  }

  @Test
  void anyTextIsReadOrRefused() {
    RandomCases.each(
        5_000,
        random -> {
          String begin = oneOf(random, "", "10.0.0.", "1.2.3.4", "::", "[f::", "f::5%");
          String text = begin + text(random, 0, 12, "0125.:[]%fx/-*_ ");
          Optional<IpText> read = IpText.parse(text);
          if (read.isPresent()) {
            assertThat(read.get().address()).matches("[0-9a-f.:]+");
            // In place of a port there may be anything.
            String host = text.replaceFirst("^(\\[[^\\]]*\\]):.*|^([^:]*):[^:]*$", "$1$2");
            assertThat(host.replaceFirst("%[^\\]]*", ""))
                .doesNotContain("/", "*", "_", "-", " ", "%");
          }
        });
  }
}
