package org.tlssunset.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import org.tlssunset.logs.ForwardingFields;
import org.tlssunset.party.ListedProxy;
import org.tlssunset.party.Network;
import org.tlssunset.party.OwnServer;
import org.tlssunset.party.PartySettings;
import org.tlssunset.party.ProxyKind;
import org.tlssunset.party.ProxyTraits;
import org.tlssunset.party.Scope;
import org.tlssunset.party.Validity;

/** The keys that say whose addresses are whose: {@code proxies}, {@code servers}, own-networks. */
final class PartyBlocks {

  private static final List<String> PROXY_KEYS = List.of("name", "networks", "kind");

  /** What a proxy's block need not say. */
  private static final Config PROXY_DEFAULTS =
      ConfigFactory.parseString(
          """
          protocols = [], servers = [], ports = [], preserves-address = false
          forwarded-for-fields = ["X-Forwarded-For"], tls-version-fields = [], tls-cipher-fields = []
          from = null, until = null
          """);

  private PartyBlocks() {}

  /**
   * @param root which has the keys
   * @throws UsageException if one says what is not understood, or what another contradicts
   */
  static PartySettings read(Settings root) {
    return new PartySettings(proxies(root), servers(root), networks(root, "own-networks"));
  }

  private static List<ListedProxy> proxies(Settings root) {
    List<ListedProxy> proxies = new ArrayList<>();
    for (Settings block : root.blocks("proxies", PROXY_KEYS, PROXY_DEFAULTS)) {
      ListedProxy proxy = proxy(block);
      for (ListedProxy other : proxies) {
        if (other.name().equalsIgnoreCase(proxy.name())) {
          throw block.wrong(
              "name", "is '%s' once more: give each proxy its own".formatted(proxy.name()));
        }
        if (other.isConfusedWith(proxy)) {
          throw block.wrong(
              "name",
              "is '%s', which cannot be told from '%s': give them other networks, servers, ports, protocols or days"
                  .formatted(proxy.name(), other.name()));
        }
      }
      proxies.add(proxy);
    }
    return List.copyOf(proxies);
  }

  private static ListedProxy proxy(Settings block) {
    String name = block.text("name");
    if (name.isBlank()) {
      throw block.wrong("name", "is empty: give the name that reports shall show");
    }
    List<Network> networks = networks(block, "networks");
    Scope scope =
        read(
            block,
            "protocols",
            key -> new Scope(block.texts(key), block.texts("servers"), block.ports("ports")));
    boolean preservesAddress = block.flag("preserves-address");
    if (networks.isEmpty() && !preservesAddress) {
      throw block.wrong("networks", "is empty: give the addresses from which it calls");
    }
    if (networks.isEmpty() && scope.servers().isEmpty() && scope.ports().isEmpty()) {
      throw block.wrong(
          "networks", "is empty: give them, or the servers or ports that are reached through it");
    }
    ForwardingFields fields =
        new ForwardingFields(
            block.texts("forwarded-for-fields"),
            block.texts("tls-version-fields"),
            block.texts("tls-cipher-fields"));
    ProxyKind kind = read(block, "kind", key -> ProxyKind.of(block.text(key)));
    ProxyTraits traits = new ProxyTraits(kind, scope, preservesAddress, fields);
    return new ListedProxy(name, networks, validity(block), traits);
  }

  private static Validity validity(Settings block) {
    Integer from = block.dayOrNull("from");
    Integer until = block.dayOrNull("until");
    if (from != null && until != null && from > until) {
      throw block.wrong("until", "is before from: give the last day, or take it out");
    }
    return new Validity(from, until);
  }

  private static List<OwnServer> servers(Settings root) {
    Settings block = root.names("servers");
    List<OwnServer> servers = new ArrayList<>();
    for (String name : new TreeSet<>(block.block().keySet())) {
      OwnServer server = new OwnServer(name, networks(block, name));
      if (server.addresses().isEmpty()) {
        throw block.wrong(name, "is empty: give its addresses, or take it out");
      }
      for (Network address : server.addresses()) {
        refuseNoOwnAddress(block, name, address, servers);
      }
      servers.add(server);
    }
    return List.copyOf(servers);
  }

  private static void refuseNoOwnAddress(
      Settings block, String name, Network address, List<OwnServer> others) {
    if (!address.isAddress()) {
      throw block.wrong(
          name,
          "holds '%s', which is no single address: list it under own-networks"
              .formatted(address.text()));
    }
    for (OwnServer other : others) {
      if (other.addresses().contains(address)) {
        throw block.wrong(
            name,
            "holds '%s', which %s has, too: keep it with one, or list it under own-networks"
                .formatted(address.text(), other.name()));
      }
    }
  }

  private static List<Network> networks(Settings block, String key) {
    return read(
        block, key, texts -> block.texts(texts).stream().map(Network::new).distinct().toList());
  }

  /** What is made of a key; the reason why nothing is belongs behind its name. */
  private static <T> T read(Settings block, String key, Function<String, T> reading) {
    try {
      return reading.apply(key);
    } catch (IllegalArgumentException e) {
      throw block.wrong(key, String.valueOf(e.getMessage()));
    }
  }
}
