package org.tlssunset.warehouse;

import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.Table;

/** Makes rows of a table as Spark holds them inside, by the names of its columns. */
public final class TableRow {

  private final List<String> columns;
  private @Nullable Object[] values;

  public TableRow(Table table) {
    columns = table.columnNames();
    values = new @Nullable Object[columns.size()];
  }

  /**
   * Fills a column.
   *
   * @param value as Spark holds it: a text as UTF8String, a time in microseconds, a day as a number
   * @throws IllegalArgumentException if the table has no such column
   */
  public TableRow set(String column, @Nullable Object value) {
    int at = columns.indexOf(column);
    if (at < 0) {
      throw new IllegalArgumentException("there is no column " + column);
    }
    values[at] = value;
    return this;
  }

  /** The row; columns that were not filled since the last one are null. */
  public InternalRow take() {
    InternalRow row = new GenericInternalRow(values);
    values = new @Nullable Object[columns.size()];
    return row;
  }
}
