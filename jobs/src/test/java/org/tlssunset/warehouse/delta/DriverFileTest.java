package org.tlssunset.warehouse.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tlssunset.schema.Table;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.SharedSpark;
import org.tlssunset.warehouse.Warehouse;

/** A file that the driver writes is the one that a Spark job would have written. */
class DriverFileTest {

  private static final Table TABLE = Tables.CLIENT_PROTOCOL;

  @TempDir Path folder;

  private Warehouse warehouse;

  @BeforeEach
  void emptyWarehouse() {
    warehouse = SharedSpark.emptyWarehouse(folder.resolve("warehouse"));
  }

  @Test
  void rowsAndStatisticsAreThoseOfSpark() throws IOException {
    Dataset<Row> rows = rows(20);
    List<InternalRow> here =
        rows.queryExecution().toRdd().toJavaRDD().map(InternalRow::copy).collect();
    Warehouse spark = SharedSpark.emptyWarehouse(folder.resolve("spark"));
    commit(spark, commit -> commit.add(rows));

    commit(warehouse, commit -> commit.add(here));

    assertThat(texts(warehouse)).hasSize(20).isEqualTo(texts(spark));
    assertThat(statistics(warehouse)).isEqualTo(statistics(spark));
    assertThat(warehouse.read(TABLE).where("client_ip > '192.0.2.15'").count())
        .isEqualTo(spark.read(TABLE).where("client_ip > '192.0.2.15'").count());
    assertThat(warehouse.read(TABLE).where("legacy_last_seen > '2025-01-01'").count()).isZero();
  }

  @Test
  void aRowThatLacksWhatItMustHaveIsRefused() {
    InternalRow row = rows(1).queryExecution().toRdd().toJavaRDD().map(InternalRow::copy).first();
    row.setNullAt(TABLE.columnNames().indexOf("protocol"));
    Transaction commit = warehouse.begin(TABLE, "a-step", 1);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> commit.add(List.of(row)))
        .withMessage("a row of client_protocol lacks its protocol");
  }

  private static void commit(Warehouse warehouse, java.util.function.Consumer<Transaction> adding) {
    Transaction commit = warehouse.begin(TABLE, "a-step", 1);
    adding.accept(commit);
    commit.refuseUnlike(20);
    commit.commit();
  }

  private Dataset<Row> rows(int count) {
    List<String> columns =
        TABLE.columns().stream()
            .map(
                column ->
                    switch (column.name()) {
                      case "client_ip" -> "CASE WHEN id % 3 > 0 THEN concat('192.0.2.', id) END";
                      case "legacy_last_seen" ->
                          "CASE WHEN id % 2 > 0 THEN timestamp_micros(1714730400123456 + id) END";
                      case "user_names" -> "CASE WHEN id % 2 > 0 THEN array('a', 'ü') END";
                      default ->
                          switch (column.type()) {
                            case STRING -> "concat('text ', id)";
                            case BIGINT -> "id";
                            case TIMESTAMP -> "timestamp_micros(1714730400000000)";
                            default -> "CAST(NULL AS " + column.sqlType() + ")";
                          };
                    })
            .toList();
    String[] named = new String[columns.size()];
    for (int i = 0; i < named.length; i++) {
      named[i] = columns.get(i) + " AS " + TABLE.columnNames().get(i);
    }
    return warehouse.spark().range(0, count, 1, 1).selectExpr(named);
  }

  private static List<String> texts(Warehouse warehouse) {
    return warehouse.read(TABLE).selectExpr("to_json(struct(*))").collectAsList().stream()
        .map(row -> row.getString(0))
        .sorted()
        .toList();
  }

  /** What the table's newest commit says of its one data file. */
  private static JsonNode statistics(Warehouse warehouse) throws IOException {
    try (Stream<Path> log = Files.list(Path.of(warehouse.path(TABLE), "_delta_log"))) {
      Path last = log.filter(file -> file.toString().endsWith("1.json")).findFirst().orElseThrow();
      for (String line : Files.readAllLines(last)) {
        JsonNode add = new ObjectMapper().readTree(line).get("add");
        if (add != null) {
          JsonNode told = new ObjectMapper().readTree(add.get("stats").asText());
          ((com.fasterxml.jackson.databind.node.ObjectNode) told).remove("tightBounds");
          return told;
        }
      }
      throw new AssertionError(last + " adds no file");
    }
  }
}
