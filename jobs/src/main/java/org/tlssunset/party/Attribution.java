package org.tlssunset.party;

import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.ClientIpFrom;
import org.tlssunset.schema.Role;
import org.tlssunset.schema.TlsHop;

/**
 * Whose connection a row was.
 *
 * @param tlsHop whose TLS the row tells of
 * @param clientTls that of the client itself, as far as it is known
 * @param counts whether the row is counted; else it stands for what another row counts, or for
 *     nobody
 * @param reason in words
 */
public record Attribution(
    Role role,
    Client client,
    TlsHop tlsHop,
    Tls clientTls,
    Listed listed,
    boolean counts,
    String reason) {

  /**
   * The client's address.
   *
   * @param ip canonical; null if unknown
   * @param from null if it is unknown
   */
  public record Client(@Nullable String ip, @Nullable ClientIpFrom from) {

    static final Client UNKNOWN = new Client(null, null);

    static Client of(@Nullable String ip, ClientIpFrom from) {
      return ip == null ? UNKNOWN : new Client(ip, from);
    }
  }

  /**
   * Who of the known it came from or through; null where it is none, or bears no name.
   *
   * @param proxy its name
   * @param ownServer its name
   */
  public record Listed(@Nullable String proxy, @Nullable String ownServer) {

    static final Listed NOBODY = new Listed(null, null);
  }
}
