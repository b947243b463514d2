package org.tlssunset.names;

/**
 * A line that names no host.
 *
 * @param line from 1
 * @param reason a sentence's end with the cure, to stand behind the line
 */
public record BadLine(String file, long line, String reason) {

  /** The whole sentence. */
  public String sentence() {
    return "%s:%d %s".formatted(file, line, reason);
  }
}
