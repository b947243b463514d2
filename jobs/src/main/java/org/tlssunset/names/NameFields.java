package org.tlssunset.names;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import java.util.Optional;
import org.tlssunset.logs.IpText;
import org.tlssunset.party.HostName;
import org.tlssunset.party.Network;

/** Makes names of the texts of a line's fields. */
final class NameFields {

  private final NameTime times = new NameTime();

  /** Whether a text is an address, or a network. */
  static boolean isAddress(String text) {
    int slash = text.indexOf('/');
    return IpText.parse(slash < 0 ? text : text.substring(0, slash)).isPresent();
  }

  /**
   * What a line says.
   *
   * @param from when it begins; may be empty
   * @param until when it ends; may be empty
   * @return empty if the address is each host's own (localhost), or many hosts'
   * @throws LineException if it names no host
   */
  Optional<HostName> name(String address, String name, String from, String until)
      throws LineException {
    if (address.isBlank()) {
      throw new LineException("has no address: give one, or take the line out");
    }
    if (isNoHosts(address)) {
      return Optional.empty();
    }
    String network = network(address);
    if (name.isBlank()) {
      throw new LineException(
          "has no name for %s: give one, or take the line out".formatted(network));
    }
    long begin = times.from(from.strip());
    long end = times.until(until.strip());
    if (begin >= end) {
      throw new LineException(
          "ends before it begins (from %s, until %s): mend one of them"
              .formatted(from.strip(), until.strip()));
    }
    return Optional.of(new HostName(network, begin, end, name.strip()));
  }

  private static String network(String address) throws LineException {
    try {
      return new Network(address.strip()).text();
    } catch (IllegalArgumentException e) {
      throw new LineException(String.valueOf(e.getMessage()));
    }
  }

  /** Loopback, unspecified, link-local and multicast addresses, as hosts files have them. */
  private static boolean isNoHosts(String written) {
    return IpText.parse(written.strip())
        .map(IpText::address)
        .map(text -> new IPAddressString(text).getAddress())
        .filter(NameFields::isNoHosts)
        .isPresent();
  }

  private static boolean isNoHosts(IPAddress address) {
    return address.isLoopback()
        || address.isUnspecified()
        || address.isLinkLocal()
        || address.isMulticast();
  }
}
