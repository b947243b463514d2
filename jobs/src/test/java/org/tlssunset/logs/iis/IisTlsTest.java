package org.tlssunset.logs.iis;

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
            new IisTls(TlsOutcome.NEGOTIATED, "TLS 1.2", "AES_256", 256, "SHA_384", "ECDHE"));
    assertThat(IisTls.of("80", "6603", "8004", "a400", true))
        .isEqualTo(new IisTls(TlsOutcome.NEGOTIATED, "TLS 1.0", "3DES", 168, "SHA_1", "RSA"));
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
    "0x000000000400, TLS 1.2",
    "TLSv1.0, TLS 1.0",
    "TLSv1, TLS 1.0",
    "tls1, TLS 1.0",
    "Tls11, TLS 1.1",
    "TLS1.2, TLS 1.2",
    "TLS+1.2, TLS 1.2",
    "TLS 1.2, TLS 1.2",
    "TLS1_2, TLS 1.2",
    "TLSV1_3, TLS 1.3",
    "TLS 1.4, TLS 1.4",
    "SP_PROT_TLS1_2_SERVER, TLS 1.2",
    "SP_PROT_TLS1_CLIENT, TLS 1.0",
    "SP-PROT-SSL3-SERVER, SSL 3.0",
    "SSLv3, SSL 3.0",
    "SSL3, SSL 3.0",
    "ssl 2.0, SSL 2.0",
    "PCT1, PCT 1.0",
    "'\"TLSv1.2\"', TLS 1.2",
    "TLS/1.1, TLS 1.1",
    "TLS%201.0, TLS 1.0",
    "400.0, TLS 1.2",
    "40.000000, TLS 1.0",
    "c00, TLS 1.2",
    "c0, TLS 1.0",
    "500, 0x500",
    "DTLSv1.2, DTLS 1.2",
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
        "1.0",
        "4.0",
        "41.000000",
        "6.600000",
        "400.5",
        "400.",
        ".0",
        "-400",
        "0x",
        "1.0E+3",
        "400,0",
        "123456789",
        "SSLv23",
        "TLSv2",
        "TLSv1/SSLv3",
        "TLS1.2.3",
        "SSL 1.0",
        "xyz",
        "1.2",
        "４００"
      })
  void whatNobodyCanReadIsNotGuessed(String logged) {
    for (boolean onHttpPort : new boolean[] {false, true}) {
      assertThat(IisTls.of(logged, "6610", "800d", "ae06", onHttpPort)).isNull();
    }
  }

  /** Nobody is lost for it. */
  @ParameterizedTest
  @ValueSource(strings = {"xyz", "6.600000", "400.", "0x", "123456789", "TLS_AES_256_GCM_SHA384"})
  void inAnotherFieldItStaysAsLogged(String logged) {
    assertThat(IisTls.of("400", logged, logged, logged, false))
        .isEqualTo(new IisTls(TlsOutcome.NEGOTIATED, "TLS 1.2", logged, null, logged, logged));
    assertThat(IisTls.of("-", logged, "-", "-", true).outcome()).isEqualTo(TlsOutcome.NOT_LOGGED);
  }

  @ParameterizedTest
  @CsvSource({
    "660e, AES_128",
    "660E, AES_128",
    "660.000000, AES_128",
    "660.0, AES_128",
    "6.600000, 6.600000",
    "6610.000000, AES_256",
    "CHACHA20_POLY1305, CHACHA20_POLY1305",
    "CALG_AES_256, AES_256",
    "AES256, AES_256",
    "aes-128, AES_128",
    "AES_256_GCM, AES_256",
    "3DES, 3DES",
    "CALG_3DES, 3DES",
    "RC4_128, RC4",
    "AES, AES",
    "DES, DES",
    "6610, AES_256",
    "661.000000, 661.000000",
    "7777, 0x7777",
    "0,",
    "-,"
  })
  void ciphersAndWhatSpreadsheetsMakeOfThem(String logged, String cipher) {
    assertThat(IisTls.of("400", logged, null, null, false).cipher()).isEqualTo(cipher);
  }

  @ParameterizedTest
  @CsvSource({
    "SHA384, ECDHE, SHA_384, ECDHE",
    "CALG_SHA_384, CALG_ECDH_EPHEM, SHA_384, ECDHE",
    "SHA, RSA, SHA_1, RSA",
    "sha-1, CALG_RSA_KEYX, SHA_1, RSA",
    "MD5, DHE, MD5, DHE",
    "CALG_SHA1, ECDHE-RSA, SHA_1, ECDHE",
    "800D, AE06, SHA_384, ECDHE",
    "0x0000800d, 0xae06, SHA_384, ECDHE",
    "SHA9, CALG_X, SHA9, CALG_X",
    "8004, 2400, SHA_1, RSA",
    "8004, 0x2400, SHA_1, RSA",
    "SHA1, CALG_RSA_SIGN, SHA_1, RSA",
    "0, 0,,",
    "0x0, 0x00000000,,",
    "-, X25519,, X25519",
  })
  void hashesAndKeyExchangesAsText(String hash, String keyExchange, String mac, String exchange) {
    IisTls tls = IisTls.of("TLSv1.2", "-", hash, keyExchange, false);
    assertThat(tls.mac()).isEqualTo(mac);
    assertThat(tls.keyExchange()).isEqualTo(exchange);
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
    assertThat(IisTls.of("(null)", "none", "N/A", "null", true).outcome())
        .isEqualTo(TlsOutcome.CLEARTEXT);
    assertThat(IisTls.of("-", "6610", "-", "-", true).outcome()).isEqualTo(TlsOutcome.NOT_LOGGED);
  }
}
