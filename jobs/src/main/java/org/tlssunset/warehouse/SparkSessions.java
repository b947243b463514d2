package org.tlssunset.warehouse;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/**
 * Makes the one Spark session of a run.
 *
 * <p>The settings below are chosen for short batch jobs on small tables; each can be overridden, by
 * the configuration's {@code spark} block or by spark-submit.
 */
public final class SparkSessions {

  private static final String WHOLE_STAGE = "spark.sql.codegen.wholeStage";
  private static final String CODE = "spark.sql.codegen.factoryMode";

  private SparkSessions() {}

  /** Opens the session with settings of the user's. */
  public static SparkSession open(Map<String, String> overrides) {
    return open(overrides, Map.of());
  }

  /**
   * Opens the session.
   *
   * @param overrides the user's settings for Spark
   * @param hadoop the user's for Hadoop. They may hold secrets: they are not among the settings
   *     that Spark lists.
   */
  public static SparkSession open(Map<String, String> overrides, Map<String, String> hadoop) {
    SparkConf conf = new SparkConf(true);
    defaults().forEach(conf::setIfMissing);
    overrides.forEach(conf::set);
    if (conf.get("spark.master").startsWith("local")) {
      // One machine: a shuffle in more pieces than cores only costs.
      int cores = Runtime.getRuntime().availableProcessors();
      conf.setIfMissing("spark.sql.shuffle.partitions", Integer.toString(cores));
      // Nor is there anything to adapt, and planning anew after every stage costs a job each.
      conf.setIfMissing("spark.sql.adaptive.enabled", "false");
      conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
      conf.setIfMissing("spark.driver.host", "127.0.0.1");
    }
    SparkSession session = SparkSession.builder().config(conf).getOrCreate();
    hadoop.forEach(session.sparkContext().hadoopConfiguration()::set);
    return session;
  }

  /**
   * Whether Spark makes Java code of the queries to come. On few rows making and compiling it takes
   * longer than it saves: without, a small night takes a tenth less, with it, one over 1 GB of logs
   * does.
   */
  public static void compileQueries(SparkSession session, boolean isWorthIt) {
    if (session.sparkContext().getConf().contains(WHOLE_STAGE)) {
      return; // the user has decided
    }
    session.conf().set(WHOLE_STAGE, isWorthIt);
    session.conf().set(CODE, isWorthIt ? "FALLBACK" : "NO_CODEGEN");
  }

  private static Map<String, String> defaults() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("spark.master", "local[*]");
    settings.put("spark.app.name", "tls-sunset");
    settings.put("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension");
    settings.put(
        "spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog");
    // All times are UTC, also those that an analyst prints.
    settings.put("spark.sql.session.timeZone", "UTC");
    settings.put("spark.sql.datetime.java8API.enabled", "true");
    // A web server and a console bar cost start-up time and write where only results may stand.
    settings.put("spark.ui.enabled", "false");
    settings.put("spark.ui.showConsoleProgress", "false");
    // One session, no artifacts: else every task looks its classes up through a remote loader.
    settings.put("spark.sql.artifact.isolation.enabled", "false");
    // The tables' logs are small: replaying one in 50 tasks costs more than it saves.
    settings.put("spark.databricks.delta.snapshotPartitions", "1");
    // What follows makes the tables half as large, and faster to write. Times of eight bytes:
    settings.put("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS");
    settings.put("spark.sql.parquet.compression.codec", "zstd");
    // numbers and texts that grow from row to row as differences, which only these pages can hold,
    settings.put("spark.hadoop.parquet.writer.version", "v2");
    // and at once, without trying whether a value comes again.
    for (String column : List.of("session_id", "started_at", "ended_at", "source_line")) {
      settings.put("spark.hadoop.parquet.enable.dictionary#" + column, "false");
    }
    settings.put(
        "spark.sql.warehouse.dir", System.getProperty("java.io.tmpdir") + "/tls-sunset-spark");
    return settings;
  }
}
