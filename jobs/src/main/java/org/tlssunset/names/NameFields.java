package org.tlssunset.names;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import java.util.Optional;
import org.tlssunset.logs.IpText;
import org.tlssunset.party.HostName;
import org.tlssunset.party.Network;

/** Makes names of the texts of a line's fields. */
final class NameFields {

  /** No host's name is longer, in characters. */
  private static final int LONGEST = 255;

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
   * @return empty if there is no name, as of many leases; and if the address is each host's own
   *     (localhost), or many hosts'
   * @throws LineException if it is damaged
   */
  Optional<HostName> name(String address, String name, String from, String until)
      throws LineException {
    Optional<String> network = network(address.strip());
    if (network.isEmpty() || name.isBlank()) {
      return Optional.empty();
    }
    String its = network.get();
    if (name.length() > LONGEST) {
      throw new LineException(
          "has a name of more than %d characters for %s: give the host's".formatted(LONGEST, its));
    }
    long begin = times.from(from.strip());
    long end = times.until(until.strip());
    if (begin >= end) {
      throw new LineException(
          "ends before it begins (from %s, until %s): mend one of them"
              .formatted(from.strip(), until.strip()));
    }
    return Optional.of(new HostName(its, begin, end, name.strip()));
  }

  /**
   * The canonical text of an address or a network.
   *
   * @return empty if it is each host's own, or many hosts'
   */
  private static Optional<String> network(String written) throws LineException {
    if (written.isEmpty()) {
      throw new LineException("has no address: give one, or take the line out");
    }
    Optional<String> host =
        isBare(written) ? IpText.parse(written).map(IpText::address) : Optional.empty();
    if (host.isPresent()) {
      return host.filter(text -> !isNoHosts(new IPAddressString(text).getAddress()));
    }
    try {
      return Optional.of(new Network(written).text());
    } catch (IllegalArgumentException e) {
      throw new LineException(String.valueOf(e.getMessage()));
    }
  }

  /** Whether it has no port; a zone, as link-local addresses have it, says nothing here. */
  private static boolean isBare(String written) {
    int colon = written.indexOf(':');
    return written.indexOf('[') < 0 && (colon < 0 || colon != written.lastIndexOf(':'));
  }

  /** Loopback, unspecified, link-local and multicast addresses, as hosts files have them. */
  private static boolean isNoHosts(IPAddress address) {
    return address.isLoopback()
        || address.isUnspecified()
        || address.isLinkLocal()
        || address.isMulticast();
  }
}
