package org.tlssunset.warehouse;

import java.util.OptionalLong;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The versions of a table, back from its newest.
 *
 * @param newest its number
 */
record History(DeltaLog log, long newest) {

  /**
   * The version of the first commit that an application marked with more than the given
   * transaction, and that has not been taken back; empty if there is none.
   */
  OptionalLong firstAfter(String application, long transaction) {
    OptionalLong first = OptionalLong.empty();
    for (long version = newest; version > 0; version--) {
      Commit commit = commit(version);
      if (commit.isRestore()) {
        break;
      }
      OptionalLong marked = commit.transaction(application);
      if (marked.isPresent() && marked.getAsLong() <= transaction) {
        break;
      }
      first = marked.isPresent() ? OptionalLong.of(version) : first;
    }
    return first;
  }

  Snapshot at(long version) {
    return log.getSnapshotAt(
        version,
        log.getSnapshotAt$default$2(),
        log.getSnapshotAt$default$3(),
        log.getSnapshotAt$default$4());
  }

  private Commit commit(long version) {
    return new Commit(
        CollectionConverters.asJava(
            log.getChanges(version, version, Option.empty(), false).next()._2()));
  }
}
