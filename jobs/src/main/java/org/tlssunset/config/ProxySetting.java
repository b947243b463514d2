package org.tlssunset.config;

import com.typesafe.config.ConfigUtil;

/** What to write into the configuration for the one who calls from an address to be a proxy. */
public final class ProxySetting {

  private ProxySetting() {}

  /**
   * The line of the configuration, below those for other proxies. The proxy ends TLS: of another
   * kind nobody forwards addresses.
   *
   * @param address canonical
   */
  public static String of(String address) {
    return "%s.proxies += { name = %s, networks = [%s], kind = tls-ending }"
        .formatted(
            Configuration.ROOT,
            ConfigUtil.quoteString("proxy " + address),
            ConfigUtil.quoteString(address));
  }
}
