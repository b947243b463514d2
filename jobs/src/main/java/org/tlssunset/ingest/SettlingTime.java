package org.tlssunset.ingest;

import java.io.Serializable;
import java.time.Duration;
import org.tlssunset.archive.ArchiveFile;

/**
 * When a file may still be being written: if it was changed a short while ago, or, for clocks
 * differ, a short while from now. Its last line then waits for its end; after that while it is a
 * line as it is.
 *
 * @param from milliseconds since 1970-01-01T00:00:00Z
 * @param to milliseconds since 1970-01-01T00:00:00Z
 */
record SettlingTime(long from, long to) implements Serializable {

  /**
   * @param settledAfter nobody leaves half a line for longer
   */
  static SettlingTime at(long now, Duration settledAfter) {
    return new SettlingTime(now - settledAfter.toMillis(), now + settledAfter.toMillis());
  }

  /** Whether it was changed later than now, and by more than clocks may differ. */
  boolean isYetToCome(ArchiveFile file) {
    return file.modifiedAt() > to;
  }

  boolean is(ArchiveFile file) {
    return is(file.modifiedAt());
  }

  /**
   * @param modifiedAt in milliseconds since 1970-01-01T00:00:00Z
   */
  boolean is(long modifiedAt) {
    return modifiedAt > from && modifiedAt < to;
  }
}
