package org.tlssunset.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tlssunset.schema.Column;
import org.tlssunset.schema.Table;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.delta.Transaction;
import org.tlssunset.warehouse.delta.TransactionTest;
import scala.Option;

class WarehouseTest {

  private static final String STEP = "a-step";

  private final SparkSession spark = SharedSpark.session();

  @TempDir Path folder;

  private Warehouse warehouse;

  @BeforeEach
  void emptyWarehouse() {
    warehouse = SharedSpark.emptyWarehouse(folder.resolve("warehouse"));
  }

  @Test
  void makesEveryTableAsTheSchemaSays() {
    for (Table table : Tables.all()) {
      assertThat(Arrays.stream(warehouse.read(table).schema().fields()))
          .as(table.name())
          .extracting(
              StructField::name, field -> field.dataType().sql(), field -> field.getComment().get())
          .containsExactlyElementsOf(
              table.columns().stream()
                  .map(column -> tuple(column.name(), column.sqlType(), column.comment()))
                  .toList());
      assertThat(required(table))
          .containsExactlyElementsOf(
              table.columns().stream().filter(c -> !c.nullable()).map(Column::name).toList());

      Row detail = SharedSpark.delta(warehouse, table).detail().head();
      assertThat(detail.<String>getAs("description")).isEqualTo(table.comment());
      assertThat(detail.<String>getList(detail.fieldIndex("clusteringColumns")))
          .isEqualTo(table.clusteredBy());
      Map<String, String> properties = detail.getJavaMap(detail.fieldIndex("properties"));
      table
          .checks()
          .forEach(
              (name, condition) ->
                  assertThat(properties).containsEntry("delta.constraints." + name, condition));
      assertThat(properties)
          .containsEntry("delta.dataSkippingStatsColumns", String.join(",", table.statisticsOn()));
    }
  }

  @Test
  void isWhereItsPathSaysHoweverThatIsWritten() {
    Path odd = folder.resolve("a [b] {c} * % ü:d");
    Path here = Path.of("").toAbsolutePath();
    new Warehouse(spark, here.relativize(odd).toString()).createMissing();

    for (String way : List.of(odd.toString(), odd + "/", "file://" + odd, "file:" + odd)) {
      Warehouse found = new Warehouse(spark, way);
      for (Table table : Tables.all()) {
        assertThat(found.has(table)).as(way).isTrue();
        assertThat(found.path(table)).as(way).isEqualTo(odd.resolve(table.name()).toString());
        assertThat(found.read(table).columns()).as(way).hasSameSizeAs(table.columns());
        assertThat(found.lastTransaction(table, STEP)).as(way).isEmpty();
      }
    }
  }

  /** Spark reads every column as one that may be null; the table itself knows better. */
  private List<String> required(Table table) {
    StructType schema =
        DeltaLog.forTable(spark, warehouse.path(table))
            .update(false, Option.empty(), Option.empty())
            .metadata()
            .schema();
    return Arrays.stream(schema.fields())
        .filter(field -> !field.nullable())
        .map(StructField::name)
        .toList();
  }

  @Test
  void makesWhatIsMissingAlone() throws Exception {
    write(1, 1);
    Path lost = folder.resolve("warehouse/rejected_lines");
    FileUtils.deleteDirectory(lost.toFile());
    Warehouse reopened = new Warehouse(spark, folder.resolve("warehouse") + "/");

    reopened.createMissing();

    assertThat(reopened.read(Tables.REJECTED_LINES).count()).isZero();
    assertThat(warehouse.read(Tables.CLIENT_PROTOCOL_DAILY).count()).isEqualTo(1);
  }

  @Test
  void refusesRowsThatBreakAConstraint() {
    assertThatThrownBy(() -> append(Tables.INGESTED_FILES, ledgerRow(3, 1, 1, 0)))
        .hasMessageContaining("every_line_counted");
    assertThatThrownBy(() -> append(Tables.INGESTED_FILES, "SELECT null AS path"))
        .hasMessageContaining("NOT NULL");
    append(Tables.INGESTED_FILES, ledgerRow(3, 1, 1, 1));

    assertThat(warehouse.read(Tables.INGESTED_FILES).select("path").collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly("a.log");
  }

  @Test
  void refusesAVersionWithoutAHandshakeAndARowOfNothing() {
    assertThatThrownBy(() -> append(Tables.TLS_OBSERVATIONS, observation("cleartext", 1)))
        .hasMessageContaining("version_only_if_negotiated");
    assertThatThrownBy(() -> append(Tables.TLS_OBSERVATIONS, observation("negotiated", 0)))
        .hasMessageContaining("counts_something");
    append(Tables.TLS_OBSERVATIONS, observation("negotiated", 1));

    assertThat(warehouse.read(Tables.TLS_OBSERVATIONS).count()).isEqualTo(1);
  }

  /** As stores do whose listings come late. */
  @Test
  void waitsForACommitThatIsNotListedYet() throws Exception {
    warehouse.begin(Tables.REJECTED_LINES, STEP, 7).commitAlways();
    assertThat(warehouse.lastTransaction(Tables.REJECTED_LINES, STEP)).hasValue(7);
    Path last = TableLog.of(folder.resolve("warehouse"), "rejected_lines").last();
    Path away = Files.move(last, folder.resolve("away"));
    Thread later =
        new Thread(
            () -> {
              try {
                Thread.sleep(500);
                Files.move(away, last);
              } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    later.start();
    warehouse.look();

    assertThat(warehouse.lastTransaction(Tables.REJECTED_LINES, STEP)).hasValue(7);

    later.join();
    assertThat(last).exists();
  }

  @Test
  void packsTheSmallFilesOfManyNights() {
    for (int night = 1; night <= 3; night++) {
      Transaction commit = warehouse.begin(Tables.REJECTED_LINES, STEP, night);
      commit.add(List.of(TransactionTest.rejectedLine(night, night)));
      commit.commit();
    }

    warehouse.files(Tables.REJECTED_LINES).pack(3);
    assertThat(warehouse.read(Tables.REJECTED_LINES).inputFiles()).hasSize(3);

    warehouse.files(Tables.REJECTED_LINES).pack(2);
    assertThat(warehouse.read(Tables.REJECTED_LINES).inputFiles()).hasSize(1);
    assertThat(warehouse.read(Tables.REJECTED_LINES).distinct().count()).isEqualTo(3);
    assertThat(warehouse.lastTransaction(Tables.REJECTED_LINES, STEP)).hasValue(3);
  }

  @Test
  void remembersWhatAStepCommittedLast() {
    assertThat(warehouse.lastTransaction(Tables.CLIENT_PROTOCOL_DAILY, STEP)).isEmpty();

    write(4, 3);
    write(7, 2);

    assertThat(warehouse.lastTransaction(Tables.CLIENT_PROTOCOL_DAILY, STEP)).hasValue(7);
    assertThat(warehouse.lastTransaction(Tables.CLIENT_PROTOCOL_DAILY, "another")).isEmpty();
  }

  @Test
  void takesBackWhatAStepDidAfterATransaction() {
    write(1, 3);
    write(2, 2);
    SharedSpark.delta(warehouse, Tables.CLIENT_PROTOCOL_DAILY).delete("requests = 1");

    warehouse.undoAfter(Tables.CLIENT_PROTOCOL_DAILY, STEP, 2);
    assertThat(warehouse.read(Tables.CLIENT_PROTOCOL_DAILY).count()).isEqualTo(3);

    warehouse.undoAfter(Tables.CLIENT_PROTOCOL_DAILY, STEP, 1);
    assertThat(warehouse.read(Tables.CLIENT_PROTOCOL_DAILY).count()).isEqualTo(3);
    assertThat(batches()).containsExactly(1L);

    warehouse.undoAfter(Tables.CLIENT_PROTOCOL_DAILY, STEP, 1);
    assertThat(warehouse.read(Tables.CLIENT_PROTOCOL_DAILY).count()).isEqualTo(3);

    write(3, 4);
    assertThat(batches()).containsExactly(1L, 3L);
    warehouse.undoAfter(Tables.CLIENT_PROTOCOL_DAILY, STEP, 1);
    assertThat(batches()).containsExactly(1L);
  }

  @Test
  void takesBackTheVeryFirstCommit() {
    write(1, 3);

    warehouse.undoAfter(Tables.CLIENT_PROTOCOL_DAILY, STEP, 0);

    assertThat(warehouse.read(Tables.CLIENT_PROTOCOL_DAILY).count()).isZero();
  }

  private List<Long> batches() {
    return warehouse
        .read(Tables.CLIENT_PROTOCOL_DAILY)
        .select("observations")
        .distinct()
        .orderBy("observations")
        .collectAsList()
        .stream()
        .map(row -> row.getLong(0))
        .toList();
  }

  /** Commits rows that carry the transaction's number, and their own from 1 on. */
  private void write(long transaction, long rows) {
    spark
        .range(1, rows + 1)
        .selectExpr(
            "DATE'2024-05-03' AS observed_on",
            "'inbound' AS direction",
            "'smtp' AS protocol",
            "'none' AS tls_outcome",
            "'client' AS tls_hop",
            transaction + "L AS observations",
            "id AS requests",
            "TIMESTAMP'2024-05-03 10:00:00' AS first_seen",
            "TIMESTAMP'2024-05-03 10:00:00' AS last_seen",
            "'a.log' AS proof_file",
            "1L AS proof_line")
        .write()
        .format("delta")
        .mode("append")
        .option("txnAppId", STEP)
        .option("txnVersion", transaction)
        .save(warehouse.path(Tables.CLIENT_PROTOCOL_DAILY));
  }

  private void append(Table table, String query) {
    spark.sql(query).write().format("delta").mode("append").save(warehouse.path(table));
  }

  private static String ledgerRow(long lines, long used, long comments, long rejected) {
    return """
        SELECT 'a.log' AS path, 1L AS size, TIMESTAMP'2024-05-03 10:00:00' AS modified_at,
               'ingested' AS state, %dL AS lines, %dL AS used, %dL AS comments, %dL AS rejected,
               0L AS observations, 1L AS batch_id"""
        .formatted(lines, used, comments, rejected);
  }

  private static String observation(String outcome, long requests) {
    return """
        SELECT DATE'2024-05-03' AS observed_on, TIMESTAMP'2024-05-03 10:00:00' AS started_at,
               TIMESTAMP'2024-05-03 10:00:00' AS ended_at, 'iis' AS source,
               'inbound' AS direction, 'ews' AS protocol, '%s' AS tls_outcome,
               'client' AS tls_hop, 'TLS 1.2' AS tls_version, %dL AS requests,
               false AS is_probe, 'a.log' AS source_file, 1L AS source_line, 1L AS batch_id"""
        .formatted(outcome, requests);
  }
}
