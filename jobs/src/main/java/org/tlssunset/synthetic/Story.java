package org.tlssunset.synthetic;

import org.jspecify.annotations.Nullable;

/** How a client's TLS goes on over the days. */
enum Story {
  /** TLS 1.2 all along. */
  MODERN,
  /** TLS 1.3 all along. */
  NEWEST,
  /** An old version to the end. */
  LEGACY,
  /** An old version until a day, TLS 1.2 from then on. */
  MIGRATES,
  /** Now an old version, now TLS 1.2: two programs on one address. */
  MIXED,
  /** Never any TLS. */
  CLEARTEXT,
  /** The handshake fails. */
  FAILS,
  /** Connects, says nothing, and is gone. */
  PORT_CHECK,
  /** Does not answer when it is called. */
  UNREACHABLE;

  /** What is negotiated on a day; null where no handshake succeeds. */
  @Nullable Tls handshake(Client client, int day, Dice dice) {
    return switch (this) {
      case MODERN -> client.modern();
      case NEWEST -> Tls.TLS13;
      case LEGACY -> client.legacy();
      case MIGRATES -> day < client.migrationDay() ? client.legacy() : client.modern();
      case MIXED -> dice.oneIn(3) ? client.legacy() : client.modern();
      case CLEARTEXT, FAILS, PORT_CHECK, UNREACHABLE -> null;
    };
  }
}
