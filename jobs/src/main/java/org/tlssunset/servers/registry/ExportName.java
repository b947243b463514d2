package org.tlssunset.servers.registry;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an export's path says where the export itself is silent: {@code EX01.reg}, {@code
 * EX01_2026-03-01.reg}, {@code EX01/tls.reg} and {@code HealthChecker-EX01-20260301.xml} are of
 * server EX01.
 *
 * @param file the path that is told
 * @param server empty if the path names none
 * @param day by the file's name, or a folder's, or else when it was last written (UTC)
 */
public record ExportName(String file, String server, LocalDate day) {

  private static final Pattern DAY =
      Pattern.compile("(?<!\\d)(20\\d\\d)([-_.]?)(\\d\\d)\\2(\\d\\d)(?:[-_T.]?\\d{4,6})?(?!\\d)");

  private static final Pattern BETWEEN = Pattern.compile("[\\s_.-]+");

  /** Words that say what is in a file: no server is called so. */
  private static final Set<String> CONTENTS =
      Set.of(
          "tls",
          "tls10",
          "tls11",
          "tls12",
          "tls13",
          "schannel",
          "protocols",
          "ciphers",
          "cipher",
          "suites",
          "registry",
          "reg",
          "regexport",
          "export",
          "query",
          "regquery",
          "net",
          "dotnet",
          "net35",
          "net4x",
          "framework",
          "crypto",
          "cryptography",
          "settings",
          "config",
          "hklm",
          "software",
          "system",
          "healthchecker",
          "healthcheck",
          "exchange",
          "backup",
          "before",
          "after",
          "old",
          "new",
          "all",
          "servers",
          "txt",
          "csv",
          "json",
          "xml",
          "gz");

  /**
   * What a path says.
   *
   * @param path with slashes or backslashes; it may lead into a zip archive
   * @param modified when the file was last written
   */
  public static ExportName of(String path, Instant modified) {
    List<String> parts = new ArrayList<>(List.of(path.split("[/\\\\]+")));
    Collections.reverse(parts);
    LocalDate day = null;
    String server = "";
    for (int i = 0; i < parts.size(); i++) {
      String part = i == 0 ? withoutEnding(parts.get(i)) : parts.get(i);
      Matcher matcher = DAY.matcher(part);
      StringBuilder rest = new StringBuilder();
      while (matcher.find()) {
        LocalDate found = day(matcher);
        day = day == null ? found : day;
        matcher.appendReplacement(
            rest, Matcher.quoteReplacement(found == null ? matcher.group() : "_"));
      }
      matcher.appendTail(rest);
      server = server.isEmpty() && i < 3 ? withoutContents(rest.toString()) : server;
    }
    LocalDate written = modified.atZone(ZoneOffset.UTC).toLocalDate();
    return new ExportName(path, server, day == null ? written : day);
  }

  private static @Nullable LocalDate day(Matcher matcher) {
    try {
      return LocalDate.of(
          Integer.parseInt(matcher.group(1)),
          Integer.parseInt(matcher.group(3)),
          Integer.parseInt(matcher.group(4)));
    } catch (DateTimeException e) {
      return null; // digits of something else
    }
  }

  private static String withoutEnding(String name) {
    return name.replaceFirst(
        "(?i)(?:\\.(?:reg|txt|csv|json|jsonl|xml|log|gz|zip|zst|xz|bz2)!?)+$", "");
  }

  /** What is left of a name without the words at its ends that say what is in the file. */
  private static String withoutContents(String name) {
    String rest = name.replaceAll("^[\\s_.-]+|[\\s_.-]+$", "");
    String before;
    do {
      before = rest;
      String[] words = BETWEEN.split(rest);
      for (String word : words) {
        if (CONTENTS.contains(word.toLowerCase(Locale.ROOT)) || word.isEmpty()) {
          rest = trimmed(rest, word);
        }
      }
    } while (!rest.equals(before));
    return rest;
  }

  private static String trimmed(String text, String word) {
    String quoted = Pattern.quote(word);
    return text.replaceFirst("^[\\s_.-]*" + quoted + "(?:[\\s_.-]+|$)", "")
        .replaceFirst("(?:[\\s_.-]+|^)" + quoted + "[\\s_.-]*$", "");
  }
}
