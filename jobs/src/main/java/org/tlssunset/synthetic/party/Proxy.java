package org.tlssunset.synthetic.party;

import java.time.LocalDate;

/** The proxies and balancers of the organisation, all of which are listed. */
enum Proxy {
  /** Forwards nothing. */
  MUTE("KEMP-1", "10.0.0.9", "\"10.0.0.9/32\"", "\"tls-ending\", ports = [443]"),
  /** Forwards nothing; gone when the last days begin. */
  FORMER("KEMP-0", "10.0.0.80", "\"10.0.0.80\"", "\"tls-ending\", until = " + day(1)),
  /** Forwards nothing; there since the last days. */
  LATER("KEMP-2", "10.0.0.81", "\"10.0.0.81\"", "\"tls-ending\", from = " + day(2)),
  /** Forwards addresses; it is one of two that share a network. */
  FORWARDING("HAPROXY-1", "10.0.0.41", "\"10.0.0.40/31\"", "\"tls-ending\""),
  /** Forwards addresses, and speaks an old version itself. */
  OLD("TMG-1", "10.0.0.30", "\"10.0.0.30\"", "\"tls-ending\""),
  /** Forwards addresses and TLS; it stands in the network of own servers. */
  TELLING(
      "NGINX-1",
      "10.0.5.9",
      "\"10.0.5.9/32\"",
      "\"tls-ending\", tls-version-fields = [X-TLS-Version], tls-cipher-fields = [X-TLS-Cipher]"),
  /** Forwards addresses in two fields. */
  TWO_FIELDS(
      "WAF-1",
      "10.0.0.50",
      "\"10.0.0.50\"",
      "\"tls-ending\", forwarded-for-fields = [X-Forwarded-For, X-Real-IP]"),
  /** Forwards addresses in a field that is listed for it and for no other alone. */
  REAL_IP(
      "NGINX-2",
      "10.0.0.51",
      "\"10.0.0.51\"",
      "\"tls-ending\", forwarded-for-fields = [X-Real-IP]"),
  /** Stands before other proxies. */
  EDGE("EDGE-1", "198.51.100.3", "\"198.51.100.0/28\"", "\"tls-ending\""),
  /** Shows its clients' addresses: all that calls the second server's port comes through it. */
  PRESERVING(
      "BIGIP-1",
      "10.0.0.90",
      "",
      "\"tls-ending\", preserves-address = true, servers = [EX02], ports = [443]"),
  /** Passes on the clients' TLS, and not their addresses. */
  LAYER_4("LVS-1", "10.0.0.60", "\"10.0.0.60/32\"", "\"layer-4\""),
  /** Takes and sends mail; nothing else comes through it. */
  GATEWAY("GATEWAY-1", "10.0.0.70", "\"10.0.0.70/32\"", "\"tls-ending\", protocols = [smtp]");

  private final String listedName;
  private final String address;
  private final String networks;
  private final String settings;

  /**
   * @param networks as configured
   * @param settings the same: its kind and what else is not by default
   */
  Proxy(String listedName, String address, String networks, String settings) {
    this.listedName = listedName;
    this.address = address;
    this.networks = networks;
    this.settings = settings;
  }

  /** One of the days as it is configured. */
  private static String day(int number) {
    LocalDate day = Organisation.FIRST_DAY.plusDays(number);
    return '"' + day.toString() + '"';
  }

  /** Its name in the configuration. */
  String listedName() {
    return listedName;
  }

  /** From where it calls. */
  String address() {
    return address;
  }

  /** Its element of {@code proxies}, HOCON. */
  String configured() {
    return "{ name = \"%s\", networks = [%s], kind = %s }"
        .formatted(listedName, networks, settings);
  }
}
