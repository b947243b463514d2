package org.tlssunset.warehouse;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.Snapshot;
import org.tlssunset.schema.Column;
import org.tlssunset.schema.Table;
import scala.Option;

/**
 * The version of a table as it is stored, so that a warehouse outlives the program that made it.
 *
 * @param number what its property says; 1 if it has none, as the first tables had
 * @param columns the names of its columns
 */
record TableVersion(int number, Set<String> columns) {

  static final String PROPERTY = "tlsSunset.tableVersion";

  static TableVersion of(Snapshot snapshot) {
    Option<String> told = snapshot.metadata().configuration().get(PROPERTY);
    return new TableVersion(
        told.isDefined() ? Integer.parseInt(told.get()) : 1,
        Set.copyOf(Arrays.asList(snapshot.schema().fieldNames())));
  }

  void refuseNewer(Table table, String path) {
    if (number > table.version()) {
      throw new IllegalStateException(
          "%s was made by a newer tls-sunset (table version %d, this one knows %d): use that one"
              .formatted(path, number, table.version()));
    }
  }

  boolean isOlderThan(Table table) {
    return number < table.version();
  }

  /**
   * Adds the columns that an older table lacks; its rows have null there. The version is written
   * last: killed before, the next run finds what is still missing.
   */
  void upgrade(SparkSession spark, Table table, String path) {
    String sqlName = TableFiles.sqlName(path);
    List<Column> missing =
        table.columns().stream().filter(column -> !columns.contains(column.name())).toList();
    if (!missing.isEmpty()) {
      spark.sql("ALTER TABLE %s ADD COLUMNS (%s)".formatted(sqlName, Column.ddl(missing)));
    }
    spark.sql(
        "ALTER TABLE %s SET TBLPROPERTIES ('%s' = '%d')"
            .formatted(sqlName, PROPERTY, table.version()));
  }
}
