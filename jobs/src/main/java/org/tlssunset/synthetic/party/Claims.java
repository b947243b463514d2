package org.tlssunset.synthetic.party;

import org.jspecify.annotations.Nullable;

/**
 * The headers in which a caller says for whom it calls, as logged; each null if it has none.
 *
 * @param list X-Forwarded-For
 * @param realIp X-Real-IP
 */
public record Claims(
    @Nullable String list,
    @Nullable String realIp,
    @Nullable String tlsVersion,
    @Nullable String tlsCipher) {

  public static final Claims NONE = new Claims(null, null, null, null);

  public static Claims list(String list) {
    return new Claims(list, null, null, null);
  }

  Claims withRealIp(String address) {
    return new Claims(list, address, tlsVersion, tlsCipher);
  }

  Claims withTls(@Nullable String version, @Nullable String cipher) {
    return new Claims(list, realIp, version, cipher);
  }
}
