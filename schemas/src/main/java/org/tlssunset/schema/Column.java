package org.tlssunset.schema;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One column of a table.
 *
 * @param name as analysts write it; a contract
 * @param sqlType the Spark SQL type, {@code ARRAY<STRING>} for instance
 * @param nullable whether a row may leave it empty
 * @param comment what it means, shown by {@code DESCRIBE TABLE}
 */
public record Column(String name, String sqlType, boolean nullable, String comment) {

  static Column of(String name, ColumnType type, String comment) {
    return new Column(name, type.sql(), true, comment);
  }

  static Column required(String name, ColumnType type, String comment) {
    return new Column(name, type.sql(), false, comment);
  }

  /** Columns as a DDL list that Spark's {@code StructType.fromDDL} reads, with comments. */
  public static String ddl(List<Column> columns) {
    return columns.stream()
        .map(
            column ->
                "%s %s%s COMMENT '%s'"
                    .formatted(
                        column.name,
                        column.sqlType,
                        column.nullable ? "" : " NOT NULL",
                        column.comment.replace("'", "\\'")))
        .collect(Collectors.joining(", "));
  }
}
