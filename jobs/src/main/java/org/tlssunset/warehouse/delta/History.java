package org.tlssunset.warehouse.delta;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.Action;
import scala.Option;
import scala.Tuple2;
import scala.collection.Iterator;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The versions of a table, back from its newest as far as its log goes: what stands before was
 * settled long ago ({@link ExpiredLog}).
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
      Optional<Commit> found = commit(version);
      if (found.isEmpty() || found.get().isRestore()) {
        break;
      }
      Commit commit = found.get();
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

  /** The commit that made the newest version. */
  Commit last() {
    return commit(newest).orElseGet(() -> new Commit(List.of()));
  }

  private Optional<Commit> commit(long version) {
    Iterator<Tuple2<Object, Seq<Action>>> commits =
        log.getChanges(version, version, Option.empty(), false);
    return commits.hasNext()
        ? Optional.of(new Commit(CollectionConverters.asJava(commits.next()._2())))
        : Optional.empty();
  }
}
