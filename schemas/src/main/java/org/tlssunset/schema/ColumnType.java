package org.tlssunset.schema;

/** The SQL types that the tables use, each with the Java value that holds it outside Spark. */
public enum ColumnType {
  /** {@link String} */
  STRING("STRING"),
  /** {@link Integer} */
  INT("INT"),
  /** {@link Long} */
  BIGINT("BIGINT"),
  /** {@link Double} */
  DOUBLE("DOUBLE"),
  /** {@link Boolean} */
  BOOLEAN("BOOLEAN"),
  /** {@link Integer}: days since 1970-01-01 */
  DATE("DATE"),
  /** {@link Long}: microseconds since 1970-01-01T00:00:00Z; tables hold whole milliseconds. */
  TIMESTAMP("TIMESTAMP"),
  /** a list of {@link String} */
  STRING_ARRAY("ARRAY<STRING>"),
  /** a list of {@link Integer} */
  INT_ARRAY("ARRAY<INT>"),
  /** a list of {@link Integer}: days since 1970-01-01 */
  DATE_ARRAY("ARRAY<DATE>"),
  /** a list of structs, whose fields the {@link Column} names */
  STRUCT_ARRAY("ARRAY<STRUCT>");

  private final String sql;

  ColumnType(String sql) {
    this.sql = sql;
  }

  /** The type as Spark SQL and Delta write it. */
  public String sql() {
    return sql;
  }
}
