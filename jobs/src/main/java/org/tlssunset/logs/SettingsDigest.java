package org.tlssunset.logs;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A short text for those settings that decide what is made of a log of one format, {@link
 * LogFormat#decisive}: the same as long as they make the same of it. Neither case nor, where it
 * makes no difference, order counts.
 */
public final class SettingsDigest {

  private static final int BYTES = 8;

  private SettingsDigest() {}

  /** Sixteen hexadecimal digits. */
  public static String of(LogSettings settings, LogFormat format) {
    return of(format.decisive(settings));
  }

  /** Sixteen hexadecimal digits for texts: other ones for other texts, or another order. */
  public static String of(List<String> texts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String text : texts) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
      }
      return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    } catch (NoSuchAlgorithmException e) { // every Java has it
      throw new IllegalStateException(e);
    }
  }

  /** The text of words of which the first counts. */
  public static String ordered(List<String> words) {
    return words.stream()
        .map(SettingsDigest::normal)
        .filter(word -> !word.isEmpty())
        .distinct()
        .collect(Collectors.joining("\u0001"));
  }

  /** The text of words of which it makes no difference which comes first. */
  public static String any(Collection<String> words) {
    return String.join(
        "\u0001", new TreeSet<>(List.of(ordered(List.copyOf(words)).split("\u0001"))));
  }

  private static String normal(String word) {
    return word.strip().toLowerCase(Locale.ROOT);
  }
}
