package org.tlssunset.logs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tlssunset.schema.TlsOutcome;

class IisTlsTest {

  @Test
  void allFourCodes() {
    assertThat(IisTls.of("400", "6610", "800d", "ae06", false))
        .isEqualTo(
            new IisTls(TlsOutcome.NEGOTIATED, "TLS 1.2", "AES_256", 256, "SHA_384", 384, "ECDHE"));
    assertThat(IisTls.of("80", "6603", "8004", "a400", true))
        .isEqualTo(new IisTls(TlsOutcome.NEGOTIATED, "TLS 1.0", "3DES", 168, "SHA_1", 160, "RSA"));
  }

  @ParameterizedTest
  @CsvSource({
    "4, SSL 2.0",
    "10, SSL 3.0",
    "40, TLS 1.0",
    "80, TLS 1.0",
    "100, TLS 1.1",
    "400, TLS 1.2",
    "1000, TLS 1.3",
    "0x400, TLS 1.2",
    "0X400, TLS 1.2",
    "00000400, TLS 1.2",
    "4000, 0x4000",
    "ABC, 0xabc",
    "ffffffff, 0xffffffff"
  })
  void versions(String logged, String version) {
    IisTls tls = IisTls.of(logged, "-", "-", "-", false);
    assertThat(tls.outcome()).isEqualTo(TlsOutcome.NEGOTIATED);
    assertThat(tls.version()).isEqualTo(version);
    assertThat(tls.cipher()).isNull();
    assertThat(tls.cipherBits()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TLS",
        "40.000000",
        "6.600000",
        "400.5",
        "400.",
        ".0",
        "-400",
        "0x",
        "1.0E+3",
        "400,0",
        "123456789",
        "４００"
      })
  void whatIsNoCodeIsNotGuessed(String logged) {
    for (boolean onHttpPort : new boolean[] {false, true}) {
      assertThat(IisTls.of(logged, "6610", "800d", "ae06", onHttpPort).outcome())
          .isEqualTo(TlsOutcome.NOT_LOGGED);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "660e, AES_128", "660E, AES_128", "660.000000, AES_128", "660.0, AES_128", "6.600000,",
    "6610, AES_256", "661.000000,", "7777, 0x7777", "0,", "-,"
  })
  void ciphersAndWhatSpreadsheetsMakeOfThem(String logged, String cipher) {
    assertThat(IisTls.of("400", logged, null, null, false).cipher()).isEqualTo(cipher);
  }

  @Test
  void spreadsheetsChangeHashesToo() {
    assertThat(IisTls.of("400", null, "800.000000", null, false).mac()).isEqualTo("SHA_512");
  }

  @Test
  void nothingLogged() {
    assertThat(IisTls.of("-", "-", "-", "-", true).outcome()).isEqualTo(TlsOutcome.CLEARTEXT);
    assertThat(IisTls.of("", null, null, null, true).outcome()).isEqualTo(TlsOutcome.CLEARTEXT);
    assertThat(IisTls.of("0", "0", "0", "0", true).outcome()).isEqualTo(TlsOutcome.CLEARTEXT);
    assertThat(IisTls.of("-", "-", "-", "-", false).outcome()).isEqualTo(TlsOutcome.NOT_LOGGED);
    assertThat(IisTls.of(null, "-", "-", "-", true).outcome()).isEqualTo(TlsOutcome.NOT_LOGGED);
    assertThat(IisTls.of("-", "6610", "-", "-", true).outcome()).isEqualTo(TlsOutcome.NOT_LOGGED);
  }
}
