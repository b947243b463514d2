package org.tlssunset.query;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * What a query gives.
 *
 * @param rows computed when they are asked for
 * @param doubts sentences on words that no row can hold: the rows may not be what was meant
 */
public record Answer(Dataset<Row> rows, List<String> doubts) {

  /** The columns' names. */
  public List<String> columns() {
    return Arrays.asList(rows.columns());
  }

  /** The rows as plain values, one after the other: no more are in memory than of a partition. */
  @SuppressWarnings("deprecation") // Spark's Java API has no other way to a row's iterator
  public Iterator<List<@Nullable Object>> values() {
    Iterator<Row> each = rows.toLocalIterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return each.hasNext();
      }

      @Override
      public List<@Nullable Object> next() {
        return RowValues.of(each.next());
      }
    };
  }
}
