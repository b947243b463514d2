package org.tlssunset.archive;

import java.util.Optional;
import java.util.function.Function;
import org.tlssunset.logs.LogSettings;

/**
 * Reads files of the archive: opens, unpacks, recognises the format and drives the parser.
 *
 * <p>One reader serves one thread; it keeps its buffer from file to file.
 */
public final class LogReader {

  private final LogSettings settings;
  private final Function<String, Optional<String>> serverOfPath;

  /**
   * @param serverOfPath the server's name that a path tells; empty if it tells none
   */
  public LogReader(LogSettings settings, Function<String, Optional<String>> serverOfPath) {
    this.settings = settings;
    this.serverOfPath = serverOfPath;
  }

  /**
   * Reads a whole file. Whatever is wrong with the file goes to the visitor; what the visitor
   * throws goes to the caller.
   */
  public void read(ArchiveFile file, LogVisitor visitor) {
    throw new IllegalStateException(settings.toString() + serverOfPath);
  }
}
