package org.tlssunset.console;

import org.tlssunset.config.ForwardingSetting;
import org.tlssunset.ingest.AddressColumn;

/**
 * Tells of a column of logs that holds addresses and that nothing reads, and how to have it read.
 */
public final class UnreadColumn {

  private UnreadColumn() {}

  /** A sentence about the logs in the tables. */
  public static String sentence(AddressColumn column) {
    return "column %s of %,d logs (%s) %s"
        .formatted(
            HarmlessText.of(column.name()), column.logs(), column.example(), cure(column.name()));
  }

  /**
   * A sentence about one log.
   *
   * @param column as the log has it
   */
  public static String sentence(String log, String column) {
    return "%s: column %s %s".formatted(log, HarmlessText.of(column), cure(column));
  }

  private static String cure(String column) {
    return "holds addresses and is not read; if a proxy forwards its clients' there: "
        + ForwardingSetting.of(column);
  }
}
