package org.tlssunset.warehouse.delta;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.delta.DeltaLog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tlssunset.schema.Table;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.ReleasedTable;
import org.tlssunset.warehouse.SharedSpark;
import org.tlssunset.warehouse.TableLog;
import org.tlssunset.warehouse.Warehouse;

/** What a warehouse tells before Spark has started is what Spark tells. */
class PlainTableTest {

  private static final Table TABLE = Tables.CLIENT_PROTOCOL;
  private static final List<String> COLUMNS =
      List.of("client", "user_names", "requests", "legacy_last_seen", "legacy_proof_line");

  @TempDir Path folder;

  private Warehouse started;

  @BeforeEach
  void someRows() {
    started = SharedSpark.emptyWarehouse(folder.resolve("a warehouse"));
    Transaction commit = started.begin(TABLE, "a-step", 3);
    commit.domain("tlsSunset.test", "{\"a\": 1}");
    commit.add(rows(1, 40));
    commit.commit();
    Transaction removal = started.begin(TABLE, "a-step", 4);
    removal.remove("requests > 30");
    removal.add(rows(100, 101));
    removal.commit();
  }

  @Test
  void rowsAreThoseOfSpark() {
    List<String> rows = texts(unstarted(), COLUMNS);

    assertThat(rows).hasSize(32).isEqualTo(texts(started, COLUMNS));
    assertThat(rows)
        .contains("client 2|[a, =b]|2|2024-05-03T10:00:00.250Z|null", "null|null|1|null|17");
  }

  @Test
  void aColumnThatAnOlderTableLacksIsEmpty() throws IOException {
    new ReleasedTable(TABLE, 1).replace(started, "a-step", 1);

    assertThat(texts(unstarted(), List.of("client", "requests")))
        .hasSize(32)
        .contains("null|2", "null|101");
    assertThat(unstarted().version(TABLE)).isEqualTo(1);
  }

  @Test
  void marksDomainsAndSizesAreThoseOfSpark() {
    Warehouse unstarted = unstarted();

    assertThat(unstarted.lastTransaction(TABLE, "a-step")).hasValue(4);
    assertThat(unstarted.lastTransaction(TABLE, "another")).isEmpty();
    assertThat(unstarted.domain(TABLE, "tlsSunset.test")).hasValue("{\"a\": 1}");
    assertThat(unstarted.domain(TABLE, "tlsSunset.other")).isEmpty();
    assertThat(unstarted.size(TABLE)).isEqualTo(started.size(TABLE));
    assertThat(unstarted.version(TABLE)).isEqualTo(TABLE.version());
    assertThat(unstarted.has(TABLE)).isTrue();
    assertThat(new Warehouse(PlainTableTest::refused, folder.resolve("no").toString()).has(TABLE))
        .isFalse();
  }

  /** A checksum file is no duty of whoever commits. */
  @Test
  void withoutTheLastCommitsChecksumTheMarksAreStillTold() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(started.path(TABLE), "_delta_log"))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".crc")).toList()) {
        Files.delete(file);
      }
    }

    assertThat(unstarted().lastTransaction(TABLE, "a-step")).hasValue(4);
    assertThat(unstarted().domain(TABLE, "tlsSunset.test")).hasValue("{\"a\": 1}");
  }

  /** Delta in Spark does without them: they only sum up what stands in the commits. */
  @ParameterizedTest
  @ValueSource(strings = {"parquet", "parquet|crc", "crc"})
  void damagedSummariesAreNotNeeded(String summaries) throws IOException {
    List<String> rows = texts(started, COLUMNS);
    new TableLog(Path.of(started.path(TABLE), "_delta_log")).sumUp();
    List<Path> damaged = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of(started.path(TABLE), "_delta_log"))) {
      for (Path file : files.toList()) {
        if (file.getFileName().toString().matches("[0-9].*[.](%s)".formatted(summaries))) {
          TableLog.cut(file, 0.5);
          damaged.add(file);
        }
      }
    }
    assertThat(damaged).isNotEmpty();
    DeltaLog.clearCache();

    Warehouse asked = new Warehouse(SharedSpark::session, folder.resolve("a warehouse").toString());
    assertThat(asked.lastTransaction(TABLE, "a-step")).hasValue(4);
    assertThat(asked.domain(TABLE, "tlsSunset.test")).hasValue("{\"a\": 1}");
    assertThat(texts(asked, COLUMNS)).isEqualTo(rows);
    List<String> taken = new ArrayList<>();
    new Warehouse(SharedSpark::session, folder.resolve("a warehouse").toString())
        .rows(TABLE, COLUMNS, row -> taken.add(text(row, COLUMNS)));
    assertThat(taken).containsExactlyInAnyOrderElementsOf(rows);
  }

  private Warehouse unstarted() {
    return new Warehouse(PlainTableTest::refused, folder.resolve("a warehouse").toString());
  }

  private static org.apache.spark.sql.SparkSession refused() {
    throw new AssertionError("Spark was started");
  }

  private org.apache.spark.sql.Dataset<Row> rows(int from, int to) {
    return started
        .spark()
        .range(from, to + 1)
        .selectExpr(
            "'inbound' AS direction",
            "'smtp' AS protocol",
            "CASE WHEN id % 2 = 0 THEN concat('client ', id) END AS client",
            "CASE WHEN id % 2 = 0 THEN array('a', '=b') END AS user_names",
            "timestamp'2024-05-03' AS first_seen",
            "timestamp'2024-05-03' AS last_seen",
            "id AS observations",
            "id AS requests",
            "0L AS requests_ssl2",
            "0L AS requests_ssl3",
            "0L AS requests_tls10",
            "0L AS requests_tls11",
            "0L AS requests_tls12",
            "0L AS requests_tls13",
            "0L AS requests_other_version",
            "0L AS requests_cleartext",
            "0L AS requests_failed",
            "0L AS requests_not_logged",
            "0L AS requests_none",
            "CASE WHEN id % 2 = 0 THEN timestamp'2024-05-03T10:00:00.250Z' END AS legacy_last_seen",
            "CASE WHEN id % 2 = 1 THEN 17L END AS legacy_proof_line");
  }

  private static List<String> texts(Warehouse warehouse, List<String> columns) {
    List<String> texts = new ArrayList<>();
    warehouse.rows(TABLE, columns).forEachRemaining(row -> texts.add(text(row, columns)));
    return texts.stream().sorted().toList();
  }

  private static String text(Row row, List<String> columns) {
    return String.join(
        "|", columns.stream().map(column -> text(row.<Object>getAs(column))).toList());
  }

  private static String text(Object value) {
    return value instanceof scala.collection.Seq<?> list
        ? list.mkString("[", ", ", "]")
        : String.valueOf(value);
  }
}
