package org.tlssunset.warehouse;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.CommitInfo;
import org.apache.spark.sql.delta.actions.SetTransaction;

/**
 * One commit of a Delta table, as its log file tells it: read without starting a Spark job, which
 * the table's history would.
 *
 * @param actions all that stands in the file
 */
record Commit(List<Action> actions) {

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

  private Optional<CommitInfo> info() {
    return actions.stream()
        .filter(CommitInfo.class::isInstance)
        .map(CommitInfo.class::cast)
        .findFirst();
  }
}
