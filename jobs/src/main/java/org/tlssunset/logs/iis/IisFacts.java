package org.tlssunset.logs.iis;

import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.Protocol;

/**
 * What requests must have in common to be one row, beside the hour; all values but the peer's in
 * canonical form, so that different spellings of the same facts are equal.
 *
 * @param tls that of the caller's own connection
 * @param isProbe whether the requests bear the mark of a health check
 */
record IisFacts(
    IisServer server,
    Protocol protocol,
    IisCaller caller,
    IisTls tls,
    IisForwarded forwarded,
    boolean isProbe) {

  /** The same with another claim. */
  IisFacts with(IisForwarded other) {
    return other == forwarded ? this : new IisFacts(server, protocol, caller, tls, other, isProbe);
  }

  /**
   * Written out, as {@link #equals}: what Java makes for records of many components is slow until
   * it has been compiled at its best, and {@link java.util.Objects#hash} makes an array.
   */
  @Override
  public int hashCode() {
    int hash = 31 * caller.hashCode() + protocol.hashCode();
    hash = 31 * hash + tls.hashCode();
    return 31 * hash + forwarded.hashCode();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof IisFacts facts
        && server.equals(facts.server)
        && protocol == facts.protocol
        && caller.equals(facts.caller)
        && tls.equals(facts.tls)
        && forwarded.equals(facts.forwarded)
        && isProbe == facts.isProbe;
  }

  /** Roughly what the texts take of the memory, in characters. */
  int length() {
    return length(server.name())
        + length(server.site())
        + length(caller.peer())
        + length(caller.user())
        + length(caller.userAgent())
        + length(forwarded.addresses())
        + length(forwarded.tlsVersion())
        + length(forwarded.tlsCipher());
  }

  private static int length(@Nullable String text) {
    return text == null ? 0 : text.length();
  }
}
