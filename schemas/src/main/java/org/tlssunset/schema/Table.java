package org.tlssunset.schema;

import java.util.List;
import java.util.Map;

/**
 * One table of the warehouse: a Delta table in the folder of its name.
 *
 * @param name the folder's and the SQL name
 * @param version grows with every column that is added; the first is 1
 * @param comment one sentence on what a row is
 * @param columns in the order in which they are stored
 * @param clusteredBy the columns that OPTIMIZE sorts by, at most four; may be empty
 * @param statisticsOn the columns that files keep minimum and maximum of: those that queries filter
 *     by
 * @param checks constraint name to SQL condition; every row must meet all
 */
public record Table(
    String name,
    int version,
    String comment,
    List<Column> columns,
    List<String> clusteredBy,
    List<String> statisticsOn,
    Map<String, String> checks) {

  /** The columns as a DDL list that Spark's {@code StructType.fromDDL} reads, with comments. */
  public String ddl() {
    return Column.ddl(columns);
  }

  /** The names of the columns, in order. */
  public List<String> columnNames() {
    return columns.stream().map(Column::name).toList();
  }
}
