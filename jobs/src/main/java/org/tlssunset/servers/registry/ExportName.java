package org.tlssunset.servers.registry;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an export's path says where the export itself is silent: {@code EX01.reg}, {@code
 * EX01_2026-03-01.reg}, {@code EX01/tls.reg} and {@code HealthChecker-EX01-20260301.xml} are of
 * server EX01.
 *
 * @param file the path that is told
 * @param server the file's own name if the path names none
 * @param day by the file's name, or a folder's, or else when it was last written (UTC)
 */
public record ExportName(String file, String server, LocalDate day) {

  private static final Pattern DAY =
      Pattern.compile("(?<!\\d)(20\\d\\d)([-_.]?)(\\d\\d)\\2(\\d\\d)(?:[-_T.]?\\d{4,6})?(?!\\d)");

  private static final String BETWEEN = "[\\s_.-]";

  /** Words that say what is in a file: no server is called so. */
  private static final String CONTENT =
      "(?:tls(?:1[0-3])?|schannel|protocols?|ciphers?|suites?|reg(?:istry|export|query)?|exports?|query"
          + "|(?:dot)?net(?:35|4x?|32|64)?|framework|wow(?:64(?:32node)?)?|crypto(?:graphy)?|settings|config|hklm|software|system"
          + "|health-?check(?:er)?|exchange|backup|before|after|old|new|all|servers|enable)";

  private static final Pattern LEADING =
      Pattern.compile("(?i)^%1$s*(?:%2$s(?:%1$s+|$))*".formatted(BETWEEN, CONTENT));

  private static final Pattern TRAILING =
      Pattern.compile("(?i)(?:(?:^|%1$s+)%2$s)*%1$s*$".formatted(BETWEEN, CONTENT));

  private static final Pattern ENDING =
      Pattern.compile("(?i)(?:\\.(?:reg|txt|csv|jsonl?|xml|log|gz|zip|zst|xz|bz2)!?)+$");

  /** A file's own name and two folders are asked for the server. */
  private static final int PLACES = 3;

  /**
   * What a path says.
   *
   * @param path with slashes or backslashes; it may lead into a zip archive
   * @param modified when the file was last written
   */
  public static ExportName of(String path, Instant modified) {
    return named(path, path, modified);
  }

  /**
   * What a path says, of which only the folders name a server that were asked for, or lie below.
   *
   * @param asked the path that led there: a file, a folder or a glob
   */
  static ExportName of(String path, String asked, Instant modified) {
    if (path.equals(asked)) {
      return of(path, modified);
    }
    int common = 0;
    while (common < Math.min(path.length(), asked.length())
        && path.charAt(common) == asked.charAt(common)) {
      common++;
    }
    boolean isFolder = common == asked.length() && path.startsWith("/", common);
    int end = isFolder ? common : path.lastIndexOf('/', common - 1);
    int begin = end <= 0 ? 0 : path.lastIndexOf('/', end - 1) + 1;
    return named(path, path.substring(begin), modified);
  }

  private static ExportName named(String path, String names, Instant modified) {
    List<String> parts = new ArrayList<>(List.of(names.split("[/\\\\]+")));
    Collections.reverse(parts);
    LocalDate day = null;
    String server = "";
    for (int i = 0; i < parts.size(); i++) {
      String part = ENDING.matcher(parts.get(i)).replaceFirst("");
      Matcher matcher = DAY.matcher(part);
      StringBuilder rest = new StringBuilder();
      while (matcher.find()) {
        LocalDate found = day(matcher);
        day = day == null ? found : day;
        matcher.appendReplacement(
            rest, Matcher.quoteReplacement(found == null ? matcher.group() : "_"));
      }
      matcher.appendTail(rest);
      server = server.isEmpty() && i < PLACES ? withoutContents(rest.toString()) : server;
    }
    if (server.isEmpty()) { // a name of its own keeps it apart from others
      server = ENDING.matcher(parts.get(0)).replaceFirst("");
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

  /** What is left of a name without the words at its ends that say what is in the file. */
  private static String withoutContents(String name) {
    return TRAILING.matcher(LEADING.matcher(name).replaceFirst("")).replaceFirst("");
  }
}
