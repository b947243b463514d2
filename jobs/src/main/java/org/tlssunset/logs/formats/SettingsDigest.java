package org.tlssunset.logs.formats;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.tlssunset.logs.LogSettings;
import org.tlssunset.logs.iis.IisFields;
import org.tlssunset.schema.LogFormat;

/**
 * A short text for those settings that decide what is made of a log of one format: the same as long
 * as they make the same of it. Neither case nor, where it makes no difference, order counts.
 */
public final class SettingsDigest {

  private static final int BYTES = 8;

  private SettingsDigest() {}

  /** Sixteen hexadecimal digits. */
  public static String of(LogSettings settings, LogFormat format) {
    return of(
        switch (format) {
          case SMTP_RECEIVE, SMTP_SEND -> List.of(any(settings.probeUsers()));
          case IIS ->
              List.of(
                  fields(settings.cryptProtocolFields()),
                  fields(settings.cryptCipherFields()),
                  fields(settings.cryptHashFields()),
                  fields(settings.cryptKeyExchangeFields()),
                  fields(settings.forwardedForFields()),
                  any(settings.httpPorts().stream().map(String::valueOf).toList()),
                  any(settings.probeUserAgents()),
                  any(settings.probeUsers()),
                  any(settings.probePaths()));
        });
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

  /** Where the first of several counts, and names are the same however their words are joined. */
  private static String fields(List<String> names) {
    return ordered(names.stream().map(IisFields::letters).toList());
  }

  /** Where the first of several counts. */
  private static String ordered(List<String> words) {
    return words.stream()
        .map(SettingsDigest::normal)
        .filter(word -> !word.isEmpty())
        .distinct()
        .collect(Collectors.joining("\u0001"));
  }

  /** Where it makes no difference which comes first. */
  private static String any(Collection<String> words) {
    return String.join(
        "\u0001", new TreeSet<>(List.of(ordered(List.copyOf(words)).split("\u0001"))));
  }

  private static String normal(String word) {
    return word.strip().toLowerCase(Locale.ROOT);
  }
}
