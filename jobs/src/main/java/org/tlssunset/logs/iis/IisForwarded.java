package org.tlssunset.logs.iis;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the peer says of the client for whom it calls: a claim, whoever the peer is. All are null
 * where the log tells nothing.
 *
 * @param addresses {@code 203.0.113.7, 10.0.0.9; X-Real-IP=203.0.113.7}, see {@link
 *     IisForwardedReader}
 * @param tlsVersion as logged
 * @param tlsCipher as logged
 */
record IisForwarded(
    @Nullable String addresses, @Nullable String tlsVersion, @Nullable String tlsCipher) {

  /** No claim at all. */
  static final IisForwarded NOTHING = new IisForwarded(null, null, null);

  /** The same of the TLS alone. */
  IisForwarded withoutAddresses() {
    return new IisForwarded(null, tlsVersion, tlsCipher);
  }

  /** Written out, as {@link #equals}, for the reason that {@link IisFacts#hashCode} tells. */
  @Override
  public int hashCode() {
    int hash = 31 * Objects.hashCode(addresses) + Objects.hashCode(tlsVersion);
    return 31 * hash + Objects.hashCode(tlsCipher);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof IisForwarded forwarded
        && Objects.equals(addresses, forwarded.addresses)
        && Objects.equals(tlsVersion, forwarded.tlsVersion)
        && Objects.equals(tlsCipher, forwarded.tlsCipher);
  }
}
