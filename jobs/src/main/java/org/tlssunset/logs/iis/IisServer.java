package org.tlssunset.logs.iis;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where requests went; each is null where the log does not tell.
 *
 * @param name the server's name, else its address
 * @param address in canonical form; null if what was logged is none
 */
record IisServer(
    @Nullable String name,
    @Nullable String site,
    @Nullable String address,
    @Nullable Integer port) {

  /** Written out, as {@link #equals}, for the reason that {@link IisFacts#hashCode} tells. */
  @Override
  public int hashCode() {
    return Objects.hash(name, site, address, port);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof IisServer server
        && Objects.equals(name, server.name)
        && Objects.equals(site, server.site)
        && Objects.equals(address, server.address)
        && Objects.equals(port, server.port);
  }
}
