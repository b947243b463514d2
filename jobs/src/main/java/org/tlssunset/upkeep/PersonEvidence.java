package org.tlssunset.upkeep;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.Column;
import org.tlssunset.schema.FileState;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.Warehouse;

/**
 * A log of the archive that tells of a person.
 *
 * @param rows of tls_observations and inner_clients that it gave; of a session that stands in
 *     several logs, the first is named
 * @param rejectedLines that hold the name or the address, of those that are kept
 * @param openSessions of the person's of which it holds a part
 * @param copyOf the log that counts in its place: it gave no rows itself; null if it is no copy
 */
public record PersonEvidence(
    String sourceFile, long rows, long rejectedLines, long openSessions, @Nullable String copyOf) {

  /**
   * The logs that tell of the person, by their paths, and the copies of those; to be asked before
   * the person is forgotten.
   */
  public static List<PersonEvidence> of(Warehouse warehouse, Person person) {
    Dataset<Row> ledger = warehouse.read(Tables.INGESTED_FILES);
    Dataset<Row> logs =
        warehouse
            .read(Tables.TLS_OBSERVATIONS)
            .where(person.row(Tables.TLS_OBSERVATIONS.columns(), ""))
            .selectExpr("source_file", "1 AS in_rows", "0 AS in_rejects", "0 AS parts")
            .union(
                warehouse
                    .read(Tables.REJECTED_LINES)
                    .where(person.row(Tables.REJECTED_LINES.columns(), ""))
                    .selectExpr("source_file", "0", "1", "0"))
            .union(
                warehouse
                    .read(Tables.INNER_CLIENTS)
                    .where(person.row(Tables.INNER_CLIENTS.columns(), ""))
                    .selectExpr("source_file", "1", "0", "0"))
            .union(
                ledger
                    .selectExpr(Tables.LOG_NAME + " AS source_file", "0", "0", parts(person))
                    .where("parts > 0"))
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
                new PersonEvidence(
                    row.getString(0),
                    row.getLong(1),
                    row.getLong(2),
                    row.getLong(3),
                    row.getString(4)))
        .toList();
  }

  private static String parts(Person person) {
    Column sessions =
        Person.lists(Tables.INGESTED_FILES).stream()
            .filter(list -> list.name().equals(Tables.OPEN_SESSIONS))
            .findFirst()
            .orElseThrow();
    return "coalesce(size(filter(%s, item -> %s)), 0) AS parts"
        .formatted(sessions.name(), person.item(sessions));
  }
}
