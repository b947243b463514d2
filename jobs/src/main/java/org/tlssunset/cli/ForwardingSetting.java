package org.tlssunset.cli;

import com.typesafe.config.ConfigUtil;

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
}
