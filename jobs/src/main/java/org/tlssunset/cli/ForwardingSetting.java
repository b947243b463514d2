package org.tlssunset.cli;

import com.typesafe.config.ConfigUtil;
import org.tlssunset.ingest.AddressColumn;

/**
 * What to write into the configuration for a column to be read as a proxy's forwarded addresses.
 */
final class ForwardingSetting {

  private ForwardingSetting() {}

  /**
   * The line of the configuration.
   *
   * @param column as the logs have it
   */
  static String of(String column) {
    return "tls-sunset.iis.forwarded-for-fields += " + ConfigUtil.quoteString(column);
  }

  /** A sentence that names a column of logs in the tables, and the line of the configuration. */
  static String sentence(AddressColumn column) {
    return "column %s of %,d logs (%s) holds addresses and is not read; if a proxy forwards its clients' there: %s"
        .formatted(
            TableOutput.harmless(column.name()),
            column.logs(),
            column.example(),
            of(column.name()));
  }
}
