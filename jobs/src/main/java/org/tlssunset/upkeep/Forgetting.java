package org.tlssunset.upkeep;

import static org.apache.spark.sql.functions.col;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.FileState;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.Transaction;
import org.tlssunset.warehouse.Warehouse;

/**
 * Removes a person's rows from all tables but the rollups, which come before: they are counted
 * again from what the observations still hold of others. A run that was killed can be run again.
 */
public final class Forgetting {

  private static final String PARTS = Tables.OPEN_SESSIONS;

  private final Warehouse warehouse;
  private final Person person;
  private final long mark = System.currentTimeMillis();

  public Forgetting(Warehouse warehouse, Person person) {
    this.warehouse = warehouse;
    this.person = person;
  }

  /**
   * A log of the archive that tells of the person.
   *
   * @param rows of tls_observations that it gave; of a session that stands in several logs, the
   *     first is named
   * @param rejectedLines that hold the name or the address, of those that are kept
   * @param openSessions of the person's of which it holds a part
   * @param copyOf the log that counts in its place: it gave no rows itself; null if it is no copy
   */
  public record Evidence(
      String sourceFile,
      long rows,
      long rejectedLines,
      long openSessions,
      @Nullable String copyOf) {}

  /**
   * The logs that tell of the person, by their paths, and the copies of those; to be asked before
   * {@link #run}.
   */
  public List<Evidence> evidence() {
    Dataset<Row> ledger = warehouse.read(Tables.INGESTED_FILES);
    Dataset<Row> logs =
        warehouse
            .read(Tables.TLS_OBSERVATIONS)
            .where(person.observations(""))
            .selectExpr("source_file", "1 AS in_rows", "0 AS in_rejects", "0 AS parts")
            .union(
                warehouse
                    .read(Tables.REJECTED_LINES)
                    .where(person.text("text"))
                    .selectExpr("source_file", "0", "1", "0"))
            .union(
                ledger
                    .where(holdsOpenSession())
                    .selectExpr(
                        Tables.LOG_NAME + " AS source_file",
                        "0",
                        "0",
                        "size(filter(%s, %s))".formatted(PARTS, theirs())))
            .groupBy("source_file")
            .agg(
                functions.expr("sum(in_rows)"),
                functions.expr("sum(in_rejects)"),
                functions.expr("sum(parts)"))
            .withColumn("copy_of", functions.expr("CAST(null AS STRING)"));
    Dataset<Row> copies =
        ledger
            .where(col("state").equalTo(FileState.DUPLICATE.label()))
            .selectExpr(Tables.LOG_NAME + " AS copy", "same_as AS copy_of")
            .join(logs.select("source_file"), col("copy_of").equalTo(col("source_file")))
            .selectExpr("copy", "0", "0", "0", "copy_of");
    return logs.union(copies).orderBy("source_file").collectAsList().stream()
        .map(
            row ->
                new Evidence(
                    row.getString(0),
                    row.getLong(1),
                    row.getLong(2),
                    row.getLong(3),
                    row.getString(4)))
        .toList();
  }

  private String theirs() {
    return "part -> " + person.observations("part.");
  }

  /** Of the ledger's rows. */
  private String holdsOpenSession() {
    return "coalesce(exists(%s, %s), false)".formatted(PARTS, theirs());
  }

  /**
   * Removes them.
   *
   * @return how many rows of each table held the person, in the order they were removed
   */
  public Map<String, Long> run() {
    Removal removal = new Removal(warehouse, Warehouse.FORGET, mark);
    Map<String, Long> removed = new LinkedHashMap<>();
    removed.put(Tables.INGESTED_FILES.name(), strikeOpenSessions());
    removed.put(
        Tables.REJECTED_LINES.name(), removal.of(Tables.REJECTED_LINES, person.text("text")));
    removed.put(
        Tables.TLS_OBSERVATIONS.name(),
        removal.of(Tables.TLS_OBSERVATIONS, person.observations("")));
    return removed;
  }

  /** The ledger's rows stay, without the parts of sessions that are the person's. */
  private long strikeOpenSessions() {
    String holds = holdsOpenSession();
    long rows = warehouse.read(Tables.INGESTED_FILES).where(holds).count();
    if (rows > 0) {
      Transaction commit = warehouse.begin(Tables.INGESTED_FILES, Warehouse.FORGET, mark);
      commit.add(
          warehouse
              .read(Tables.INGESTED_FILES)
              .where(holds)
              .withColumn(
                  PARTS,
                  functions.expr(
                      "filter(%s, part -> NOT %s)".formatted(PARTS, person.observations("part."))))
              .withColumn(
                  PARTS,
                  functions.expr("CASE WHEN size(%s) > 0 THEN %s END".formatted(PARTS, PARTS))));
      commit.remove(holds);
      commit.commit();
    }
    return rows;
  }
}
