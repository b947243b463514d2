package org.tlssunset.logs.iis;

import org.tlssunset.logs.LogSettings;
import org.tlssunset.logs.TextCache;

/**
 * What {@code #Fields:} lines say, each read once: the logs of a server have the same. Its memory
 * is bounded. Serves one thread.
 */
final class IisHeaders {

  private static final int MOST = 256;

  /** Longer ones are read each time, in characters: nobody's but a damaged log's. */
  private static final int LONGEST = 8_192;

  private final LogSettings settings;
  private final TextCache<IisFields> known;

  IisHeaders(LogSettings settings) {
    this.settings = settings;
    known = new TextCache<>(MOST, header -> IisFields.of(header, settings));
  }

  /** What {@link IisFields#of} makes of a header. */
  IisFields fields(String header) {
    return header.length() <= LONGEST ? known.of(header) : IisFields.of(header, settings);
  }
}
