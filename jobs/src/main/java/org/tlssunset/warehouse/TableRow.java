package org.tlssunset.warehouse;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.Table;

/** Makes rows of a table as Spark holds them inside, by the names of its columns. */
public final class TableRow {

  private final Map<String, Integer> columns = new HashMap<>();
  private @Nullable Object[] values;

  public TableRow(Table table) {
    for (String name : table.columnNames()) {
      columns.put(name, columns.size());
    }
    values = new @Nullable Object[columns.size()];
  }

  /**
   * Fills a column.
   *
   * @param value as Spark holds it: a text as UTF8String, a time in microseconds, a day as a number
   * @throws IllegalArgumentException if the table has no such column
   */
  public TableRow set(String column, @Nullable Object value) {
    Integer at = columns.get(column);
    if (at == null) {
      throw new IllegalArgumentException("there is no column " + column);
    }
    return set(at, value);
  }

  /**
   * Fills a column.
   *
   * @param at its place among the table's
   * @param value as Spark holds it
   */
  public TableRow set(int at, @Nullable Object value) {
    values[at] = value;
    return this;
  }

  /**
   * A value as Spark holds it.
   *
   * @param value a text, a day, texts, or what Spark holds as it is
   */
  public static @Nullable Object inside(@Nullable Object value) {
    if (value instanceof String text) {
      return UTF8String.fromString(text);
    }
    if (value instanceof LocalDate day) {
      return (int) day.toEpochDay();
    }
    return value instanceof List<?> texts
        ? new GenericArrayData(texts.stream().map(TableRow::inside).toArray())
        : value;
  }

  /** The row; columns that were not filled since the last one are null. */
  public InternalRow take() {
    InternalRow row = new GenericInternalRow(values);
    values = new @Nullable Object[columns.size()];
    return row;
  }
}
