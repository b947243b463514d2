package org.tlssunset.cli;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigUtil;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.jspecify.annotations.Nullable;
import org.tlssunset.archive.ServerNamePattern;
import org.tlssunset.archive.Stores;
import org.tlssunset.ingest.IngestSettings;
import org.tlssunset.ingest.ReadSettings;
import org.tlssunset.logs.LogSettings;

/**
 * The configuration, checked: the defaults of {@code conf/tls-sunset.conf} and over them what the
 * user's file says.
 *
 * @param spark Spark's settings
 */
record Configuration(IngestSettings ingest, Map<String, String> spark) {

  private static final String DEFAULTS = "tls-sunset.conf";
  private static final String ROOT = "tls-sunset";

  /** Blocks whose keys are other programs'. */
  private static final Set<String> OPEN_BLOCKS = Set.of("hadoop", "spark");

  /**
   * Reads the configuration.
   *
   * @param file the user's file; null if there is none
   * @throws UsageException if the file cannot be read or says what is not understood
   */
  static Configuration load(@Nullable Path file) {
    Config defaults = ConfigFactory.parseResources(DEFAULTS);
    if (file == null) {
      return of(defaults.getConfig(ROOT));
    }
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new UsageException("%s cannot be read: check --config".formatted(file));
    }
    try {
      Config own = ConfigFactory.parseFile(file.toFile()).resolve();
      refuseUnknown(own, defaults, file);
      return of(own.withFallback(defaults).getConfig(ROOT));
    } catch (ConfigException e) {
      throw new UsageException(
          "%s is no valid configuration: %s".formatted(file, e.getMessage()), e);
    } catch (IllegalArgumentException e) {
      throw new UsageException("%s: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static void refuseUnknown(Config own, Config defaults, Path file) {
    Set<String> known = keys(defaults);
    for (String key : keys(own)) {
      boolean isOpen =
          OPEN_BLOCKS.stream().anyMatch(block -> key.startsWith(ROOT + "." + block + "."));
      if (!isOpen && !known.contains(key)) {
        String nearest =
            known.stream().min(Comparator.comparingInt(name -> distance(name, key))).orElseThrow();
        throw new UsageException(
            "%s: there is no key %s; the nearest is %s".formatted(file, key, nearest));
      }
    }
  }

  private static Set<String> keys(Config config) {
    return config.entrySet().stream()
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static int distance(String name, String other) {
    return LevenshteinDistance.getDefaultInstance().apply(name, other);
  }

  private static Configuration of(Config config) {
    Config iis = config.getConfig("iis");
    Config probes = config.getConfig("probes");
    Config ingest = config.getConfig("ingest");
    LogSettings logs =
        new LogSettings(
            iis.getStringList("crypt-protocol-fields"),
            iis.getStringList("crypt-cipher-fields"),
            iis.getStringList("crypt-hash-fields"),
            iis.getStringList("crypt-key-exchange-fields"),
            iis.getStringList("forwarded-for-fields"),
            iis.getIntList("http-ports"),
            probes.getStringList("user-agents"),
            probes.getStringList("users"),
            probes.getStringList("paths"));
    ReadSettings read =
        new ReadSettings(
            logs,
            serverNames(config.getString("server-name-pattern")),
            new Stores(settings(config.getConfig("hadoop"))),
            atLeast(0, ingest, "rejected-lines-kept"));
    return new Configuration(
        new IngestSettings(
            read,
            bytes(ingest, "batch-bytes"),
            atLeast(1, ingest, "batch-files"),
            bytes(ingest, "split-bytes"),
            duration(ingest, "settled-after")),
        settings(config.getConfig("spark")));
  }

  private static ServerNamePattern serverNames(String regex) {
    try {
      return regex.isEmpty() ? ServerNamePattern.NONE : ServerNamePattern.of(regex);
    } catch (IllegalArgumentException e) { // PatternSyntaxException among them
      throw new IllegalArgumentException(
          "server-name-pattern is no usable regular expression: "
              + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
          e);
    }
  }

  private static int atLeast(int least, Config block, String key) {
    int value = block.getInt(key);
    if (value < least) {
      throw new IllegalArgumentException("%s must be %d or more".formatted(key, least));
    }
    return value;
  }

  private static long bytes(Config block, String key) {
    long bytes = block.getBytes(key);
    if (bytes < 1 << 10) {
      throw new IllegalArgumentException("%s must be 1K or more".formatted(key));
    }
    return bytes;
  }

  private static Duration duration(Config block, String key) {
    Duration duration = block.getDuration(key);
    if (duration.isNegative()) {
      throw new IllegalArgumentException("%s must be 0 or more".formatted(key));
    }
    return duration;
  }

  /** Other programs' keys as they write them: {@code a.b.c}. */
  private static Map<String, String> settings(Config block) {
    Map<String, String> settings = new LinkedHashMap<>();
    block
        .entrySet()
        .forEach(
            entry ->
                settings.put(
                    String.join(".", ConfigUtil.splitPath(entry.getKey())),
                    entry.getValue().unwrapped().toString()));
    return settings;
  }
}
