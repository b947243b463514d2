package org.tlssunset.warehouse;

import java.util.function.UnaryOperator;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.tlssunset.schema.Table;

/**
 * Rows as one stretch of bytes each: sent to the driver as objects, they take ten times as long.
 */
public final class PackedRows {

  private PackedRows() {}

  /** What packs rows of a table, for one task. */
  public static UnaryOperator<InternalRow> of(Table table) {
    UnsafeProjection packing = UnsafeProjection.create(Warehouse.type(table));
    return row -> packing.apply(row).copy();
  }
}
