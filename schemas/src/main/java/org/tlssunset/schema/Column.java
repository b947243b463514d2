package org.tlssunset.schema;

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
}
