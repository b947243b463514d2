package org.tlssunset.warehouse;

import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.SparkConf;

/**
 * Those of Spark's settings that results rely on: with another zone, hours and days would begin
 * elsewhere; with others of these, rows would be lost, or conditions mean something else. They are
 * as {@code conf/spark-defaults.conf} has them, whatever anybody sets.
 */
public final class FixedSettings {

  private static final String[] KEYS = {
    "spark.sql.session.timeZone",
    "spark.sql.timestampType",
    "spark.sql.datetime.java8API.enabled",
    "spark.sql.ansi.enabled",
    "spark.sql.caseSensitive",
    "spark.sql.parser.escapedStringLiterals",
    "spark.sql.variable.substitute",
    "spark.sql.files.ignoreCorruptFiles",
    "spark.sql.files.ignoreMissingFiles"
  };

  private FixedSettings() {}

  /** Their values, by their keys. */
  public static Map<String, String> all() {
    Map<String, String> builtIn = SparkDefaults.builtIn();
    Map<String, String> fixed = new TreeMap<>();
    for (String key : KEYS) {
      fixed.put(key, builtIn.get(key));
    }
    return fixed;
  }

  static void impose(SparkConf conf) {
    all().forEach(conf::set);
  }
}
