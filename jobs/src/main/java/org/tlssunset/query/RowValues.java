package org.tlssunset.query;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/** Plain values of Spark's rows: structs become maps, bytes become hexadecimal. */
public final class RowValues {

  private RowValues() {}

  /** A row's values in the order of its columns. */
  public static List<@Nullable Object> of(Row row) {
    List<@Nullable Object> values = new ArrayList<>(row.length());
    for (int i = 0; i < row.length(); i++) {
      values.add(value(row.get(i)));
    }
    return values;
  }

  private static @Nullable Object value(@Nullable Object value) {
    if (value instanceof Row struct) {
      Map<String, @Nullable Object> fields = new LinkedHashMap<>();
      for (int i = 0; i < struct.length(); i++) {
        String name = struct.schema() == null ? "_" + i : struct.schema().fieldNames()[i];
        fields.put(name, value(struct.get(i)));
      }
      return fields;
    }
    if (value instanceof scala.collection.Seq<?> sequence) {
      return CollectionConverters.asJava(sequence).stream().map(RowValues::value).toList();
    }
    if (value instanceof scala.collection.Map<?, ?> map) {
      Map<String, @Nullable Object> entries = new LinkedHashMap<>();
      CollectionConverters.asJava(map)
          .forEach((key, entry) -> entries.put(String.valueOf(key), value(entry)));
      return entries;
    }
    return value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : value;
  }
}
