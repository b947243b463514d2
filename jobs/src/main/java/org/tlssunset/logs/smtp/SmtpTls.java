package org.tlssunset.logs.smtp;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.Schannel;

/**
 * What Exchange writes of a handshake that succeeded: {@code TLS protocol SP_PROT_TLS1_2_SERVER
 * negotiation succeeded using bulk encryption algorithm … with strength … bits, MAC hash algorithm
 * … and key exchange algorithm …}. The text may be cut short anywhere: what stands whole is kept,
 * what is cut in mid-word, or may be, is left out.
 *
 * <p>Runs once per distinct text, so it may take its time.
 *
 * @param version {@code TLS 1.2} …; a version that has no name yet as the log writes it
 * @param cipher {@code AES_256} …; null if cut off, as all that follows
 * @param cipherBits strength in bits
 * @param mac null also where the log tells of none, as of the key exchange
 * @param keyExchangeBits null also where the log tells of no key exchange, and of no bits
 */
record SmtpTls(
    String version,
    @Nullable String cipher,
    @Nullable Integer cipherBits,
    @Nullable String mac,
    @Nullable Integer macBits,
    @Nullable String keyExchange,
    @Nullable Integer keyExchangeBits) {

  /** How the text begins. */
  static final String BEGINNING = "TLS protocol ";

  private static final String SUCCESS = "negotiation succeeded";

  private static final Pattern VERSION =
      Pattern.compile("(?i)SP_PROT[_-](\\w+?)(_SERVER|_CLIENT)?");

  private static final Pattern NUMBERED = Pattern.compile("([A-Z]+?)(\\d+)(?:_(\\d+))?");

  private static final Pattern CIPHER = part("bulk encryption algorithm");
  private static final Pattern MAC = part("MAC hash algorithm");
  private static final Pattern KEY_EXCHANGE = part("key exchange algorithm");

  private static Pattern part(String name) {
    return Pattern.compile("(?i)" + name + " ([^\\s,]+)(?: with strength (\\d{1,6})\\s)?");
  }

  /**
   * Reads the text.
   *
   * @return empty if it does not tell the version: it is cut before, or is another text
   */
  static Optional<SmtpTls> of(String text) {
    int end = text.indexOf(' ', BEGINNING.length());
    boolean isWhole = end >= 0;
    String word = text.substring(BEGINNING.length(), isWhole ? end : text.length());
    String version = version(word, isWhole);
    if (version == null || (isWhole && !tellsSuccess(text, end + 1))) {
      return Optional.empty();
    }
    Part cipher = Part.of(CIPHER, text);
    Part mac = Part.of(MAC, text);
    Part keyExchange = Part.of(KEY_EXCHANGE, text);
    return Optional.of(
        new SmtpTls(
            version,
            cipher.name(),
            cipher.bits(),
            mac.name(),
            mac.bits(),
            keyExchange.name(),
            keyExchange.isNone() ? null : keyExchange.bits()));
  }

  /** Whether the text goes on as that of a success does, up to where it is cut. */
  private static boolean tellsSuccess(String text, int from) {
    int length = Math.min(text.length() - from, SUCCESS.length());
    return text.regionMatches(true, from, SUCCESS, 0, length);
  }

  private record Part(@Nullable String name, @Nullable Integer bits) {

    boolean isNone() {
      return name == null && bits != null && bits == 0;
    }

    static Part of(Pattern pattern, String text) {
      Matcher matcher = pattern.matcher(text);
      if (!matcher.find()
          || (matcher.end(1) == text.length() && !CutAlgorithm.isWhole(matcher.group(1)))) {
        return new Part(null, null);
      }
      String bits = matcher.group(2);
      OptionalInt code = code(matcher.group(1));
      String logged =
          code.isPresent() ? "0x" + Integer.toHexString(code.getAsInt()) : matcher.group(1);
      return new Part(Schannel.algorithm(logged), bits == null ? null : Integer.valueOf(bits));
    }
  }

  /** The version's name; null if the word is cut off or no version. */
  private static @Nullable String version(String word, boolean isWhole) {
    Matcher matcher = VERSION.matcher(word);
    if (matcher.matches()) {
      return isWhole || matcher.group(2) != null
          ? named(matcher.group(1).toUpperCase(Locale.ROOT))
          : null;
    }
    if (!isWhole || word.isEmpty()) {
      return null;
    }
    OptionalInt code = code(word);
    return code.isPresent() ? Schannel.version(code.getAsInt()) : word;
  }

  /**
   * {@code TLS1_2} as {@code TLS 1.2}, {@code SSL3} as {@code SSL 3.0}, and versions yet to come; a
   * number by its Schannel code.
   */
  private static String named(String name) {
    Matcher matcher = NUMBERED.matcher(name);
    if (!matcher.matches()) {
      OptionalInt code = code(name);
      return code.isPresent() ? Schannel.version(code.getAsInt()) : name;
    }
    String minor = matcher.group(3) == null ? "0" : matcher.group(3);
    return matcher.group(1) + " " + matcher.group(2) + "." + minor;
  }

  /** A number that Windows has no name for: hexadecimal after {@code 0x}, else decimal. */
  private static OptionalInt code(String word) {
    try {
      return OptionalInt.of(
          word.regionMatches(true, 0, "0x", 0, 2)
              ? Integer.parseUnsignedInt(word, 2, word.length(), 16)
              : Integer.parseInt(word));
    } catch (NumberFormatException e) {
      return OptionalInt.empty();
    }
  }
}
