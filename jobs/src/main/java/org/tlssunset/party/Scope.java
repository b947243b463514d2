package org.tlssunset.party;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.Labelled;
import org.tlssunset.schema.Protocol;

/**
 * Which connections a proxy passes on. An empty list: all.
 *
 * @param protocols their labels, {@link Protocol}
 * @param servers their names; neither case nor the domain counts
 * @param ports of the servers
 */
public record Scope(List<String> protocols, List<String> servers, List<Integer> ports)
    implements Serializable {

  /** All connections. */
  public static final Scope ALL = new Scope(List.of(), List.of(), List.of());

  /**
   * @throws IllegalArgumentException if a protocol is unknown; the message says which there are
   */
  public Scope {
    for (String protocol : protocols) {
      if (Labelled.find(Protocol.values(), protocol) == null) {
        throw new IllegalArgumentException(
            "holds '%s', which is no protocol: give some of %s"
                .formatted(
                    protocol,
                    Arrays.stream(Protocol.values())
                        .map(Protocol::label)
                        .collect(Collectors.joining(", "))));
      }
    }
  }

  /** Whether it fits connections of a protocol. */
  boolean fitsProtocol(String protocol) {
    return protocols.isEmpty() || protocols.contains(protocol);
  }

  /**
   * Whether it fits connections to a server. One that the log does not name may be any: a client
   * must not look modern because the log tells less.
   */
  boolean fitsServer(@Nullable String server) {
    if (server == null || servers.isEmpty()) {
      return true;
    }
    for (String name : servers) {
      if (ServerName.isSame(name, server)) {
        return true;
      }
    }
    return false;
  }

  /** Whether it fits connections to a port; one that the log does not tell may be any. */
  boolean fitsPort(@Nullable Integer port) {
    return port == null || ports.isEmpty() || ports.contains(port);
  }

  /** Whether there may be a connection that both fit. */
  boolean overlaps(Scope other) {
    return shares(protocols, other.protocols)
        && (other.servers.isEmpty()
            || servers.isEmpty()
            || other.servers.stream().anyMatch(this::fitsServer))
        && shares(ports, other.ports);
  }

  private static boolean shares(List<?> some, List<?> others) {
    return some.isEmpty() || others.isEmpty() || !Collections.disjoint(some, others);
  }
}
