package org.tlssunset.synthetic;

import java.util.List;

/**
 * What a handshake comes to.
 *
 * @param version the version in the tables' words
 * @param codes the four crypt columns of IIS
 * @param facts tells apart what IIS rows tell apart: equal for two spellings of the same codes
 * @param received what Exchange logs of it when it is called
 * @param sent what Exchange logs of it when it calls
 */
public record Tls(String version, List<String> codes, String facts, String received, String sent) {

  public static final Tls SSL3 =
      of("SSL 3.0", "SSL3", "10 6801 8004 a400", "RC4", 128, "SHA1", 160, "RSA_KEYX", 2048);
  public static final Tls TLS10 =
      of("TLS 1.0", "TLS1_0", "40 6610 8004 ae06", "AES_256", 256, "SHA1", 160, "ECDHE", 256);
  public static final Tls TLS10_3DES =
      of("TLS 1.0", "TLS1", "40 6603 8004 a400", "3DES", 168, "SHA", 160, "RSA_KEYX", 2048);
  public static final Tls TLS11 =
      of("TLS 1.1", "TLS1_1", "100 660e 8004 ae06", "AES_128", 128, "SHA1", 160, "ECDH_EPHEM", 256);
  public static final Tls TLS12 =
      of("TLS 1.2", "TLS1_2", "400 6610 800d ae06", "AES_256", 256, "SHA_384", 384, "ECDHE", 384);
  public static final Tls TLS12_GCM =
      of("TLS 1.2", "TLS1_2", "400 660e 800c ae06", "AES_128", 128, "SHA_256", 0, "ECDHE", 256);
  public static final Tls TLS13 =
      of("TLS 1.3", "TLS1_3", "1000 6610 800d ae06", "AES_256", 256, "SHA_384", 384, "ECDHE", 256);

  /** A version that Exchange will name one day. */
  public static final Tls TLS14 =
      of("TLS 1.4", "TLS1_4", "4000 6610 800d ae06", "AES_256", 256, "SHA_384", 384, "ECDHE", 256);

  /** The same as IIS logs it: by a number that has no name yet. */
  public static final Tls CODE_4000 =
      of("0x4000", "TLS1_4", "4000 6611 8010 ae07", "AES_256", 256, "SHA_384", 384, "ECDHE", 256);

  /** {@link #TLS12_GCM} in a log that a spreadsheet took for numbers. */
  public static final Tls TLS12_GCM_RESAVED = TLS12_GCM.logged("400", "660.000000", "800c", "ae06");

  /** The same where the fields were filled from variables of text. */
  public static final Tls TLS12_GCM_AS_TEXT =
      TLS12_GCM.logged("TLSv1.2", "CALG_AES_128", "SHA256", "ECDHE");

  public static final Tls TLS10_AS_TEXT =
      TLS10.logged("TLS1.0", "AES-256", "SHA", "CALG_ECDH_EPHEM");

  /** The same handshake, spelled otherwise in the crypt columns. */
  private Tls logged(String... columns) {
    return new Tls(version, List.of(columns), facts, received, sent);
  }

  static Tls of(
      String version,
      String protocol,
      String codes,
      String cipher,
      int cipherBits,
      String mac,
      int macBits,
      String keyExchange,
      int keyExchangeBits) {
    String tail =
        " negotiation succeeded using bulk encryption algorithm CALG_%s with strength %d bits, MAC hash algorithm CALG_%s with strength %d bits and key exchange algorithm CALG_%s with strength %d bits"
            .formatted(cipher, cipherBits, mac, macBits, keyExchange, keyExchangeBits);
    String head = "TLS protocol SP_PROT_" + protocol;
    return new Tls(
        version,
        List.of(codes.split(" ")),
        codes,
        head + "_SERVER" + tail,
        head + "_CLIENT" + tail);
  }
}
