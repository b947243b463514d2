package org.tlssunset.party;

import java.io.Serializable;
import java.util.List;

/**
 * What no logs are expected of any more.
 *
 * @param names servers, and connectors or sites as {@code EX01\\Relay}; in any case
 */
public record Retired(List<String> names) implements Serializable {

  private static final long serialVersionUID = 1;

  /** A connector stands behind its server. */
  private static final char BEHIND = '\\';

  /** Nothing. */
  public static final Retired NONE = new Retired(List.of());

  /** Whether a server is. */
  public boolean isServer(String server) {
    return !server.isEmpty()
        && names.stream()
            .anyMatch(name -> name.indexOf(BEHIND) < 0 && ServerName.isSame(name.strip(), server));
  }

  /** Whether a connector or site is. */
  public boolean isEndpoint(String server, String endpoint) {
    return names.stream()
        .anyMatch(
            name -> {
              int end = name.indexOf(BEHIND);
              return end > 0
                  && ServerName.isSame(name.substring(0, end).strip(), server)
                  && name.substring(end + 1).strip().equalsIgnoreCase(endpoint);
            });
  }
}
