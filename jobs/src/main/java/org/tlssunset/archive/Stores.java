package org.tlssunset.archive;

import java.io.Serializable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.tlssunset.location.Location;

/**
 * Chooses the store of a path: no scheme or {@code file:} is the local disk, anything else goes
 * through Hadoop.
 *
 * @param hadoopSettings Hadoop's settings beyond its defaults and {@code core-site.xml}: end points
 *     and credential providers
 */
public record Stores(Map<String, String> hadoopSettings) implements Serializable {

  /** With Hadoop's own settings alone. */
  public static final Stores DEFAULT = new Stores(Map.of());

  /** By their settings: Hadoop reads its own anew for each, which takes longer than a small log. */
  private static final Map<Map<String, String>, HadoopStore> HADOOP = new ConcurrentHashMap<>();

  private static final Pattern WITH_PASSWORD =
      Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+://[^/@]*:[^/]*@.*");

  /** Whether a path has a user and a password before its store's name: others would see it. */
  public static boolean isWithPassword(String path) {
    return WITH_PASSWORD.matcher(path).matches();
  }

  Store of(String path) {
    // Hadoop's classes are loaded only where they are needed: their start takes longer than an
    // inspection may.
    return Location.isLocal(path)
        ? new LocalStore()
        : HADOOP.computeIfAbsent(hadoopSettings, HadoopStore::new);
  }

  /** Without the settings: they may hold secrets. */
  @Override
  public String toString() {
    return "Stores[%d settings of Hadoop's]".formatted(hadoopSettings.size());
  }
}
