package org.tlssunset.synthetic;

import java.time.LocalDate;

/**
 * What an archive is to look like. Equal shapes give equal archives, to the byte.
 *
 * @param seed chooses names, addresses, times and volumes
 * @param firstDay the first UTC day with traffic
 * @param days how many days, at least 1
 * @param clients how many clients, beside the health checks
 * @param requestsPerClientDay how many requests an average client makes on a working day; a client
 *     that sends mail makes an eighth as many sessions
 * @param nasty whether files are damaged, packed, cut and spelled in all the ways that occur.
 *     Otherwise all is as a healthy server writes it: the files of the oldest days are gzipped, and
 *     from the sixth day on a line in some thousand is cut short
 * @param intermediaries whether all phones come through a proxy, which speaks TLS 1.0 to the
 *     servers for ActiveSync; servers hand on the mail of several clients in one session; and a
 *     stranger, a client more, forges what a proxy would forward
 */
public record ArchiveShape(
    long seed,
    LocalDate firstDay,
    int days,
    int clients,
    int requestsPerClientDay,
    boolean nasty,
    boolean intermediaries) {

  public ArchiveShape {
    if (days < 1 || clients < 0 || requestsPerClientDay < 0) {
      throw new IllegalArgumentException(
          "an archive has a day at least, and no negative number of clients or requests");
    }
  }

  /** A shape without intermediaries. */
  public ArchiveShape(
      long seed,
      LocalDate firstDay,
      int days,
      int clients,
      int requestsPerClientDay,
      boolean nasty) {
    this(seed, firstDay, days, clients, requestsPerClientDay, nasty, false);
  }

  /** Two weeks of two servers with some 200 clients and intermediaries, some 40 MB of text. */
  public static ArchiveShape demo() {
    return new ArchiveShape(2026, LocalDate.of(2026, 3, 2), 14, 200, 24, false, true);
  }

  /** Three days with 40 clients, about 1 MB of text. */
  public static ArchiveShape small() {
    return new ArchiveShape(1, LocalDate.of(2026, 3, 2), 3, 40, 8, false);
  }

  public ArchiveShape withSeed(long newSeed) {
    return new ArchiveShape(
        newSeed, firstDay, days, clients, requestsPerClientDay, nasty, intermediaries);
  }

  public ArchiveShape withNasty(boolean newNasty) {
    return new ArchiveShape(
        seed, firstDay, days, clients, requestsPerClientDay, newNasty, intermediaries);
  }

  public ArchiveShape withIntermediaries() {
    return new ArchiveShape(seed, firstDay, days, clients, requestsPerClientDay, nasty, true);
  }

  public ArchiveShape withDays(int newDays) {
    return new ArchiveShape(
        seed, firstDay, newDays, clients, requestsPerClientDay, nasty, intermediaries);
  }

  public ArchiveShape withClients(int newClients) {
    return new ArchiveShape(
        seed, firstDay, days, newClients, requestsPerClientDay, nasty, intermediaries);
  }

  public ArchiveShape withRequestsPerClientDay(int newRequests) {
    return new ArchiveShape(seed, firstDay, days, clients, newRequests, nasty, intermediaries);
  }
}
