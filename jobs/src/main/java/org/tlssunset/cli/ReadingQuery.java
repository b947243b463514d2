package org.tlssunset.cli;

import java.util.regex.Pattern;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.plans.logical.Command;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.ParsedStatement;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Lets queries through that only read. Rows that somebody deletes do not come back: the ledger says
 * that their files were read.
 */
final class ReadingQuery {

  /** By their classes' names: what tells of tables, plans and settings, and changes no table. */
  private static final Pattern HARMLESS =
      Pattern.compile("(Show|Describe|Explain|Set(Command|CatalogCommand)?$).*");

  /** What is no command to Spark and still writes, or holds queries that are not looked into. */
  private static final Pattern MORE =
      Pattern.compile("Insert.*|(Unresolved)?ExecuteImmediate.*|CompoundBody|SingleStatement");

  private ReadingQuery() {}

  /**
   * Refuses what would change something.
   *
   * @throws UsageException if the query does more than read
   * @throws AnalysisException if it is no SQL
   */
  static void refuseOthers(SparkSession spark, String text) throws AnalysisException {
    if (!reads(spark.sessionState().sqlParser().parsePlan(text))) {
      throw new UsageException(
          "this would change something, and sql only reads: give a SELECT, SHOW, DESCRIBE or EXPLAIN");
    }
  }

  private static boolean reads(LogicalPlan plan) {
    String name = plan.getClass().getSimpleName();
    if (HARMLESS.matcher(name).matches()) {
      return true;
    }
    return !(plan instanceof Command)
        && !(plan instanceof ParsedStatement)
        && !MORE.matcher(name).matches()
        && CollectionConverters.asJava(plan.children()).stream().allMatch(ReadingQuery::reads);
  }
}
