package org.tlssunset.party;

import java.io.Serializable;
import java.util.Collections;
import java.util.List;

/**
 * A proxy, gateway or smart host as the configuration lists it.
 *
 * @param networks from which it calls; may be empty where it preserves its clients' addresses
 * @param validity the days on which it is there
 */
public record ListedProxy(
    String name, List<Network> networks, Validity validity, ProxyTraits traits)
    implements Serializable {

  /** Whether one connection may be said to come through either, so that nobody knows which. */
  public boolean isConfusedWith(ListedProxy other) {
    return isFoundAlike(other)
        && validity.overlaps(other.validity)
        && traits.scope().overlaps(other.traits.scope());
  }

  private boolean isFoundAlike(ListedProxy other) {
    return traits.preservesAddress() && other.traits.preservesAddress()
        || !Collections.disjoint(networks, other.networks);
  }
}
