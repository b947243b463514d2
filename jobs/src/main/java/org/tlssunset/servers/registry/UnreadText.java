package org.tlssunset.servers.registry;

/**
 * What could not be read.
 *
 * @param line from 1; 0 if it is the whole file
 * @param reason a sentence's end with the cure, to stand behind the file and line; of a path that
 *     leads nowhere the whole sentence
 */
public record UnreadText(String file, long line, String reason) {

  /** The whole sentence. */
  public String sentence() {
    if (line > 0) {
      return "%s:%d %s".formatted(file, line, reason);
    }
    return reason.startsWith(file) ? reason : "%s %s".formatted(file, reason);
  }
}
