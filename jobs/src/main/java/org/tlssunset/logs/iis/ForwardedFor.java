package org.tlssunset.logs.iis;

import java.util.Optional;
import java.util.function.Function;
import org.tlssunset.logs.IpText;

/**
 * Chooses the client out of a list that proxies forwarded, {@code X-Forwarded-For}.
 *
 * <p>Each proxy appends the address that it was called from, so the right end is the most
 * trustworthy, and everything left of the last public address may be the client's invention.
 */
final class ForwardedFor {

  /** The parameter of {@code Forwarded} that names the client. */
  private static final String FOR = "for=";

  private ForwardedFor() {}

  /**
   * The client: from the right, the first address that is not private; if all are private, the
   * leftmost.
   *
   * @param list as IIS logs it: {@code 203.0.113.7,+10.0.0.9}; words that are no addresses, like
   *     {@code unknown}, are passed over
   * @param addresses reads one address
   * @return empty if there is no address in the list
   */
  static Optional<IpText> client(String list, Function<String, Optional<IpText>> addresses) {
    Optional<IpText> leftmost = Optional.empty();
    int end = list.length();
    while (end >= 0) {
      int comma = list.lastIndexOf(',', end - 1);
      Optional<IpText> address = addresses.apply(trimmed(list, comma + 1, end));
      if (address.isPresent()) {
        if (!address.get().isPrivate()) {
          return address;
        }
        leftmost = address;
      }
      end = comma;
    }
    return leftmost;
  }

  /**
   * An entry without what is around its address: blanks, which IIS logs as {@code +}, quotes, and
   * what else stands in the header {@code Forwarded} (RFC 7239): {@code
   * for="[2001:db8::1]:4711";proto=https}.
   */
  private static String trimmed(String list, int from, int to) {
    int start = from;
    int end = to;
    int semicolon = -1;
    for (int at = from; at + FOR.length() < to; at++) {
      if (list.regionMatches(true, at, FOR, 0, FOR.length()) && isBegin(list, from, at)) {
        start = at + FOR.length();
        semicolon = list.indexOf(';', start);
        break;
      }
    }
    if (semicolon >= 0 && semicolon < to) {
      end = semicolon;
    }
    while (start < end && isBlank(list.charAt(start))) {
      start++;
    }
    while (end > start && isBlank(list.charAt(end - 1))) {
      end--;
    }
    return list.substring(start, end);
  }

  /** Whether a parameter begins there: first of all, or behind another. */
  private static boolean isBegin(String list, int from, int at) {
    return at == from || list.charAt(at - 1) == ';' || isBlank(list.charAt(at - 1));
  }

  private static boolean isBlank(char c) {
    return c == '+' || c == ' ' || c == '"';
  }
}
