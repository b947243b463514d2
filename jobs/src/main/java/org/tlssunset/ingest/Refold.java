package org.tlssunset.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_trunc;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Makes of the rows that slices of a log gave those that the whole log would have given; but each
 * slice has as many lists that one peer forwards in an hour as the whole log would have.
 */
final class Refold {

  /** The columns that may differ between the rows of one hour. */
  private static final List<String> FOLDED =
      List.of("started_at", "ended_at", "requests", "used", "source_line");

  private Refold() {}

  /** Rows of tls_observations come in and go out. */
  static Dataset<Row> of(Dataset<Row> rows) {
    List<Column> keys = new ArrayList<>();
    keys.add(date_trunc("HOUR", col("started_at")).as("hour"));
    Arrays.stream(LogTable.ROW.fieldNames())
        .filter(name -> !FOLDED.contains(name))
        .forEach(name -> keys.add(col(name)));
    return rows.groupBy(keys.toArray(Column[]::new))
        .agg(
            min("started_at").as("started_at"),
            max("ended_at").as("ended_at"),
            sum("requests").as("requests"),
            sum("used").as("used"), // null where no slice tells
            min("source_line").as("source_line"))
        .selectExpr(LogTable.ROW.fieldNames());
  }
}
