package org.tlssunset.warehouse.delta;

import io.delta.kernel.data.ArrayValue;
import io.delta.kernel.internal.util.VectorUtils;
import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.BooleanType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TimestampType;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Makes of the Kernel's rows what Spark would give: text, whole numbers, truth values, instants,
 * days, and lists of texts, days or structs of these.
 */
final class PlainRow {

  private final org.apache.spark.sql.types.StructType shape;
  private final int[] from;
  private final DataType[] types;

  /**
   * @param columns of the rows to be made
   * @param given the columns of the Kernel's rows; those that are not among them are null
   */
  PlainRow(List<String> columns, StructType given) {
    shape =
        DataTypes.createStructType(
            columns.stream()
                .map(column -> DataTypes.createStructField(column, DataTypes.NullType, true))
                .toArray(StructField[]::new));
    from = columns.stream().mapToInt(given::indexOf).toArray();
    types =
        Arrays.stream(from)
            .mapToObj(at -> at < 0 ? StringType.STRING : given.at(at).getDataType())
            .toArray(DataType[]::new);
  }

  Row of(io.delta.kernel.data.Row row) {
    @Nullable Object[] values = new @Nullable Object[from.length];
    for (int i = 0; i < from.length; i++) {
      values[i] = from[i] < 0 || row.isNullAt(from[i]) ? null : value(row, from[i], types[i]);
    }
    return new GenericRowWithSchema(values, shape);
  }

  private static Object value(io.delta.kernel.data.Row row, int at, DataType type) {
    if (type instanceof StringType) {
      return row.getString(at);
    }
    if (type instanceof LongType) {
      return row.getLong(at);
    }
    if (type instanceof IntegerType) {
      return row.getInt(at);
    }
    if (type instanceof BooleanType) {
      return row.getBoolean(at);
    }
    if (type instanceof TimestampType) {
      return Instant.EPOCH.plus(row.getLong(at), ChronoUnit.MICROS);
    }
    if (type instanceof ArrayType list
        && (list.getElementType() instanceof StringType
            || list.getElementType() instanceof IntegerType)) {
      return list(row.getArray(at));
    }
    if (type instanceof DateType) {
      return LocalDate.ofEpochDay(row.getInt(at));
    }
    if (type instanceof ArrayType list && list.getElementType() instanceof StructType struct) {
      return structs(row.getArray(at), struct);
    }
    if (type instanceof ArrayType list && list.getElementType() instanceof DateType) {
      return days(row.getArray(at));
    }
    throw new IllegalArgumentException("a column of type " + type + " is not read without Spark");
  }

  private static Object list(ArrayValue values) {
    return CollectionConverters.asScala(VectorUtils.<Object>toJavaList(values)).toSeq();
  }

  private static Object structs(ArrayValue values, StructType struct) {
    PlainRow each = new PlainRow(struct.fieldNames(), struct);
    return CollectionConverters.asScala(
            VectorUtils.<io.delta.kernel.data.Row>toJavaList(values).stream()
                .map(each::of)
                .toList())
        .toSeq();
  }

  private static Object days(ArrayValue values) {
    return CollectionConverters.asScala(
            VectorUtils.<Integer>toJavaList(values).stream().map(LocalDate::ofEpochDay).toList())
        .toSeq();
  }
}
