package org.tlssunset.warehouse;

import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/**
 * Makes the one Spark session of a run.
 *
 * <p>The built-in settings, see {@link SparkDefaults}, are chosen for short batch jobs on small
 * tables; whatever the user or spark-submit says stands over them, but for {@link FixedSettings}.
 */
public final class SparkSessions {

  private static final String WHOLE_STAGE = "spark.sql.codegen.wholeStage";
  private static final String JARS = "spark.jars";
  private static final String CODE = "spark.sql.codegen.factoryMode";
  private static final String COMMON_PARTS = "spark.sql.subexpressionElimination.enabled";

  private static final String PAGES = "parquet.writer.version";

  private SparkSessions() {}

  /** Opens the session with settings of the user's. */
  public static SparkSession open(Map<String, String> settings) {
    return open(settings, Map.of());
  }

  /**
   * Opens the session.
   *
   * @param settings the user's for Spark
   * @param hadoop the user's for Hadoop. They may hold secrets: they are among the settings that
   *     Spark lists to nobody.
   * @throws IllegalStateException if a cluster is to run it, and the job is not packaged
   */
  public static SparkSession open(Map<String, String> settings, Map<String, String> hadoop) {
    SparkConf conf = new SparkConf(true);
    settings.forEach(conf::set);
    SparkDefaults.builtIn().forEach(conf::setIfMissing);
    FixedSettings.impose(conf);
    conf.setIfMissing(
        "spark.sql.warehouse.dir", System.getProperty("java.io.tmpdir") + "/tls-sunset-spark");
    if (isLocal(conf.get("spark.master"))) {
      // One machine: a shuffle in more pieces than cores only costs.
      int cores = Runtime.getRuntime().availableProcessors();
      conf.setIfMissing("spark.sql.shuffle.partitions", Integer.toString(cores));
      // Nor is there anything to adapt, and planning anew after every stage costs a job each.
      conf.setIfMissing("spark.sql.adaptive.enabled", "false");
      // Out of memory, a task would end the whole process before it could say so.
      conf.setIfMissing("spark.executor.killOnFatalError.depth", "0");
      LocalDisk.use(conf);
      conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
      conf.setIfMissing("spark.driver.host", "127.0.0.1");
    } else {
      conf.set(JARS, ShippedJars.with(conf.get(JARS, "")));
    }
    // Of the two kinds of sessions, this one by name: to choose, Spark starts Scala's reflection.
    SparkSession session =
        org.apache.spark.sql.classic.SparkSession.builder().config(conf).getOrCreate();
    hadoop.forEach(session.sparkContext().hadoopConfiguration()::set);
    // Delta 4.4 takes it from the session alone, and writes pages of the first version without it.
    if (conf.contains("spark.hadoop." + PAGES)) {
      session.conf().set(PAGES, conf.get("spark.hadoop." + PAGES));
    }
    return session;
  }

  /** Whether driver and executors are one process. */
  private static boolean isLocal(String master) {
    return master.equals("local") || master.startsWith("local[");
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
    // Without compiling, what two expressions have in common is looked up in a cache for each row.
    session.conf().set(COMMON_PARTS, isWorthIt);
  }
}
