package org.tlssunset.query;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.tlssunset.config.UsageException;
import org.tlssunset.warehouse.SparkSessions;
import org.tlssunset.warehouse.Warehouse;

/** A warehouse that is asked in SQL, one query at a time; it is only read. */
public final class SqlSession {

  /** Of so many bytes, to make and compile Java code of a query takes less than it saves. */
  private static final long WORTH_COMPILING = 16L << 20;

  /** How many queries were asked in this process: one that is cancelled stays so, by its name. */
  private static final AtomicLong ASKED = new AtomicLong();

  private final Warehouse warehouse;
  private boolean hasFunctions;

  /** What Spark calls the work of the query that was asked last. */
  private volatile String group = "";

  public SqlSession(Warehouse warehouse) {
    this.warehouse = warehouse;
  }

  /**
   * Asks one query, of the tables as they are now.
   *
   * @param typed a query, or {@code questions N} for one of those that people ask first
   * @throws UsageException if it does more than read; what else is wrong with it, {@link
   *     QueryFailure} tells
   * @throws AnalysisException if Spark does not understand it
   */
  public Answer ask(Statement typed) throws AnalysisException {
    Statement query = NumberedQuestion.meant(typed);
    SparkSession spark = warehouse.spark();
    if (!hasFunctions) {
      OwnFunctions.register(spark);
      hasFunctions = true;
    }
    group = "query " + ASKED.incrementAndGet();
    spark.sparkContext().setJobGroup(group, query.text(), true);
    LogicalPlan parsed = ReadingQuery.refuseOthers(spark, query.text());
    List<String> doubts = UnknownWords.of(parsed);
    long bytes = NamedRelations.of(warehouse, query.text());
    SparkSessions.compileQueries(spark, bytes > WORTH_COMPILING);
    return new Answer(spark.sql(query.text()), doubts);
  }

  /**
   * Makes a CSV file of the user's known, beside the tables.
   *
   * @param name that queries call it by
   * @return what it is, in a sentence
   * @throws UsageException if it cannot be read, or the name is taken
   */
  public String add(String name, Path csv) {
    if (!name.matches("[A-Za-z_]\\w*") || Relation.named(name).isPresent()) {
      throw new UsageException(
          "a table of your own cannot be called %s: give it a name of letters and digits that no table has"
              .formatted(name));
    }
    OwnTable table = OwnTable.of(csv);
    table.name(warehouse.spark(), name);
    int rows = table.rows().size();
    return "%s has %,d %s of %s"
        .formatted(name, rows, rows == 1 ? "row" : "rows", String.join(", ", table.columns()));
  }

  /**
   * Ends the query that another thread asked last and waits for, also where Spark has not begun to
   * compute it: it fails, and the next is answered.
   */
  public void cancel() {
    warehouse.spark().sparkContext().cancelJobGroupAndFutureJobs(group, "cancelled");
  }
}
