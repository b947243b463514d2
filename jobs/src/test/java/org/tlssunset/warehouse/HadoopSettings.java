package org.tlssunset.warehouse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/**
 * Hadoop's defaults for all its services are some 1,600 settings, and Spark sends each of them with
 * every task, packed one by one. Tests that stay on the local disk need few of them.
 */
final class HadoopSettings {

  private static final List<String> USED = List.of("fs.", "file.", "io.");
  private static final String OF_A_STORE_ELSEWHERE = "fs.s3a.";

  private HadoopSettings() {}

  /** Takes away the defaults that nothing on the local disk asks for; what somebody set stays. */
  static void dropUnused(Configuration settings) {
    List<String> unused = new ArrayList<>();
    for (Map.Entry<String, String> setting : settings) {
      if (isDefault(settings, setting.getKey()) && !isUsed(setting.getKey())) {
        unused.add(setting.getKey());
      }
    }
    unused.forEach(settings::unset);
  }

  private static boolean isDefault(Configuration settings, String key) {
    String[] sources = settings.getPropertySources(key);
    return sources != null && sources.length > 0 && sources[0].endsWith("-default.xml");
  }

  private static boolean isUsed(String key) {
    return USED.stream().anyMatch(key::startsWith) && !key.startsWith(OF_A_STORE_ELSEWHERE);
  }
}
