package org.tlssunset.logs.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmtpTlsTest {

  private static final String WHOLE =
      "TLS protocol SP_PROT_TLS1_2_SERVER negotiation succeeded using bulk encryption algorithm"
          + " CALG_AES_256 with strength 256 bits, MAC hash algorithm CALG_SHA_384 with strength 384"
          + " bits and key exchange algorithm CALG_ECDHE with strength 255 bits";

  @Test
  void everyPartIsRead() {
    assertThat(SmtpTls.of(WHOLE))
        .contains(new SmtpTls("TLS 1.2", "AES_256", 256, "SHA_384", 384, "ECDHE", 255));
  }

  /** What must be known from which prefix on, and nothing of it before. */
  @Test
  void cutAfterAnyByteItTellsWhatIsWhole() {
    for (int end = SmtpTls.BEGINNING.length(); end <= WHOLE.length(); end++) {
      String cut = WHOLE.substring(0, end);
      Optional<SmtpTls> read = SmtpTls.of(cut);
      if (!cut.contains("SP_PROT_TLS1_2_SERVER")) {
        assertThat(read).as(cut).isEmpty();
        continue;
      }
      SmtpTls expected =
          new SmtpTls(
              "TLS 1.2",
              cut.contains("AES_256") ? "AES_256" : null,
              cut.contains("strength 256 ") ? (Integer) 256 : null,
              cut.contains("SHA_384") ? "SHA_384" : null,
              cut.contains("strength 384 ") ? (Integer) 384 : null,
              cut.contains("ECDHE") ? "ECDHE" : null,
              cut.contains("strength 255 ") ? (Integer) 255 : null);
      assertThat(read).as(cut).contains(expected);
    }
  }

  /** At the end of a line that is cut, a name is one only if no longer one begins with it. */
  @ParameterizedTest
  @CsvSource({
    "CALG_AES_256, AES_256",
    "CALG_AES_128, AES_128",
    "calg_aes_192, AES_192",
    "CALG_AES_25, ",
    "CALG_AES_, ",
    "CALG_AES, ",
    "CALG_, ",
    "CALG_RC4, RC4",
    "CALG_3DES, 3DES",
    "CALG_SHA, ",
    "CALG_SHA1, SHA_1",
    "CALG_SHA_256, SHA_256",
    "CALG_ECDH, ",
    "CALG_ECDHE, ECDHE",
    "CALG_ECDH_EPHEM, ECDHE",
    "CALG_RSA_KEYX, RSA",
    "CALG_NEW, ",
    "0x6610, AES_256",
    "0x661, ",
    "26128, AES_256",
    "2612, ",
    "6553, ",
    "6554, 0x199a",
  })
  void anAlgorithmAtTheEnd(String logged, String name) {
    String before = "TLS protocol SP_PROT_TLS1_0_SERVER negotiation succeeded using ";
    assertThat(SmtpTls.of(before + "bulk encryption algorithm " + logged))
        .contains(new SmtpTls("TLS 1.0", name, null, null, null, null, null));
    // A blank behind it says that it is whole, whatever it is.
    String whole = SmtpTls.of(before + "bulk encryption algorithm " + logged + " ").get().cipher();
    assertThat(whole).isNotNull();
    if (name != null) {
      assertThat(whole).isEqualTo(name);
    }
    assertThat(SmtpTls.of(before + "MAC hash algorithm " + logged + " wi").get().mac())
        .isEqualTo(whole);
  }

  @ParameterizedTest
  @CsvSource({
    "SP_PROT_TLS1_0_SERVER, TLS 1.0",
    "SP_PROT_TLS1_0_CLIENT, TLS 1.0",
    "SP_PROT-TLS1_0_CLIENT, TLS 1.0",
    "SP_PROT-TLS1_0_SERVER, TLS 1.0",
    "SP_PROT_TLS1_SERVER, TLS 1.0",
    "SP_PROT_TLS1_CLIENT, TLS 1.0",
    "SP_PROT_TLS1_1_CLIENT, TLS 1.1",
    "SP_PROT_TLS1_2_CLIENT, TLS 1.2",
    "SP_PROT_TLS1_3_SERVER, TLS 1.3",
    "SP_PROT_TLS1_4_SERVER, TLS 1.4",
    "SP_PROT_TLS2_0_CLIENT, TLS 2.0",
    "SP_PROT_SSL2_SERVER, SSL 2.0",
    "SP_PROT_SSL3_SERVER, SSL 3.0",
    "SP_PROT_PCT1_CLIENT, PCT 1.0",
    "SP_PROT_TLS1_2, TLS 1.2",
    "sp_prot_tls1_2_server, TLS 1.2",
    "0x400, TLS 1.2",
    "0x800, TLS 1.2",
    "128, TLS 1.0",
    "0x4000, 0x4000",
    "SP_PROT_QUIC_CLIENT, QUIC",
    "Tls13, Tls13",
  })
  void everySpellingOfAVersion(String spelling, String version) {
    assertThat(SmtpTls.of("TLS protocol " + spelling + " negotiation succeeded"))
        .contains(new SmtpTls(version, null, null, null, null, null, null));
  }

  @ParameterizedTest
  @CsvSource({
    "CALG_AES_128, CALG_SHA1, CALG_RSA_KEYX, AES_128, SHA_1, RSA",
    "CALG_AES_192, CALG_SHA, CALG_DH_EPHEM, AES_192, SHA_1, DHE",
    "CALG_3DES, CALG_MD5, CALG_ECDH_EPHEM, 3DES, MD5, ECDHE",
    "CALG_RC4, CALG_SHA_256, CALG_ECDHE, RC4, SHA_256, ECDHE",
    "0x660e, 0x800c, 0xae06, AES_128, SHA_256, ECDHE",
    "26128, 32781, 44550, AES_256, SHA_384, ECDHE",
    "0x6699, CALG_NEW, 0x6698, 0x6699, NEW, 0x6698",
    "0x6699, 0, 0,0x6699,,",
    "0x6610, 0x0, 0x0, AES_256,,",
    "CALG_AES_256, CALG_SHA1, CALG_RSA_SIGN, AES_256, SHA_1, RSA",
    "CALG_AES_256, CALG_SHA1, 0x2400, AES_256, SHA_1, RSA",
    "26128, 32772, 9216, AES_256, SHA_1, RSA",
  })
  void everySpellingOfAnAlgorithm(
      String cipher, String mac, String exchange, String c, String m, String e) {
    String text =
        "TLS protocol SP_PROT_TLS1_2_SERVER negotiation succeeded using bulk encryption algorithm "
            + cipher
            + " with strength 128 bits, MAC hash algorithm "
            + mac
            + " with strength 0 bits and key exchange algorithm "
            + exchange
            + " with strength 4096 bits";

    assertThat(SmtpTls.of(text)).contains(new SmtpTls("TLS 1.2", c, 128, m, 0, e, 4096));
  }

  /** No key is exchanged with zero bits; a MAC without bits is that of an AEAD cipher. */
  @Test
  void noKeyExchangeHasNoBits() {
    String none =
        WHOLE
            .replace("CALG_SHA_384 with strength 384", "0 with strength 0")
            .replace("CALG_ECDHE with strength 255", "0 with strength 0");
    assertThat(SmtpTls.of(none))
        .contains(new SmtpTls("TLS 1.2", "AES_256", 256, null, 0, null, null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TLS protocol ",
        "TLS protocol SP_PROT_TLS1_2",
        "TLS protocol SP_PROT_TLS1_2_SERVE",
        "TLS protocol 0x400",
        "TLS protocol  negotiation succeeded",
        "TLS protocol SP_PROT_TLS1_2_SERVER negotiation failed",
        "TLS protocol version is not supported",
      })
  void whatDoesNotTellAVersionIsNone(String text) {
    assertThat(SmtpTls.of(text)).isEmpty();
  }
}
