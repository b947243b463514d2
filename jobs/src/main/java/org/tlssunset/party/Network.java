package org.tlssunset.party;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.tlssunset.logs.IpText;

/**
 * An address or a network that can be somebody's: never loopback, never all addresses.
 *
 * @param text canonical (RFC 5952): {@code 10.0.0.9}, {@code 10.0.0.0/8}, {@code 2001:db8::/32};
 *     any spelling of these is taken
 */
public record Network(String text) implements Serializable {

  /** What each host reaches itself by, and what stands for no address. */
  private static final List<IPAddress> EVERYBODYS =
      List.of(block("127.0.0.0", 8), block("::1", 128), block("0.0.0.0", 32), block("::", 128));

  /**
   * @throws IllegalArgumentException if it is none; the message says why, and the cure
   */
  public Network {
    text = canonical(text);
  }

  /**
   * The address of one host, as logs write it, with or without a port.
   *
   * @return empty if it is no address, or one that many hosts have: loopback, unspecified,
   *     link-local, multicast
   */
  static Optional<Network> ofHost(String logged) {
    return IpText.parse(logged)
        .map(IpText::address)
        .filter(
            address -> {
              IPAddress host = new IPAddressString(address).getAddress();
              return !isEverybodys(host) && !host.isLinkLocal() && !host.isMulticast();
            })
        .map(Network::new);
  }

  /**
   * The network of some size that an address is in.
   *
   * @param address canonical
   * @param prefixLength how many bits its hosts have in common
   * @return empty if the address is none, has not so many bits, or that network is nobody's
   */
  public static Optional<Network> around(String address, int prefixLength) {
    IPAddress host = new IPAddressString(address).getAddress();
    if (host == null || prefixLength < 1 || prefixLength > host.getBitCount()) {
      return Optional.empty();
    }
    IPAddress block = host.toPrefixBlock(prefixLength);
    return isEverybodys(block)
        ? Optional.empty()
        : Optional.of(new Network((block.isMultiple() ? block : host).toCanonicalString()));
  }

  /** Whether it is one address. */
  public boolean isAddress() {
    return text.indexOf('/') < 0;
  }

  /**
   * Whether an address is in it.
   *
   * @param address canonical; what is none is in no network
   */
  public boolean contains(String address) {
    IPAddress host = new IPAddressString(address).getAddress();
    return host != null && block().contains(host);
  }

  /** The network as the library has it: one address, or a block with its prefix. */
  IPAddress block() {
    return new IPAddressString(text).getAddress();
  }

  /** How many bits the hosts of the network have in common. */
  public int prefixLength() {
    IPAddress block = block();
    return isAddress() ? block.getBitCount() : block.getNetworkPrefixLength();
  }

  private static String canonical(String written) {
    int slash = written.indexOf('/');
    String host = slash < 0 ? written : written.substring(0, slash);
    String address = address(host).orElseThrow(() -> isNone(written));
    IPAddress block = new IPAddressString(address).getAddress();
    if (slash >= 0) {
      String digits = written.substring(slash + 1);
      boolean isMapped = host.indexOf(':') >= 0 && address.indexOf(':') < 0;
      if (isMapped || !digits.matches("[0-9]{1,3}")) {
        throw isNone(written);
      }
      block = block(written, block, Integer.parseInt(digits));
    }
    if (isEverybodys(block)) {
      throw new IllegalArgumentException(
          "holds '%s', in which is loopback or no address at all, which each host has: take it out"
              .formatted(written));
    }
    return block.toCanonicalString();
  }

  private static IPAddress block(String written, IPAddress address, int prefix) {
    if (prefix > address.getBitCount()) {
      throw isNone(written);
    }
    if (prefix == 0) {
      throw new IllegalArgumentException(
          "holds '%s', which is every address: give the networks that are meant"
              .formatted(written));
    }
    IPAddress block = address.toPrefixBlock(prefix);
    if (!block.getLower().equals(address)) {
      throw new IllegalArgumentException(
          "holds '%s', an address within a network: write %s, or %s"
              .formatted(written, block.toCanonicalString(), address.toCanonicalString()));
    }
    return block.isMultiple() ? block : address;
  }

  /** An address alone: no port, bracket or zone, which belong to no network. */
  private static Optional<String> address(String host) {
    boolean isBare =
        host.indexOf('[') < 0
            && host.indexOf('%') < 0
            && (host.indexOf(':') < 0 || host.indexOf(':') != host.lastIndexOf(':'));
    return isBare ? IpText.parse(host).map(IpText::address) : Optional.empty();
  }

  private static boolean isEverybodys(IPAddress block) {
    return EVERYBODYS.stream().anyMatch(other -> other.contains(block) || block.contains(other));
  }

  private static IPAddress block(String address, int prefix) {
    return new IPAddressString(address).getAddress().toPrefixBlock(prefix);
  }

  private static IllegalArgumentException isNone(String written) {
    return new IllegalArgumentException(
        "holds '%s', which is no network: give an address, or a network such as 10.0.0.0/24"
            .formatted(written));
  }
}
