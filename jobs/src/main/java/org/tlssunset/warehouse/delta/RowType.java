package org.tlssunset.warehouse.delta;

import java.util.List;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.tlssunset.schema.Column;

/**
 * Columns as Spark's type of their rows. It is what Spark's parser makes of {@link Column#ddl}, and
 * is made without it: the parser takes half a second to begin.
 */
public final class RowType {

  private RowType() {}

  public static StructType of(List<Column> columns) {
    return new StructType(
        columns.stream()
            .map(
                column ->
                    new StructField(
                            column.name(), type(column), column.nullable(), Metadata.empty())
                        .withComment(column.comment()))
            .toArray(StructField[]::new));
  }

  private static DataType type(Column column) {
    return switch (column.type()) {
      case STRING -> DataTypes.StringType;
      case INT -> DataTypes.IntegerType;
      case BIGINT -> DataTypes.LongType;
      case DOUBLE -> DataTypes.DoubleType;
      case BOOLEAN -> DataTypes.BooleanType;
      case DATE -> DataTypes.DateType;
      case TIMESTAMP -> DataTypes.TimestampType;
      case STRING_ARRAY -> new ArrayType(DataTypes.StringType, true);
      case INT_ARRAY -> new ArrayType(DataTypes.IntegerType, true);
      case DATE_ARRAY -> new ArrayType(DataTypes.DateType, true);
      case STRUCT_ARRAY -> new ArrayType(struct(column.fields()), true);
    };
  }

  /** In a struct, any field may be null, and has no comment. */
  private static StructType struct(List<Column> fields) {
    return new StructType(
        fields.stream()
            .map(field -> new StructField(field.name(), type(field), true, Metadata.empty()))
            .toArray(StructField[]::new));
  }
}
