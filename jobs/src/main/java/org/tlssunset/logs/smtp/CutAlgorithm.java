package org.tlssunset.logs.smtp;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells whether an algorithm with which a line ends is whole, though the line may be cut short.
 *
 * <p>A name is whole if it is known and no longer one begins with it: {@code CALG_AES_256} is,
 * {@code CALG_AES_2} and {@code CALG_SHA} (of {@code CALG_SHA_384}, perhaps) are not. A number is
 * whole if a further digit would make it larger than an algorithm's can be.
 *
 * <p>Names: wincrypt.h, those that cipher suites have ({@code CALG_3DES_112} and {@code CALG_DESX}
 * are in none), and {@code CALG_ECDHE}, as Exchange writes it.
 */
final class CutAlgorithm {

  private static final Set<String> NAMES =
      Set.of(
          "DES",
          "3DES",
          "RC2",
          "RC4",
          "RC5",
          "AES_128",
          "AES_192",
          "AES_256",
          "NULLCIPHER",
          "MD5",
          "SHA",
          "SHA1",
          "SHA_256",
          "SHA_384",
          "SHA_512",
          "SSL3_SHAMD5",
          "RSA_KEYX",
          "RSA_SIGN",
          "DH_SF",
          "DH_EPHEM",
          "ECDH",
          "ECDH_EPHEM",
          "ECDHE",
          "ECDSA",
          "ECMQV",
          "KEA_KEYX");

  /** An {@code ALG_ID} has 16 bits. */
  private static final int HIGHEST_NUMBER = 0xFFFF;

  private static final Pattern FULL_HEXADECIMAL = Pattern.compile("0[xX][0-9a-fA-F]{4}");
  private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,5}");

  private CutAlgorithm() {}

  /**
   * Whether nothing can be missing at the end of the word.
   *
   * @param logged {@code CALG_AES_256}, {@code 0x6610}, {@code 26128} …; any case
   */
  static boolean isWhole(String logged) {
    String name = logged.toUpperCase(Locale.ROOT).replaceFirst("^CALG_", "");
    return isFullNumber(logged)
        || (NAMES.contains(name)
            && NAMES.stream().noneMatch(longer -> !longer.equals(name) && longer.startsWith(name)));
  }

  private static boolean isFullNumber(String logged) {
    return FULL_HEXADECIMAL.matcher(logged).matches()
        || (DECIMAL.matcher(logged).matches() && Integer.parseInt(logged) > HIGHEST_NUMBER / 10);
  }
}
