package org.tlssunset.logs.smtp;

import java.util.Optional;
import org.tlssunset.logs.TextCache;

/** Reads the lines of handshakes, each once: logs repeat the same few. Its memory is bounded. */
final class SmtpTlsLines {

  /** Distinct lines that are kept read. */
  private static final int MOST = 4_096;

  private final TextCache<Optional<SmtpTls>> known = new TextCache<>(MOST, SmtpTls::of);

  /** What {@link SmtpTls#of} makes of a text of at most 512 bytes. */
  Optional<SmtpTls> of(String text) {
    return known.of(text);
  }
}
