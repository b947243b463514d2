package org.tlssunset.logs;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The one place that reads IP addresses: as logs write them, out in canonical form (RFC 5952 for
 * IPv6; an IPv4-mapped address as IPv4, because it is the same client).
 *
 * <p>Not for a line's hot path: keep the result with the text that it was read from.
 *
 * @param address the canonical address
 * @param port the port that stood behind it, empty if none
 * @param isPrivate whether the address belongs to no public network: RFC 1918, RFC 4193,
 *     link-local, loopback, unspecified
 * @param isLoopback whether it is this machine itself
 */
public record IpText(String address, OptionalInt port, boolean isPrivate, boolean isLoopback) {

  /** No address, with its zone and its port, is longer; in characters. */
  static final int LONGEST = 128;

  private static final IPAddressStringParameters STRICT =
      new IPAddressStringParameters.Builder()
          .allowEmpty(false)
          .allowAll(false)
          .allowPrefix(false)
          .allowMask(false)
          .allowSingleSegment(false)
          .allowWildcardedSeparator(false)
          .getIPv4AddressParametersBuilder()
          .allow_inet_aton(false)
          .allowBinary(false)
          .getParentBuilder()
          .getIPv6AddressParametersBuilder()
          .allowBase85(false)
          .allowBinary(false)
          .getParentBuilder()
          .toParams();

  /**
   * An address with or without a port: {@code 10.0.0.1}, {@code 10.0.0.1:25}, {@code 2001:db8::1},
   * {@code [2001:db8::1]}, {@code [2001:db8::1]:25}; a zone ({@code %eth0}) is dropped.
   *
   * @return empty if it is none: masked, broken, a name, a range
   */
  public static Optional<IpText> parse(String logged) {
    if (logged.length() > LONGEST) {
      return Optional.empty();
    }
    String host = logged;
    String port = "";
    int closing = logged.indexOf(']');
    if (logged.startsWith("[") && closing > 0) {
      host = logged.substring(1, closing);
      String rest = logged.substring(closing + 1);
      if (!rest.isEmpty() && !rest.startsWith(":")) {
        return Optional.empty();
      }
      port = rest.isEmpty() ? "" : rest.substring(1);
    } else {
      int colon = logged.indexOf(':');
      if (colon >= 0 && colon == logged.lastIndexOf(':')) {
        host = logged.substring(0, colon);
        port = logged.substring(colon + 1);
      }
    }
    int zone = host.indexOf('%');
    if (zone >= 0) {
      if (!isZone(host, zone + 1)) {
        return Optional.empty();
      }
      host = host.substring(0, zone);
    }
    if (!holdsOnlyDigitsAndPunctuation(host)) {
      return Optional.empty();
    }
    IPAddress address = new IPAddressString(host, STRICT).getAddress();
    if (address == null || address.isMultiple()) {
      return Optional.empty();
    }
    if (address.isIPv6() && address.toIPv6().isIPv4Mapped()) {
      address = address.toIPv6().getEmbeddedIPv4Address();
    }
    return Optional.of(
        new IpText(
            address.toCanonicalString(),
            portNumber(port),
            isPrivate(address),
            address.isLoopback()));
  }

  /** Whether the name of a zone stands from {@code from} on: an interface's name or number. */
  private static boolean isZone(String host, int from) {
    for (int i = from; i < host.length(); i++) {
      char c = host.charAt(i);
      if (!Character.isLetterOrDigit(c) && c != '.' && c != '-' && c != '_' && c != '~') {
        return false;
      }
    }
    return from < host.length();
  }

  /** Keeps out what the library reads beyond addresses: ranges, blanks, host names of addresses. */
  private static boolean holdsOnlyDigitsAndPunctuation(String host) {
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      boolean isHexDigit =
          (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
      if (!isHexDigit && c != '.' && c != ':') {
        return false;
      }
    }
    return true;
  }

  private static boolean isPrivate(IPAddress address) {
    return address.isLocal() || address.isLoopback() || address.isLinkLocal();
  }

  private static OptionalInt portNumber(String digits) {
    if (digits.isEmpty() || digits.length() > 5) {
      return OptionalInt.empty();
    }
    int port = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return OptionalInt.empty();
      }
      port = port * 10 + digit;
    }
    return port <= 65_535 ? OptionalInt.of(port) : OptionalInt.empty();
  }
}
