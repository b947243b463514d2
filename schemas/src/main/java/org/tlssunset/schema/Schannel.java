package org.tlssunset.schema;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Schannel's numbers in words, and the words that logs have for them.
 *
 * <p>Source: {@code ALG_ID} in wincrypt.h and {@code SP_PROT_*} in schannel.h. A code without a
 * name here comes out as {@code 0x…}, lower case, so that nothing is lost. Zero is no algorithm:
 * the log tells none.
 *
 * <p>As a key exchange, {@code CALG_RSA_SIGN} and {@code CALG_RSA_KEYX} both mean RSA's.
 */
public final class Schannel {

  private static final Map<Integer, String> CIPHERS =
      Map.of(
          0x6601, "DES",
          0x6602, "RC2",
          0x6603, "3DES",
          0x660e, "AES_128",
          0x660f, "AES_192",
          0x6610, "AES_256",
          0x6801, "RC4",
          0x6000, "NONE");

  private static final Map<String, Integer> CIPHER_BITS =
      Map.of("DES", 56, "3DES", 168, "AES_128", 128, "AES_192", 192, "AES_256", 256, "NONE", 0);

  private static final Map<Integer, String> HASHES =
      Map.of(
          0x8003, "MD5",
          0x8004, "SHA_1",
          0x800c, "SHA_256",
          0x800d, "SHA_384",
          0x800e, "SHA_512");

  private static final Map<Integer, String> KEY_EXCHANGES =
      Map.of(
          0x2400, "RSA",
          0xa400, "RSA",
          0xaa02, "DHE",
          0xaa05, "ECDH",
          0xae06, "ECDHE",
          0x2203, "ECDSA");

  /**
   * The names of the {@code CALG_*} constants in SMTP protocol logs, without the prefix, where they
   * differ from the words of the tables.
   */
  private static final Map<String, String> ALGORITHM_SYNONYMS =
      Map.of(
          "SHA", "SHA_1",
          "SHA1", "SHA_1",
          "DH_EPHEM", "DHE",
          "ECDH_EPHEM", "ECDHE",
          "RSA_KEYX", "RSA",
          "RSA_SIGN", "RSA",
          "SSL3_SHAMD5", "SHA1_MD5");

  /** What stands before an algorithm's name, and between its words. */
  private static final Pattern BETWEEN_WORDS = Pattern.compile("^ *CALG[-_]|[-_ +]");

  /** The names by what is left of them in capitals without {@code _}, {@code -} and blanks. */
  private static final Map<String, String> CIPHER_TEXTS =
      texts(CIPHERS, Map.of("NULLCIPHER", "NONE", "TRIPLEDES", "3DES"));

  private static final Map<String, String> HASH_TEXTS = texts(HASHES, Map.of("SHA", "SHA_1"));

  private static final Map<String, String> KEY_EXCHANGE_TEXTS =
      texts(
          KEY_EXCHANGES,
          Map.of(
              "RSAKEYX",
              "RSA",
              "RSASIGN",
              "RSA",
              "DHEPHEM",
              "DHE",
              "EDH",
              "DHE",
              "ECDHEPHEM",
              "ECDHE"));

  /** What may stand behind a cipher: its mode, or RC4's bits, which its name does not have. */
  private static final Pattern CIPHER_END = Pattern.compile("(?:GCM|CBC|CCM8?)$|(?<=RC4)128$");

  /** What may stand behind a key exchange: how the server proves who it is. */
  private static final Pattern SIGNATURE = Pattern.compile("(?<=DHE)(?:RSA|ECDSA|DSS)$");

  private Schannel() {}

  private static Map<String, String> texts(Map<Integer, String> names, Map<String, String> others) {
    Map<String, String> texts = new HashMap<>(others);
    names.values().forEach(name -> texts.put(letters(name), name));
    return Map.copyOf(texts);
  }

  private static String letters(String text) {
    return BETWEEN_WORDS.matcher(text.toUpperCase(Locale.ROOT)).replaceAll("");
  }

  /**
   * The bulk cipher that a text spells: {@code CALG_AES_256}, {@code AES-256}, {@code AES256-GCM}.
   *
   * @return its name; empty if it spells none that has one
   */
  public static Optional<String> cipherOfText(String text) {
    String name = CIPHER_END.matcher(letters(text)).replaceFirst("");
    return Optional.ofNullable(CIPHER_TEXTS.get(name));
  }

  /** The same for a hash: {@code CALG_SHA_384}, {@code SHA384}, {@code SHA}. */
  public static Optional<String> hashOfText(String text) {
    return Optional.ofNullable(HASH_TEXTS.get(letters(text)));
  }

  /** The same for a key exchange: {@code CALG_ECDH_EPHEM}, {@code ECDHE}, {@code ECDHE-RSA}. */
  public static Optional<String> keyExchangeOfText(String text) {
    String name = SIGNATURE.matcher(letters(text)).replaceFirst("");
    return Optional.ofNullable(KEY_EXCHANGE_TEXTS.get(name));
  }

  /** The version's name, {@code 0x…} if unknown. */
  public static String version(int code) {
    return TlsVersion.ofSchannelCode(code).map(TlsVersion::label).orElseGet(() -> hex(code));
  }

  /** The bulk cipher's name, {@code 0x…} if unknown. */
  public static String cipher(int code) {
    return CIPHERS.getOrDefault(code, hex(code));
  }

  /** A bulk cipher's strength in bits; null where its name alone does not say (RC2, RC4). */
  public static @Nullable Integer cipherBits(String name) {
    return CIPHER_BITS.get(name);
  }

  /** The hash's name, {@code 0x…} if unknown. */
  public static String hash(int code) {
    return HASHES.getOrDefault(code, hex(code));
  }

  /** The key exchange's name, {@code 0x…} if unknown. */
  public static String keyExchange(int code) {
    return KEY_EXCHANGES.getOrDefault(code, hex(code));
  }

  /**
   * An algorithm as an SMTP protocol log spells it, in the words of the tables.
   *
   * @param logged {@code CALG_AES_256}, {@code CALG_ECDH_EPHEM}, {@code 0x660e} …; any case
   * @return {@code AES_256}, {@code ECDHE}, …; an unknown name as logged, without {@code CALG_};
   *     null for {@code 0x0}, which is none
   */
  public static @Nullable String algorithm(String logged) {
    String name = logged.toUpperCase(Locale.ROOT);
    if (name.startsWith("0X")) {
      return numbered(name.substring(2));
    }
    if (name.startsWith("CALG_")) {
      name = name.substring("CALG_".length());
    }
    return ALGORITHM_SYNONYMS.getOrDefault(name, name);
  }

  private static @Nullable String numbered(String digits) {
    int code;
    try {
      code = Integer.parseUnsignedInt(digits, 16);
    } catch (NumberFormatException e) {
      return "0x" + digits.toLowerCase(Locale.ROOT);
    }
    if (code == 0) {
      return null;
    }
    for (Map<Integer, String> names : List.of(CIPHERS, HASHES, KEY_EXCHANGES)) {
      String name = names.get(code);
      if (name != null) {
        return name;
      }
    }
    return hex(code);
  }

  private static String hex(int code) {
    return "0x" + Integer.toHexString(code);
  }
}
