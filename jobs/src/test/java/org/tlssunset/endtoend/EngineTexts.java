package org.tlssunset.endtoend;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.tlssunset.schema.Column;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** Rows of DuckDB and of Spark as texts, which are equal where the rows are. */
final class EngineTexts {

  private EngineTexts() {}

  /** What DuckDB answers, by itself. */
  static List<String> duckDb(String query) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
      return duckDb(connection, query);
    }
  }

  /** What DuckDB answers. */
  static List<String> duckDb(Connection connection, String query) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      while (result.next()) {
        StringJoiner row = new StringJoiner("|");
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.add(String.valueOf(result.getObject(i)));
        }
        rows.add(row.toString());
      }
    }
    return rows;
  }

  /** Columns for a SELECT, as expressions of one of the engines. */
  static String columns(List<Column> columns, Function<Column, String> expression) {
    return columns.stream().map(expression).collect(Collectors.joining(", "));
  }

  /** A column for DuckDB, as a text or a number. */
  static String inDuckDb(Column column) {
    String name = "\"" + column.name() + "\"";
    return switch (column.type()) {
      case STRING, INT, BIGINT, DOUBLE, BOOLEAN -> name;
      case DATE -> "CAST(%s AS VARCHAR)".formatted(name);
      case TIMESTAMP -> "epoch_us(%s)".formatted(name);
      case STRING_ARRAY, INT_ARRAY, DATE_ARRAY ->
          "array_to_string(CAST(%s AS VARCHAR[]), '/')".formatted(name);
      case STRUCT_ARRAY -> "len(%s)".formatted(name);
    };
  }

  /** The same for Spark. */
  static String inSpark(Column column) {
    String name = "`" + column.name() + "`";
    return switch (column.type()) {
      case STRING, INT, BIGINT, DOUBLE, BOOLEAN -> name;
      case DATE -> "CAST(%s AS STRING)".formatted(name);
      case TIMESTAMP -> "unix_micros(%s)".formatted(name);
      case STRING_ARRAY, INT_ARRAY, DATE_ARRAY ->
          "array_join(CAST(%s AS ARRAY<STRING>), '/')".formatted(name);
      case STRUCT_ARRAY -> "size(%s)".formatted(name);
    };
  }

  /** All rows. */
  static List<String> texts(Dataset<Row> rows) {
    return rows.collectAsList().stream().map(EngineTexts::text).toList();
  }

  private static String text(Row row) {
    return IntStream.range(0, row.length())
        .mapToObj(at -> text(row.get(at)))
        .collect(Collectors.joining("|"));
  }

  private static String text(Object value) {
    if (value instanceof Row struct) {
      return text(struct);
    }
    if (value instanceof Seq<?> list) {
      return CollectionConverters.asJava(list).stream()
          .map(EngineTexts::text)
          .collect(Collectors.joining(", ", "[", "]"));
    }
    return String.valueOf(value);
  }
}
