package org.tlssunset.party.tables;

import java.time.Instant;
import org.apache.spark.sql.Row;

/**
 * What many programs, users or clients all showed: one version, one cipher and one key exchange.
 * Programs of many makers and years differ; a proxy that ends their TLS is one.
 *
 * @param programs how many user agents, or names in EHLO; to 5 %, as the next two
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

  /** SQL over {@link PartySums}. */
  static final String MANY_AT_PEER =
      "programs >= %d OR users >= %d".formatted(MANY_PROGRAMS, MANY_PROGRAMS);

  /** SQL over {@link PartySums}. */
  static final String MANY_AT_ENDPOINT =
      "clients >= %d AND programs >= %d".formatted(MANY_CLIENTS, MANY_PROGRAMS);

  static SingleTls of(Row sum) {
    return new SingleTls(
        sum.getAs(PartySums.TLS_VERSION),
        sum.getAs(PartySums.CIPHER),
        sum.getAs(PartySums.KEY_EXCHANGE),
        sum.<Long>getAs(PartySums.PROGRAMS),
        sum.<Long>getAs(PartySums.USERS),
        sum.<Long>getAs(PartySums.CLIENTS),
        sum.getAs(PartySums.LAST));
  }
}
