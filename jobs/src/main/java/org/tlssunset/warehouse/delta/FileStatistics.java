package org.tlssunset.warehouse.delta;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * What Delta keeps of a data file, so that readers can pass it over: how many rows it has, and of
 * some columns the least and greatest value and how often there is none (Delta's protocol,
 * "Per-file Statistics").
 */
final class FileStatistics {

  private static final JsonFactory JSON = new JsonFactory();

  /** Times are cut to milliseconds, which readers reckon with. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSXXX").withZone(ZoneOffset.UTC);

  private final String[] names;
  private final DataType[] types;
  private final int[] at;
  private final @Nullable Object[] least;
  private final @Nullable Object[] greatest;
  private final long[] missing;
  private long rows;

  /**
   * @param statisticsOn columns of text, whole numbers, days or times
   */
  FileStatistics(StructType columns, List<String> statisticsOn) {
    names = statisticsOn.toArray(String[]::new);
    at = statisticsOn.stream().mapToInt(columns::fieldIndex).toArray();
    types =
        statisticsOn.stream().map(name -> columns.apply(name).dataType()).toArray(DataType[]::new);
    least = new @Nullable Object[names.length];
    greatest = new @Nullable Object[names.length];
    missing = new long[names.length];
  }

  void add(InternalRow row) {
    rows++;
    for (int i = 0; i < at.length; i++) {
      if (row.isNullAt(at[i])) {
        missing[i]++;
      } else {
        Object value = row.get(at[i], types[i]);
        Object low = least[i];
        if (low == null || compare(value, low) < 0) {
          least[i] = kept(value);
        }
        Object high = greatest[i];
        if (high == null || compare(value, high) > 0) {
          greatest[i] = kept(value);
        }
      }
    }
  }

  @SuppressWarnings("unchecked") // values of one column are of one class
  private static int compare(Object one, Object other) {
    return ((Comparable<Object>) one).compareTo(other);
  }

  /** A row's text may be valid only until the next row. */
  private static Object kept(Object value) {
    return value instanceof UTF8String text ? text.copy() : value;
  }

  String json() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeNumberField("numRecords", rows);
      values(json, "minValues", least);
      values(json, "maxValues", greatest);
      json.writeObjectFieldStart("nullCount");
      for (int i = 0; i < names.length; i++) {
        json.writeNumberField(names[i], missing[i]);
      }
      json.writeEndObject();
      json.writeEndObject();
    } catch (IOException e) {
      throw new IllegalStateException("to memory, nothing fails", e);
    }
    return text.toString();
  }

  private void values(JsonGenerator json, String what, @Nullable Object[] values)
      throws IOException {
    json.writeObjectFieldStart(what);
    for (int i = 0; i < names.length; i++) {
      Object value = values[i];
      if (value != null) {
        json.writeFieldName(names[i]);
        if (types[i].equals(DataTypes.DateType)) {
          json.writeString(LocalDate.ofEpochDay((Integer) value).toString());
        } else if (types[i].equals(DataTypes.TimestampType)) {
          json.writeString(TIME.format(Instant.EPOCH.plus((Long) value, ChronoUnit.MICROS)));
        } else if (value instanceof Long number) {
          json.writeNumber(number);
        } else {
          json.writeString(value.toString());
        }
      }
    }
    json.writeEndObject();
  }
}
