package org.tlssunset.party;

import inet.ipaddr.IPAddress;

/** An address of which a log hides some: {@code 10.0.0.x}, {@code 10.0.*.*}, {@code ***}. */
final class MaskedAddress {

  private static final int OCTETS = 4;

  private MaskedAddress() {}

  /**
   * Whether it may be one of a network's. Of four parts those that are numbers have to fit; of any
   * other text nothing is known.
   *
   * @param logged as the log has it
   */
  static boolean mayBeIn(Network network, String logged) {
    IPAddress block = network.block();
    if (logged.indexOf(':') >= 0) {
      return block.isIPv6();
    }
    String[] parts = logged.split("[.]", -1);
    if (parts.length != OCTETS) {
      return true;
    }
    if (!block.isIPv4()) {
      return false;
    }
    byte[] lowest = block.getLower().getBytes();
    byte[] highest = block.getUpper().getBytes();
    for (int i = 0; i < OCTETS; i++) {
      if (parts[i].matches("[0-9]{1,3}")) {
        int octet = Integer.parseInt(parts[i]);
        if (octet < (lowest[i] & 0xFF) || octet > (highest[i] & 0xFF)) {
          return false;
        }
      }
    }
    return true;
  }
}
