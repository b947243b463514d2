package org.tlssunset.warehouse;

import io.delta.tables.DeltaTable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.types.StructType;
import org.tlssunset.schema.Table;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.delta.TableVersion;

/**
 * A table as a version of the program has made it: its columns stand in {@code
 * released/<table>-<version>.ddl}.
 *
 * @param table as it is defined now
 * @param version one from 1 to today's
 */
public record ReleasedTable(Table table, int version) {

  /** Every form that every table has had, today's too. */
  static Stream<ReleasedTable> all() {
    return Tables.all().stream()
        .flatMap(
            table ->
                IntStream.rangeClosed(1, table.version())
                    .mapToObj(version -> new ReleasedTable(table, version)));
  }

  /** Its columns. */
  public StructType columns() {
    String name = "/released/%s-%d.ddl".formatted(table.name(), version);
    try (InputStream ddl = ReleasedTable.class.getResourceAsStream(name)) {
      if (ddl == null) {
        throw new AssertionError(
            "%s is missing: each version of a table needs its columns there".formatted(name));
      }
      return StructType.fromDDL(new String(ddl.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Puts the table in the place of today's, with today's rows as far as its columns hold them.
   *
   * @param application the mark of its only commit
   * @param transaction the mark's number
   */
  public void replace(Warehouse warehouse, String application, long transaction)
      throws IOException {
    SparkSession spark = warehouse.spark();
    List<Row> rows = asThen(warehouse.read(table)).collectAsList();
    make(warehouse);
    spark
        .createDataFrame(rows, columns())
        .write()
        .format("delta")
        .mode("append")
        .option("txnAppId", application)
        .option("txnVersion", transaction)
        .save(warehouse.path(table));
  }

  /** Rows of today's columns in those of then: the others are left out, of structs, too. */
  private Dataset<Row> asThen(Dataset<Row> rows) {
    return rows.selectExpr(
            "to_json(struct(*), map('timestampFormat', 'yyyy-MM-dd HH:mm:ss.SSSSSS')) AS row")
        .selectExpr(
            "inline(array(from_json(row, '%s', map('timestampFormat', 'yyyy-MM-dd HH:mm:ss.SSSSSS'))))"
                .formatted(columns().toDDL()));
  }

  /** Makes the table anew, without rows. */
  void make(Warehouse warehouse) throws IOException {
    FileUtils.deleteDirectory(Path.of(warehouse.path(table)).toFile());
    DeltaLog.clearCache();
    var builder =
        DeltaTable.create(warehouse.spark()).location(warehouse.path(table)).addColumns(columns());
    if (version > 1) { // the first ones did not tell
      builder = builder.property(TableVersion.PROPERTY, String.valueOf(version));
    }
    builder.execute();
  }

  @Override
  public String toString() {
    return table.name() + "-" + version;
  }
}
