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
 * @param personal what it tells of a person
 */
public record Column(
    String name,
    ColumnType type,
    List<Column> fields,
    boolean nullable,
    String comment,
    Personal personal) {

  /** A column that may be empty, and tells of no person. */
  public static Column of(String name, ColumnType type, String comment) {
    return new Column(name, type, List.of(), true, comment, Personal.NOTHING);
  }

  static Column required(String name, ColumnType type, String comment) {
    return new Column(name, type, List.of(), false, comment, Personal.NOTHING);
  }

  /** A list of structs; any of their fields may be null. */
  static Column ofStructs(String name, List<Column> fields, String comment) {
    return new Column(name, ColumnType.STRUCT_ARRAY, fields, true, comment, Personal.NOTHING);
  }

  /** The same column, which tells that of a person: of each of its values, if it is a list. */
  Column telling(Personal what) {
    return new Column(name, type, fields, nullable, comment, what);
  }

  /** Whether it is a list: of what it tells of a person, elements go, and the row stays. */
  public boolean isList() {
    return type == ColumnType.STRING_ARRAY || type == ColumnType.STRUCT_ARRAY;
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
