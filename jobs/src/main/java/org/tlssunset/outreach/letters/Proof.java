package org.tlssunset.outreach.letters;

import org.jspecify.annotations.Nullable;

/**
 * The line of a log that proves a client's use.
 *
 * @param file as it was read
 * @param line from 1
 * @param text the line itself; null if it was not found
 * @param missing why it was not; null if it was
 */
public record Proof(String file, long line, @Nullable String text, @Nullable String missing) {

  /** Reads lines of logs. */
  public interface Reader {

    /**
     * The line that a row names.
     *
     * @param file as the tables name it
     */
    Proof read(String file, long line);
  }
}
