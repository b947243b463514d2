package org.tlssunset.config;

import com.typesafe.config.ConfigUtil;

/**
 * What to write into the configuration for a column to be read as a proxy's forwarded addresses.
 */
public final class ForwardingSetting {

  private ForwardingSetting() {}

  /**
   * The line of the configuration.
   *
   * @param column as the logs have it
   */
  public static String of(String column) {
    return Configuration.ROOT + ".iis.forwarded-for-fields += " + ConfigUtil.quoteString(column);
  }
}
