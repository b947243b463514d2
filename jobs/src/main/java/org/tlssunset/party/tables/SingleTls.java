package org.tlssunset.party.tables;

import java.time.Instant;

/**
 * What many programs, users or clients all showed: one version, one cipher and one key exchange.
 * Programs of many makers and years differ; a proxy that ends their TLS is one.
 *
 * @param programs how many user agents, or names in EHLO; a thousand may be more, as the next two
 * @param users how many signed in
 * @param clients how many addresses
 * @param last when it was shown last
 */
public record SingleTls(
    String version,
    String cipher,
    String keyExchange,
    long programs,
    long users,
    long clients,
    Instant last) {

  /**
   * From so many programs or users on a peer is asked about. One machine has a handful of programs,
   * and one user; twenty are a proxy's, or those of a network behind one address.
   */
  static final int MANY_PROGRAMS = 20;

  /**
   * From so many clients on, with as many programs as above, an end of a server is asked about. A
   * new server that few have called yet shows one TLS by chance.
   */
  static final int MANY_CLIENTS = 50;

  /** Whether a peer is asked about. */
  boolean isOfManyPrograms() {
    return programs >= MANY_PROGRAMS || users >= MANY_PROGRAMS;
  }

  /** Whether an end of a server is asked about. */
  boolean isOfManyClients() {
    return clients >= MANY_CLIENTS && programs >= MANY_PROGRAMS;
  }
}
