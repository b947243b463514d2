package org.tlssunset.party;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tlssunset.logs.IpText;

/** Names of servers, one server's being one: {@code EX01} is {@code ex01.corp.local}. */
public final class ServerName {

  private ServerName() {}

  /**
   * What all spellings of one server's name have in common: its host's name in lower case.
   *
   * @return null if it names none: an address that stands in a name's place, or nothing
   */
  public static @Nullable String key(@Nullable String name) {
    if (name == null || name.isBlank() || IpText.parse(name).isPresent()) {
      return null;
    }
    String host = name.strip();
    return host.substring(0, hostLength(host)).toLowerCase(Locale.ROOT);
  }

  /** The same; an address, or whatever else names no server, stands for itself. */
  public static String id(String name) {
    String key = key(name);
    return key == null ? name : key;
  }

  /** Whether two names, neither of them an address, are one server's. */
  public static boolean isSame(String one, String other) {
    int length = hostLength(one);
    return length == hostLength(other) && one.regionMatches(true, 0, other, 0, length);
  }

  private static int hostLength(String name) {
    int dot = name.indexOf('.');
    return dot <= 0 ? name.length() : dot;
  }
}
