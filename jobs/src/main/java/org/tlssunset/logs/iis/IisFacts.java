package org.tlssunset.logs.iis;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.ClientIpFrom;
import org.tlssunset.schema.Protocol;
import org.tlssunset.schema.TlsHop;

/**
 * What requests must have in common to be one row, beside the hour; all values but the peer's in
 * canonical form, so that different spellings of the same facts are equal. Null where the log does
 * not tell.
 *
 * @param server the server's name, else its address
 * @param peer what the server was called from, exactly as it logged it
 */
record IisFacts(
    @Nullable String server,
    @Nullable String site,
    Protocol protocol,
    @Nullable String peer,
    @Nullable String clientIp,
    @Nullable ClientIpFrom clientIpFrom,
    @Nullable String user,
    @Nullable String userAgent,
    IisTls tls,
    TlsHop hop,
    boolean isProbe) {

  /**
   * Written out, as {@link #equals}: what Java makes for records of many components is slow until
   * it has been compiled at its best.
   */
  @Override
  public int hashCode() {
    return Objects.hash(peer, clientIp, user, userAgent, protocol, tls);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof IisFacts facts
        && Objects.equals(server, facts.server)
        && Objects.equals(site, facts.site)
        && protocol == facts.protocol
        && Objects.equals(peer, facts.peer)
        && Objects.equals(clientIp, facts.clientIp)
        && clientIpFrom == facts.clientIpFrom
        && Objects.equals(user, facts.user)
        && Objects.equals(userAgent, facts.userAgent)
        && tls.equals(facts.tls)
        && hop == facts.hop
        && isProbe == facts.isProbe;
  }

  /** Roughly what the texts take of the memory, in characters. */
  int length() {
    return length(server) + length(site) + length(peer) + length(user) + length(userAgent);
  }

  private static int length(@Nullable String text) {
    return text == null ? 0 : text.length();
  }
}
