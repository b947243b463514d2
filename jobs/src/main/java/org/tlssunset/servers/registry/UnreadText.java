package org.tlssunset.servers.registry;

/**
 * What could not be read.
 *
 * @param line from 1; 0 if it is the whole file
 * @param reason a sentence's end with the cure, to stand behind the file and line
 */
public record UnreadText(String file, long line, String reason) {

  /** The whole sentence. */
  public String sentence() {
    return line == 0 ? "%s %s".formatted(file, reason) : "%s:%d %s".formatted(file, line, reason);
  }
}
