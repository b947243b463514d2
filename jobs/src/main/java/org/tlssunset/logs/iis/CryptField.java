package org.tlssunset.logs.iis;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What stands in a crypt field of an IIS log: a code of Schannel in hexadecimal, in any spelling,
 * or a text where the field was filled from a variable of text.
 *
 * @param name in the tables' words, {@code 0x…} for a code without one; null if it says none
 * @param isEmpty whether it says that there is none, or the log does not have the field
 */
record CryptField(@Nullable String name, boolean isEmpty) {

  private static final CryptField EMPTY = new CryptField(null, true);

  /** The field holds what nobody can read. */
  private static final CryptField UNREADABLE = new CryptField(null, false);

  private static final Set<String> NOTHING = Set.of("NONE", "NULL", "(NULL)", "N/A");

  private static final int MOST_DIGITS = 8;

  /**
   * Reads a field.
   *
   * @param logged null if the log does not have it
   * @param ofCode the name of a code; {@code 0x…} if it has none
   * @param ofText the name that a text spells
   */
  static CryptField of(
      @Nullable String logged,
      IntFunction<String> ofCode,
      Function<String, Optional<String>> ofText) {
    if (logged == null || logged.isEmpty() || logged.equals("-")) {
      return EMPTY;
    }
    CryptField code = ofDigits(logged, ofCode);
    if (code != UNREADABLE) {
      return code;
    }
    return NOTHING.contains(logged.toUpperCase(Locale.ROOT))
        ? EMPTY
        : ofText.apply(logged).map(name -> new CryptField(name, false)).orElse(UNREADABLE);
  }

  /**
   * A log that went through a spreadsheet has {@code 660.000000} for {@code 660e}, which looked
   * like a number, or {@code 400.0} for {@code 400}; that is taken back only where it gives a code
   * with a name. No name has both. {@code 1.0} is more likely meant to be a text.
   */
  private static CryptField ofDigits(String logged, IntFunction<String> ofCode) {
    int point = logged.indexOf('.');
    if (point < 0) {
      boolean isPrefixed = logged.regionMatches(true, 0, "0x", 0, 2);
      return ofCode(hexadecimal(isPrefixed ? logged.substring(2) : logged), ofCode);
    }
    if (point < 2
        || !isAll(logged, 0, point, '0', '9')
        || !isAll(logged, point + 1, logged.length(), '0', '0')) {
      return UNREADABLE;
    }
    String digits = logged.substring(0, point);
    CryptField field = ofCode(hexadecimal(digits + "e"), ofCode);
    CryptField whole = hasWord(field) ? field : ofCode(hexadecimal(digits), ofCode);
    return hasWord(whole) ? whole : UNREADABLE;
  }

  private static boolean hasWord(CryptField field) {
    return field.name != null && !field.name.startsWith("0x");
  }

  private static CryptField ofCode(long code, IntFunction<String> ofCode) {
    return code == 0
        ? EMPTY
        : code < 0 ? UNREADABLE : new CryptField(ofCode.apply((int) code), false);
  }

  /** The number; negative if it is none, or a longer one than codes are. */
  private static long hexadecimal(String digits) {
    long code = 0;
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      int digit = c < 0x80 ? Character.digit(c, 16) : -1;
      code = code << 4 | digit;
      if (digit < 0 || code >= 1L << 4 * MOST_DIGITS) {
        return -1;
      }
    }
    return digits.isEmpty() ? -1 : code;
  }

  private static boolean isAll(String text, int from, int to, char least, char most) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) < least || text.charAt(i) > most) {
        return false;
      }
    }
    return from < to;
  }
}
