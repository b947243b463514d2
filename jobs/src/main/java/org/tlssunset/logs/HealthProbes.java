package org.tlssunset.logs;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Tells health checks and managed-availability traffic from that of clients. Everything is compared
 * without regard to the case of ASCII letters.
 */
public final class HealthProbes {

  private static final int MOST_AGENTS = 1 << 14;

  private final List<String> users;
  private final List<ProbeMark> userAgents;

  private final TextCache<Boolean> knownAgents = new TextCache<>(MOST_AGENTS, this::holdsMark);

  private final byte[][] paths;
  private final byte[][] senders;

  public HealthProbes(LogSettings settings) {
    users = lower(settings.probeUsers());
    userAgents =
        settings.probeUserAgents().stream()
            .map(ProbeMark::of)
            .filter(mark -> !mark.words().isEmpty())
            .toList();
    senders =
        users.stream().map(user -> user.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
    paths =
        lower(settings.probePaths()).stream()
            .map(path -> path.startsWith("/") ? path : "/" + path)
            .map(path -> path.getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new);
  }

  /**
   * Whether a path is, or ends in, one that only health checks ask for: {@code
   * /owa/healthcheck.htm} ends in {@code /healthcheck.htm}. A configured {@code /} means the root
   * alone. Runs on every line: nearly always the last byte decides.
   */
  public boolean isProbePath(byte[] buffer, int from, int to) {
    for (byte[] path : paths) {
      int start = to - path.length;
      if (start >= from
          && ByteScan.lower(buffer[to - 1]) == path[path.length - 1]
          && ByteScan.equalsLower(buffer, start, path)
          && (path.length > 1 || start == from)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether a user name is a health check's.
   *
   * @param user with or without {@code DOMAIN\} before it; null if nobody signed in
   */
  public boolean isProbeUser(@Nullable String user) {
    return user != null && beginsWithOneOf(user.substring(user.lastIndexOf('\\') + 1), users);
  }

  /** Whether a sender's address, from {@code from} to before {@code to}, is a health check's. */
  public boolean isProbeSender(byte[] buffer, int from, int to) {
    for (byte[] sender : senders) {
      if (to - from >= sender.length && ByteScan.equalsLower(buffer, from, sender)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether a program is a health check: one of the marks stands in its agent, in whole words.
   *
   * @param userAgent null if the log names none
   */
  public boolean isProbeUserAgent(@Nullable String userAgent) {
    return userAgent != null && knownAgents.of(userAgent);
  }

  private boolean holdsMark(String userAgent) {
    for (int at = 0; at < userAgent.length(); at++) {
      if (ProbeMark.isEdge(userAgent, at)) {
        for (ProbeMark mark : userAgents) {
          if (mark.isAt(userAgent, at)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static boolean beginsWithOneOf(String text, List<String> beginnings) {
    for (String beginning : beginnings) {
      if (text.regionMatches(true, 0, beginning, 0, beginning.length())) {
        return true;
      }
    }
    return false;
  }

  private static List<String> lower(List<String> words) {
    return words.stream()
        .map(word -> word.strip().toLowerCase(Locale.ROOT))
        .filter(word -> !word.isEmpty())
        .toList();
  }
}
