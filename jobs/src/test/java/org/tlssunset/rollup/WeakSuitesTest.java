package org.tlssunset.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which of a suite's algorithms the policy calls weak. */
class WeakSuitesTest {

  private static final WeakSuites WEAK =
      new WeakSuites(List.of("DES", "RC4"), List.of("MD5"), List.of("DH"));

  private static @Nullable UTF8String text(@Nullable String text) {
    return text == null ? null : UTF8String.fromString(text);
  }

  /** Each line: cipher, MAC and key exchange of a suite, and what is weak of it. */
  @ParameterizedTest
  @CsvSource({
    "RC4_128, SHA_1, RSA, RC4",
    "rc4, SHA_1, RSA, RC4",
    "DES, MD5, DH, DES",
    "3DES_168, SHA_1, RSA,",
    "AES_256, MD5, DH, MD5",
    "AES_256, SHA_384, DH, DH",
    "AES_256, SHA_384, ECDH,",
    "AES_256, SHA_384, DHE,",
    ",,,"
  })
  void aNameStandsForAllThatBeginWithIt(
      @Nullable String cipher,
      @Nullable String mac,
      @Nullable String exchange,
      @Nullable String weak) {
    assertThat(WEAK.of(text(cipher), text(mac), text(exchange))).isEqualTo(weak);
  }

  @Test
  void nothingIsWeakIfNothingIsCalledSo() {
    assertThat(WeakSuites.NONE.of(text("RC4_128"), text("MD5"), text("DH"))).isNull();
  }
}
