package org.tlssunset.party;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an address or a network.
 *
 * @param network null for a proxy that is not told by its address but by its scope
 * @param validity the days on which it is known
 * @param name of the server or proxy; null where it bears several names (it is ours, and names no
 *     server) and for a network
 * @param learnedFrom in words; {@link #CONFIGURATION} where it is configured
 * @param proxy what it does, if it is one; else null
 */
public record KnownAddress(
    @Nullable Network network,
    Validity validity,
    KnownAs what,
    @Nullable String name,
    String learnedFrom,
    @Nullable ProxyTraits proxy)
    implements Serializable {

  /** From where it is learned what the user has configured. */
  public static final String CONFIGURATION = "configuration";

  /**
   * @throws IllegalArgumentException if a proxy lacks its name or traits, or anything else has
   *     some, or has no network
   */
  public KnownAddress {
    boolean isProxy = what == KnownAs.PROXY;
    if (isProxy != (proxy != null)
        || isProxy && name == null
        || network == null && (proxy == null || !proxy.preservesAddress())) {
      throw new IllegalArgumentException("%s is not known as %s".formatted(network, what));
    }
  }

  /** The one that is smaller is believed: configured server, proxy, learned server, network. */
  int precedence() {
    return switch (what) {
      case OWN_SERVER -> learnedFrom.equals(CONFIGURATION) ? 0 : 2;
      case PROXY -> 1;
      case OWN_NETWORK -> 3;
    };
  }
}
