package org.tlssunset.logs;

import java.util.Optional;
import java.util.function.Function;

/**
 * Chooses the client out of a list that proxies forwarded, {@code X-Forwarded-For}.
 *
 * <p>Each proxy appends the address that it was called from, so the right end is the most
 * trustworthy, and everything left of the last public address may be the client's invention.
 */
final class ForwardedFor {

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

  /** An entry without the blanks around it, which IIS logs as {@code +}. */
  private static String trimmed(String list, int from, int to) {
    int start = from;
    int end = to;
    while (start < end && isBlank(list.charAt(start))) {
      start++;
    }
    while (end > start && isBlank(list.charAt(end - 1))) {
      end--;
    }
    return list.substring(start, end);
  }

  private static boolean isBlank(char c) {
    return c == '+' || c == ' ';
  }
}
