package org.tlssunset.plan;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.Column;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.Warehouse;

/**
 * Changes that runs have found, the newest first.
 *
 * @param rows of {@code changes}, in the order of its columns
 */
public record FoundChanges(List<Row> rows) {

  /** The columns of the rows. */
  public static final List<String> COLUMNS =
      Tables.CHANGES.columns().stream().map(Column::name).toList();

  private static final int AS_OF = COLUMNS.indexOf("as_of");
  private static final int COMPARED_WITH = COLUMNS.indexOf("compared_with");
  private static final int CHANGE = COLUMNS.indexOf("change");

  private static final Comparator<Row> NEWEST_FIRST =
      Comparator.comparing((Row row) -> row.getLong(COMPARED_WITH), Comparator.reverseOrder())
          .thenComparing(row -> row.getString(CHANGE), Comparator.reverseOrder())
          .thenComparing(Row::toString);

  /**
   * Asks the table.
   *
   * @param since found by runs whose evidence ended on this day or after it; null: by those whose
   *     evidence ended where it ends now, so that no run in between hides what the last night has
   *     found
   */
  public static FoundChanges of(Warehouse warehouse, @Nullable LocalDate since) {
    LocalDate last = Plans.lastDay(warehouse);
    List<Row> found = new ArrayList<>();
    warehouse
        .rows(Tables.CHANGES, COLUMNS)
        .forEachRemaining(
            row -> {
              LocalDate asOf = row.getAs(AS_OF);
              boolean isAsked = since == null ? asOf.equals(last) : !asOf.isBefore(since);
              if (isAsked) {
                found.add(row);
              }
            });
    found.sort(NEWEST_FIRST);
    return new FoundChanges(found);
  }

  /** How many are of a kind. */
  public long count(String change) {
    return rows.stream().filter(row -> row.getString(CHANGE).equals(change)).count();
  }
}
