package org.tlssunset.schema;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One column of a table.
 *
 * @param name as analysts write it; a contract
 * @param type what it holds
 * @param fields what each element of a {@link ColumnType#STRUCT_ARRAY} holds; else empty
 * @param nullable whether a row may leave it empty
 * @param comment what it means, shown by {@code DESCRIBE TABLE}
 */
public record Column(
    String name, ColumnType type, List<Column> fields, boolean nullable, String comment) {

  static Column of(String name, ColumnType type, String comment) {
    return new Column(name, type, List.of(), true, comment);
  }

  static Column required(String name, ColumnType type, String comment) {
    return new Column(name, type, List.of(), false, comment);
  }

  /** A list of structs; any of their fields may be null. */
  static Column ofStructs(String name, List<Column> fields, String comment) {
    return new Column(name, ColumnType.STRUCT_ARRAY, fields, true, comment);
  }

  /** The type as Spark SQL writes it: {@code ARRAY<STRING>} for instance. */
  public String sqlType() {
    return type == ColumnType.STRUCT_ARRAY
        ? fields.stream()
            .map(field -> field.name + ": " + field.sqlType())
            .collect(Collectors.joining(", ", "ARRAY<STRUCT<", ">>"))
        : type.sql();
  }

  /** Columns as a DDL list that Spark's {@code StructType.fromDDL} reads, with comments. */
  public static String ddl(List<Column> columns) {
    return columns.stream()
        .map(
            column ->
                "%s %s%s COMMENT '%s'"
                    .formatted(
                        column.name,
                        column.sqlType(),
                        column.nullable ? "" : " NOT NULL",
                        column.comment.replace("'", "\\'")))
        .collect(Collectors.joining(", "));
  }
}
