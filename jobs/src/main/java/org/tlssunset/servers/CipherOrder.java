package org.tlssunset.servers;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.tlssunset.servers.registry.Lookup;
import org.tlssunset.servers.registry.RegistryValue;

/**
 * The cipher suites that a server offers, the preferred one first.
 *
 * @param from where they are said: a registry path, or the report
 * @param hidden the local order, where the policy's counts in its place; else empty
 */
public record CipherOrder(String from, List<String> suites, List<String> hidden) {

  /** What no suite of today has in its name. */
  private static final List<String> WEAK =
      List.of("RC4", "3DES", "_DES_", "DES40", "RC2", "NULL", "EXPORT", "MD5", "ANON");

  /** The suites of a list in the registry: a text with commas, or several texts. */
  static List<String> suites(Lookup lookup) {
    RegistryValue value = lookup.value();
    return value == null
        ? List.of()
        : Arrays.stream(value.data().split("[,\\s]+")).filter(name -> !name.isBlank()).toList();
  }

  /** Weak suites that stand before one that is not, or with none behind them. */
  public List<String> weakFirst() {
    int lastStrong = -1;
    for (int i = 0; i < suites.size(); i++) {
      lastStrong = isWeak(suites.get(i)) ? lastStrong : i;
    }
    int end = lastStrong < 0 ? suites.size() : lastStrong;
    return suites.subList(0, end).stream().filter(CipherOrder::isWeak).toList();
  }

  /** Whether a suite or an algorithm is weak, by its name. */
  static boolean isWeak(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    return WEAK.stream().anyMatch(upper::contains);
  }
}
