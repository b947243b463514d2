package org.tlssunset.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tlssunset.ingest.Recovery;
import org.tlssunset.schema.Column;
import org.tlssunset.schema.Table;
import org.tlssunset.schema.Tables;

/** Each form that a table has had is upgraded to today's. */
class ReleasedTablesTest {

  @TempDir static Path folder;

  static Stream<ReleasedTable> released() {
    return ReleasedTable.all();
  }

  /** A column that is added without another version would never reach the tables that are there. */
  @ParameterizedTest
  @MethodSource("released")
  void aVersionHasTheColumnsThatItWasReleasedWith(ReleasedTable released) {
    StructType today = Warehouse.type(released.table());
    List<String> columns = texts(released.columns());

    if (released.version() == released.table().version()) {
      assertThat(columns)
          .as("a released version's columns never change: add a version, or mend an unreleased one")
          .isEqualTo(texts(today));
    } else {
      assertThat(released.columns().fieldNames().length).isLessThanOrEqualTo(today.size());
    }
  }

  @ParameterizedTest
  @MethodSource("released")
  void anyIsUpgraded(ReleasedTable released) throws IOException {
    Warehouse warehouse =
        SharedSpark.emptyWarehouse(folder.resolve(released.toString()).resolve("warehouse"));
    released.make(warehouse);

    warehouse.createMissing();

    Table table = released.table();
    assertThat(texts(warehouse.read(table).schema())).isEqualTo(texts(Warehouse.type(table)));
    assertThat(warehouse.version(table)).isEqualTo(table.version());
    var version = SharedSpark.delta(warehouse, table).history().count();
    warehouse.createMissing();
    assertThat(SharedSpark.delta(warehouse, table).history().count()).isEqualTo(version);
    if (released.version() < table.version()) {
      assertThat(warehouse.read(table).schema().fields())
          .extracting(column -> column.getComment().getOrElse(() -> ""))
          .containsExactlyElementsOf(table.columns().stream().map(Column::comment).toList());
    }
  }

  @Test
  void whatAnOlderProgramLeftUnfinishedIsTakenBackAndUpgraded() throws IOException {
    Warehouse warehouse = SharedSpark.emptyWarehouse(folder.resolve("unfinished"));
    ReleasedTable old = new ReleasedTable(Tables.REJECTED_LINES, 1);
    old.make(warehouse);
    warehouse
        .spark()
        .sql(
            "SELECT 'a.log' source_file, 1L source_line, 0L byte_offset, 'time' reason, 'x' text, 1L batch_id")
        .write()
        .format("delta")
        .mode("append")
        .option("txnAppId", "tls-sunset-ingest")
        .option("txnVersion", 1)
        .save(warehouse.path(Tables.REJECTED_LINES));
    warehouse.look();

    warehouse.createMissing();
    new Recovery(warehouse).run();

    assertThat(warehouse.read(Tables.REJECTED_LINES).count()).isZero();
    assertThat(warehouse.read(Tables.REJECTED_LINES).columns())
        .containsExactlyElementsOf(Tables.REJECTED_LINES.columnNames());
    assertThat(warehouse.version(Tables.REJECTED_LINES)).isEqualTo(Tables.REJECTED_LINES.version());
  }

  /** The columns' names and types, in order; what may be null is not compared. */
  private static List<String> texts(StructType columns) {
    return Arrays.stream(columns.fields())
        .map(column -> column.name() + ": " + column.dataType().simpleString())
        .toList();
  }
}
