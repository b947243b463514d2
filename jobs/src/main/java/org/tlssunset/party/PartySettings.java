package org.tlssunset.party;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tlssunset.logs.ForwardingFields;

/**
 * What the configuration says of addresses.
 *
 * @param proxies each name once; no connection can be of two
 * @param servers no address twice
 * @param ownNetworks of which all hosts are servers of our own
 */
public record PartySettings(
    List<ListedProxy> proxies, List<OwnServer> servers, List<Network> ownNetworks)
    implements Serializable {

  /** Nothing is configured. */
  public static final PartySettings NONE = new PartySettings(List.of(), List.of(), List.of());

  /** Returns all of it, an element for each address or network. */
  public List<KnownAddress> addresses() {
    List<KnownAddress> known = new ArrayList<>();
    for (OwnServer server : servers) {
      for (Network address : server.addresses()) {
        known.add(ours(address, KnownAs.OWN_SERVER, server.name()));
      }
    }
    for (ListedProxy proxy : proxies) {
      for (Network network : proxy.networks()) {
        known.add(ofProxy(network, proxy));
      }
      if (proxy.networks().isEmpty()) {
        known.add(ofProxy(null, proxy));
      }
    }
    for (Network network : ownNetworks) {
      known.add(ours(network, KnownAs.OWN_NETWORK, null));
    }
    return List.copyOf(known);
  }

  /** Returns the fields to read of logs: the given ones, then those that only proxies list. */
  public ForwardingFields fields(ForwardingFields fields) {
    ForwardingFields all = fields;
    for (ListedProxy proxy : proxies) {
      all = all.with(proxy.traits().fields());
    }
    return all;
  }

  private static KnownAddress ours(Network network, KnownAs what, @Nullable String name) {
    return new KnownAddress(network, Validity.ALWAYS, what, name, KnownAddress.CONFIGURATION, null);
  }

  private static KnownAddress ofProxy(@Nullable Network network, ListedProxy proxy) {
    return new KnownAddress(
        network,
        proxy.validity(),
        KnownAs.PROXY,
        proxy.name(),
        KnownAddress.CONFIGURATION,
        proxy.traits());
  }
}
