package org.tlssunset.synthetic.party;

import java.util.Locale;
import org.tlssunset.synthetic.Dice;

/** How logs write addresses: canonical, or else where the archive is nasty. */
final class Spelling {

  private final boolean isNasty;
  private final Dice dice;

  Spelling(boolean isNasty, Dice dice) {
    this.isNasty = isNasty;
    this.dice = dice;
  }

  /** An address that stands alone. */
  String alone(String address) {
    if (!isNasty || !dice.oneIn(4)) {
      return address;
    }
    if (address.indexOf(':') < 0) {
      return "::" + (dice.oneIn(2) ? "ffff" : "FFFF") + ":" + address;
    }
    return dice.oneIn(2) ? address.toUpperCase(Locale.ROOT) : address + "%3";
  }

  /** An address with a port. */
  String endpoint(String address, int port) {
    String host = alone(address);
    return host.indexOf(':') < 0 ? host + ":" + port : "[" + host + "]:" + port;
  }

  /** A list that proxies forwarded, the nearest last. */
  String list(String... entries) {
    StringBuilder list = new StringBuilder();
    for (String entry : entries) {
      list.append(list.isEmpty() ? "" : isNasty && dice.oneIn(3) ? "," : ",+").append(entry(entry));
    }
    return list.toString();
  }

  private String entry(String entry) {
    boolean isIpv6 = entry.indexOf(':') >= 0;
    if (!isNasty || !dice.oneIn(3) || !(isIpv6 || entry.matches("[0-9.]+"))) {
      return entry;
    }
    return switch (dice.below(3)) {
      case 0 -> endpoint(entry, 1024 + dice.below(60_000));
      case 1 -> isIpv6 ? "[" + entry + "]" : "+" + entry;
      default -> alone(entry);
    };
  }
}
