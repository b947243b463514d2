package org.tlssunset.warehouse;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.Column;
import org.tlssunset.schema.ColumnType;
import org.tlssunset.schema.Table;

/**
 * Takes values out of Spark's rows. Spark's own way to ask for one by its type looks settings up
 * for each.
 */
public final class ScannedValues implements Serializable {

  private static final long serialVersionUID = 1;

  private final ColumnType[] types;

  /**
   * @param columns of the table, in the order in which rows have them
   */
  public ScannedValues(Table table, List<String> columns) {
    types =
        columns.stream()
            .map(
                name ->
                    table.columns().stream()
                        .filter(column -> column.name().equals(name))
                        .findFirst()
                        .map(Column::type)
                        .orElseThrow(() -> new IllegalArgumentException(name)))
            .toArray(ColumnType[]::new);
  }

  /**
   * A value as Spark holds it, a text valid as long as the row is; null if it has none.
   *
   * @throws IllegalArgumentException if it is a list
   */
  public @Nullable Object get(InternalRow row, int place) {
    if (row.isNullAt(place)) {
      return null;
    }
    return switch (types[place]) {
      case STRING -> row.getUTF8String(place);
      case INT, DATE -> row.getInt(place);
      case BIGINT, TIMESTAMP -> row.getLong(place);
      case BOOLEAN -> row.getBoolean(place);
      default -> throw new IllegalArgumentException("a list is no single value");
    };
  }

  /** All values of a row, with texts that stay. */
  public @Nullable Object[] copies(InternalRow row, KeptTexts texts) {
    @Nullable Object[] values = new @Nullable Object[types.length];
    for (int i = 0; i < values.length; i++) {
      Object value = get(row, i);
      values[i] = value instanceof UTF8String text ? texts.of(text) : value;
    }
    return values;
  }
}
