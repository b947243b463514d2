package org.tlssunset.servers;

import java.util.Arrays;
import java.util.List;

/**
 * Schannel's values about renegotiation, which are right where they are missing: Microsoft,
 * "Transport Layer Security (TLS) registry settings".
 */
enum Renegotiation {
  /** Servers may be talked to that do not know of secure renegotiation (RFC 5746). */
  ALLOW_INSECURE_CLIENTS("AllowInsecureRenegoClients", Side.SERVER, true),
  ALLOW_INSECURE_SERVERS("AllowInsecureRenegoServers", Side.CLIENT, true),
  DISABLE_ON_SERVER("DisableRenegoOnServer", Side.SERVER, false),
  DISABLE_ON_CLIENT("DisableRenegoOnClient", Side.CLIENT, false);

  private final String value;
  private final Side side;
  private final boolean isInsecure;

  Renegotiation(String value, Side side, boolean isInsecure) {
    this.value = value;
    this.side = side;
    this.isInsecure = isInsecure;
  }

  /** The value's name. */
  String value() {
    return value;
  }

  /** Whose connections it is about. */
  Side side() {
    return side;
  }

  /** Those that are unsafe where they are set. */
  static List<Renegotiation> insecure() {
    return Arrays.stream(values()).filter(each -> each.isInsecure).toList();
  }
}
