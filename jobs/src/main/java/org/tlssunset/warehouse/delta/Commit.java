package org.tlssunset.warehouse.delta;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.CommitInfo;
import org.apache.spark.sql.delta.actions.RemoveFile;
import org.apache.spark.sql.delta.actions.SetTransaction;

/**
 * One commit of a Delta table, as its log file tells it: read without starting a Spark job, which
 * the table's history would.
 *
 * @param actions all that stands in the file
 */
record Commit(List<Action> actions) {

  private static final String ACTIONS = " actions";

  boolean isRestore() {
    return info().filter(info -> info.operation().equals("RESTORE")).isPresent();
  }

  /** The {@code txnVersion} that an application marked it with. */
  OptionalLong transaction(String application) {
    return actions.stream()
        .filter(SetTransaction.class::isInstance)
        .map(SetTransaction.class::cast)
        .filter(mark -> mark.appId().equals(application))
        .mapToLong(SetTransaction::version)
        .findFirst();
  }

  /** Whether it takes data files out of the table. */
  boolean removes() {
    return actions.stream().anyMatch(RemoveFile.class::isInstance);
  }

  /**
   * Whether all is there of what {@link Transaction} says was written.
   *
   * @param told what the commit says of itself
   * @param actions how many there are beside that
   */
  static boolean isAll(Optional<String> told, int actions) {
    return told.filter(text -> text.endsWith(ACTIONS) && !text.equals(counted(actions))).isEmpty();
  }

  /** What a commit says of itself beside so many actions. */
  static String counted(int actions) {
    return actions + ACTIONS;
  }

  private Optional<CommitInfo> info() {
    return actions.stream()
        .filter(CommitInfo.class::isInstance)
        .map(CommitInfo.class::cast)
        .findFirst();
  }
}
