package org.tlssunset.logs;

import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.ClientIpFrom;
import org.tlssunset.schema.Protocol;
import org.tlssunset.schema.TlsHop;

/**
 * What requests must have in common to be one row, beside the hour; all values in canonical form,
 * so that different spellings of the same facts are equal. Null where the log does not tell.
 *
 * @param server the server's name, else its address
 * @param peer the address that the server was called from; its text if it is no address
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

  /** Roughly what the texts take of the memory, in characters. */
  int length() {
    return length(server) + length(site) + length(peer) + length(user) + length(userAgent);
  }

  private static int length(@Nullable String text) {
    return text == null ? 0 : text.length();
  }
}
