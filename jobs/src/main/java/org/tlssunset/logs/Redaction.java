package org.tlssunset.logs;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hides what a log's line may tell of persons. It goes by what a text looks like: only what cannot
 * be a name, a mailbox, a query or mail stays, and everything else is {@value #HIDDEN}. So nothing
 * depends on the line being as it should be.
 */
public final class Redaction {

  /** What stands in the place of what is hidden. */
  public static final String HIDDEN = "***";

  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");

  private static final Pattern TIME = Pattern.compile("\\d\\d:\\d\\d:\\d\\d");

  private static final Pattern INSTANT =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,7})?Z?");

  /** Where a mask has taken an address's digits. */
  private static final Pattern MASKED =
      Pattern.compile("(?:\\d{1,3}|[*x#]{1,3})(?:\\.(?:\\d{1,3}|[*x#]{1,3})){3}(?::\\d{1,5})?");

  /** What addresses and ports are made of. */
  private static final Pattern LIKE_ADDRESS =
      Pattern.compile("(?=.*[.:])[0-9A-Fa-f.:\\[\\]]{3,47}");

  private static final Pattern VERSION =
      Pattern.compile("(?:TLS|DTLS|SSL)[ v_]{0,2}\\d(?:[._]\\d)?");

  /** A word of a line of which nothing is known; {@code TLS 1.0} is one. */
  private static final Pattern WORD =
      Pattern.compile("(?:TLS|DTLS|SSL) \\d\\.\\d(?![^\\s,;\"'<>()])|[^\\s,;\"'<>()]+");

  private Redaction() {}

  /** Of a line of which nothing is known, its times, addresses and TLS versions. */
  public static String of(String line) {
    List<String> shown = new ArrayList<>();
    int end = 0;
    Matcher words = WORD.matcher(line);
    while (words.find()) {
      String word = words.group();
      if (isTime(word) || isAddress(word) || isVersion(word)) {
        hide(line.substring(end, words.start()), shown);
        shown.add(word);
        end = words.end();
      }
    }
    hide(line.substring(end), shown);
    return String.join(" ", shown);
  }

  private static void hide(String between, List<String> shown) {
    if (!between.isBlank()) {
      shown.add(HIDDEN);
    }
  }

  /** The text if it is harmless or says nothing, else {@value #HIDDEN}. */
  public static String unless(Predicate<String> harmless, String text) {
    return text.isEmpty() || text.equals("-") || harmless.test(text) ? text : HIDDEN;
  }

  /** Whether it is a date, a time or both, and nothing else. */
  public static boolean isTime(String text) {
    return DATE.matcher(text).matches()
        || TIME.matcher(text).matches()
        || INSTANT.matcher(text).matches();
  }

  /** Whether it is a network address, with a port or not, masked or not, and nothing else. */
  public static boolean isAddress(String text) {
    return MASKED.matcher(text).matches()
        || (LIKE_ADDRESS.matcher(text).matches() && IpText.parse(text).isPresent());
  }

  /** Whether it is the name of a version of TLS, and nothing else. */
  public static boolean isVersion(String text) {
    return VERSION.matcher(text).matches();
  }

  /**
   * Whether it is a whole number.
   *
   * @param digits at most so many
   */
  public static boolean isNumber(String text, int digits) {
    return !text.isEmpty()
        && text.length() <= digits
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
