package org.tlssunset.warehouse;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Settings in Spark's own form, those that are built in and those of a file. Needs no Spark. */
public final class SparkDefaults {

  private static final String BUILT_IN = "/spark-defaults.conf";

  private SparkDefaults() {}

  /** The settings of {@code conf/spark-defaults.conf}, by their keys. */
  public static Map<String, String> builtIn() {
    try (InputStream file = SparkDefaults.class.getResourceAsStream(BUILT_IN)) {
      return read(new InputStreamReader(file, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The settings that a text holds, by their keys. Keys that are not Spark's are left out, as Spark
   * itself does: other programs may share the file.
   *
   * @throws IllegalArgumentException if a character's number is damaged
   */
  public static Map<String, String> read(Reader text) throws IOException {
    Properties all = new Properties();
    all.load(text);
    Map<String, String> settings = new TreeMap<>();
    for (String key : all.stringPropertyNames()) {
      if (key.startsWith("spark.")) {
        settings.put(key, all.getProperty(key).strip());
      }
    }
    return settings;
  }
}
