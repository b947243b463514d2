package org.tlssunset.logs.iis;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who made requests; each is null where the log does not tell.
 *
 * @param peer what the server was called from, exactly as it logged it
 * @param address the same in canonical form; null if it is none, or is masked
 */
record IisCaller(
    @Nullable String peer,
    @Nullable String address,
    @Nullable String user,
    @Nullable String userAgent) {

  /** Written out, as {@link #equals}, for the reason that {@link IisFacts#hashCode} tells. */
  @Override
  public int hashCode() {
    int hash = 31 * Objects.hashCode(peer) + Objects.hashCode(user);
    return 31 * hash + Objects.hashCode(userAgent);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof IisCaller caller
        && Objects.equals(peer, caller.peer)
        && Objects.equals(address, caller.address)
        && Objects.equals(user, caller.user)
        && Objects.equals(userAgent, caller.userAgent);
  }
}
