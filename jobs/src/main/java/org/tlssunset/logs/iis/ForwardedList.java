package org.tlssunset.logs.iis;

import java.util.LinkedList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.tlssunset.logs.IpText;

/**
 * Reads a list of addresses that proxies forwarded, {@code X-Forwarded-For} or {@code Forwarded}
 * (RFC 7239). Each proxy appends the address that it was called from, so the nearest is the last;
 * whom to believe is not decided here.
 */
final class ForwardedList {

  /** What stands for an entry that is no address, and for all that were left out. */
  static final String UNKNOWN = "unknown";

  /** So many entries are kept, the nearest ones: no request comes through more proxies. */
  static final int MOST = 64;

  /** The parameter of {@code Forwarded} that names the client. */
  private static final String FOR = "for=";

  private ForwardedList() {}

  /**
   * The list's entries in its order: addresses in canonical form, without ports, brackets, quotes
   * and zones.
   *
   * @param list as IIS logs it: {@code 203.0.113.7,+10.0.0.9}. An empty entry is one, too: a proxy
   *     may have appended nothing, and what stands before it is not what that proxy saw
   * @param addresses reads one address
   * @return at least one entry; each is an address or {@value #UNKNOWN}
   */
  static List<String> entries(String list, Function<String, Optional<IpText>> addresses) {
    LinkedList<String> entries = new LinkedList<>();
    int end = list.length();
    while (end >= 0 && entries.size() < MOST) {
      int comma = list.lastIndexOf(',', end - 1);
      Optional<IpText> address = addresses.apply(trimmed(list, comma + 1, end));
      entries.addFirst(address.map(IpText::address).orElse(UNKNOWN));
      end = comma;
    }
    if (end >= 0) {
      entries.addFirst(UNKNOWN);
    }
    return entries;
  }

  /**
   * An entry without what is around its address: blanks, which IIS logs as {@code +}, quotes, and
   * what else stands in the header {@code Forwarded}: {@code for="[2001:db8::1]:4711";proto=https}.
   * A comma ends an entry inside quotes, too, so that no client's quote swallows what a proxy
   * appends.
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
