package org.tlssunset.cli;

import org.tlssunset.config.ForwardingSetting;
import org.tlssunset.ingest.AddressColumn;

/**
 * Tells of a column of logs that holds addresses and that nothing reads, and how to have it read.
 */
final class UnreadColumn {

  private UnreadColumn() {}

  /** A sentence about the logs in the tables. */
  static String sentence(AddressColumn column) {
    return "column %s of %,d logs (%s) %s"
        .formatted(
            TableOutput.harmless(column.name()),
            column.logs(),
            column.example(),
            cure(column.name()));
  }

  /**
   * A sentence about one log.
   *
   * @param column as the log has it
   */
  static String sentence(String log, String column) {
    return "%s: column %s %s".formatted(log, TableOutput.harmless(column), cure(column));
  }

  private static String cure(String column) {
    return "holds addresses and is not read; if a proxy forwards its clients' there: "
        + ForwardingSetting.of(column);
  }
}
