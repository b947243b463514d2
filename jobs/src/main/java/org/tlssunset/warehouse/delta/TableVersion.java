package org.tlssunset.warehouse.delta;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.tlssunset.schema.Sql;
import org.tlssunset.schema.Table;
import scala.Option;

/**
 * The version of a table as it is stored, so that a warehouse outlives the program that made it.
 *
 * @param number what its property says; 1 if it has none, as the first tables had
 * @param columns its columns
 */
public record TableVersion(int number, StructType columns) {

  public static final String PROPERTY = "tlsSunset.tableVersion";

  /** What Delta calls the elements of a list in a column's path. */
  private static final String ELEMENT = "element";

  static TableVersion of(Snapshot snapshot) {
    Option<String> told = snapshot.metadata().configuration().get(PROPERTY);
    return new TableVersion(told.isDefined() ? Integer.parseInt(told.get()) : 1, snapshot.schema());
  }

  /** What a table's properties say of it. */
  static int number(Map<String, String> properties) {
    return Integer.parseInt(properties.getOrDefault(PROPERTY, "1"));
  }

  /**
   * Adds the columns that an older table lacks, those of structs in it too; its rows have null
   * there. Comments become today's. The version is written last: killed before, the next run finds
   * what is still missing.
   */
  void upgrade(SparkSession spark, Table table, String path) {
    String sqlName = TableFiles.sqlName(path);
    List<String> missing = missing(columns, RowType.of(table.columns()), "");
    if (!missing.isEmpty()) {
      spark.sql("ALTER TABLE %s ADD COLUMNS (%s)".formatted(sqlName, String.join(", ", missing)));
    }
    List<String> comments = comments(table);
    if (!comments.isEmpty()) {
      spark.sql("ALTER TABLE %s ALTER COLUMN %s".formatted(sqlName, String.join(", ", comments)));
    }
    spark.sql(
        "ALTER TABLE %s SET TBLPROPERTIES ('%s' = '%d', 'delta.feature.domainMetadata' = 'supported')"
            .formatted(sqlName, PROPERTY, table.version()));
  }

  /** The columns of which it says something else now, as ALTER TABLE takes them. */
  private List<String> comments(Table table) {
    Set<String> present = new HashSet<>(List.of(columns.fieldNames()));
    return table.columns().stream()
        .filter(column -> present.contains(column.name()))
        .filter(column -> !columns.apply(column.name()).getComment().contains(column.comment()))
        .map(column -> "%s COMMENT %s".formatted(column.name(), Sql.literal(column.comment())))
        .toList();
  }

  /** The columns to add, as ALTER TABLE names them: {@code open_sessions.element.cipher STRING}. */
  private static List<String> missing(StructType stored, StructType wanted, String path) {
    List<String> missing = new ArrayList<>();
    Set<String> present = new HashSet<>(List.of(stored.fieldNames()));
    for (StructField column : wanted.fields()) {
      if (!present.contains(column.name())) {
        missing.add(path + column.toDDL());
      } else if (of(column.dataType()) instanceof StructType inner
          && of(stored.apply(column.name()).dataType()) instanceof StructType old) {
        boolean isList = column.dataType() instanceof ArrayType;
        String within = path + column.name() + "." + (isList ? ELEMENT + "." : "");
        missing.addAll(missing(old, inner, within));
      }
    }
    return missing;
  }

  /** A list's elements' type, or the type itself. */
  private static DataType of(DataType type) {
    return type instanceof ArrayType list ? list.elementType() : type;
  }
}
