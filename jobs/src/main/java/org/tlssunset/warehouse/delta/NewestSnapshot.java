package org.tlssunset.warehouse.delta;

import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import scala.Option;

/**
 * A table as it is now. A store may list late what was written a moment ago: a version that this
 * process has seen is waited for, some 13 seconds.
 */
final class NewestSnapshot {

  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final long LAST_PAUSE_MILLIS = 6_400;

  private NewestSnapshot() {}

  /**
   * Looks at a table's log, unless that has been done since a moment.
   *
   * @param since in milliseconds since 1970
   * @throws IllegalStateException if the log ends before a version that this process has seen
   */
  static Snapshot of(DeltaLog log, long since) {
    Snapshot known = log.unsafeVolatileSnapshot();
    Snapshot found = log.update(false, Option.apply((Object) since), Option.empty());
    for (long pause = FIRST_PAUSE_MILLIS; isEarlier(found, known); pause *= 2) {
      if (pause > LAST_PAUSE_MILLIS) {
        throw new IllegalStateException(
            "%s was at version %d, and now only %d is listed: see that the store lists what was written, and run again"
                .formatted(log.dataPath(), known.version(), found.version()));
      }
      try {
        Thread.sleep(pause);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while waiting for the store", e);
      }
      found = log.update(false, Option.empty(), Option.empty());
    }
    return found;
  }

  /** Whether it is an earlier version of the same table: one made anew is another. */
  private static boolean isEarlier(Snapshot found, Snapshot known) {
    return found.version() < known.version() && found.metadata().id().equals(known.metadata().id());
  }
}
