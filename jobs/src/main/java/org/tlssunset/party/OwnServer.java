package org.tlssunset.party;

import java.io.Serializable;
import java.util.List;

/**
 * A server of our own as the configuration names it.
 *
 * @param addresses no networks
 */
public record OwnServer(String name, List<Network> addresses) implements Serializable {}
