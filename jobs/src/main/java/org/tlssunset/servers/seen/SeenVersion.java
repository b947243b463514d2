package org.tlssunset.servers.seen;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A version that a TLS end negotiated with anybody.
 *
 * @param server the server whose TLS it was, by its one name; empty if it was a proxy's
 * @param proxy the listed proxy whose TLS it was, whichever servers stand behind it; else null
 * @param direction inbound or outbound
 * @param family http, smtp, pop3 or imap4
 * @param version {@code TLS 1.2}
 * @param first the first day of it
 * @param last the last day of it
 * @param proofFile where the last of it stands: the file
 * @param proofLine where the last of it stands: the line
 */
public record SeenVersion(
    String server,
    @Nullable String proxy,
    String direction,
    String family,
    String version,
    LocalDate first,
    LocalDate last,
    String proofFile,
    long proofLine) {

  /** Both days' range, and the proof of the later. */
  SeenVersion with(SeenVersion other) {
    SeenVersion later = other.last.isAfter(last) ? other : this;
    return new SeenVersion(
        server,
        proxy,
        direction,
        family,
        version,
        other.first.isBefore(first) ? other.first : first,
        later.last,
        later.proofFile,
        later.proofLine);
  }
}
