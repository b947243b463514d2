package org.tlssunset.warehouse;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.tlssunset.ingest.LogFiles.IIS_HEADER;
import static org.tlssunset.ingest.LogFiles.TLS10;
import static org.tlssunset.ingest.LogFiles.TLS12;
import static org.tlssunset.ingest.LogFiles.request;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tlssunset.ingest.LogFiles;
import org.tlssunset.ingest.Nights;
import org.tlssunset.schema.Tables;

class ScannedRowsTest {

  private static final String BATCHES = "spark.sql.parquet.enableVectorizedReader";

  private static final List<String> COLUMNS =
      List.of("user_name", "requests", "observed_on", "tls_version", "is_probe", "peer_port");

  @TempDir private static Path folder;

  private static Warehouse warehouse;

  @BeforeAll
  static void observations() throws IOException {
    LogFiles archive = new LogFiles(folder.resolve("archive"));
    List<String> lines = new ArrayList<>(List.of(IIS_HEADER));
    for (int day = 1; day <= 3; day++) {
      for (int user = 0; user < 5; user++) {
        lines.add(
            request(
                "2024-05-0%d 10:00:0%d".formatted(day, user),
                "/EWS/x",
                user == 0 ? "-" : "user" + user,
                "192.0.2." + user,
                user % 2 == 0 ? TLS10 : TLS12));
      }
    }
    archive.write("u_ex2405.log", lines.toArray(String[]::new));
    Nights nights = new Nights(folder.resolve("warehouse"));
    nights.run(archive);
    warehouse = nights.warehouse();
  }

  @Test
  void aScanGivesWhatAQueryDoes() {
    Dataset<Row> all = warehouse.read(Tables.TLS_OBSERVATIONS);
    Dataset<Row> some =
        all.where(
            col("observed_on")
                .isInCollection(List.of(LocalDate.of(2024, 5, 1), LocalDate.of(2024, 5, 3)))
                .and(col("user_name").isNotNull()));

    assertThat(scanned(all)).hasSize(15).isEqualTo(queried(all));
    assertThat(scanned(some)).hasSize(8).isEqualTo(queried(some));
  }

  /** As the user's settings for Spark may have it. */
  @Test
  void soItDoesWhereFilesAreNotReadInBatches() {
    Dataset<Row> all = warehouse.read(Tables.TLS_OBSERVATIONS).where("requests = 1");
    warehouse.spark().conf().set(BATCHES, false);
    try {
      assertThat(scanned(all)).hasSize(15).isEqualTo(queried(all));
    } finally {
      warehouse.spark().conf().unset(BATCHES);
    }
  }

  @Test
  void aColumnMayHaveAnotherName() {
    Column[] renamed = {functions.col("user_name").as("who")};

    assertThat(
            ScannedRows.of(warehouse.read(Tables.TLS_OBSERVATIONS), renamed)
                .map(row -> row.isNullAt(0) ? "nobody" : row.getUTF8String(0).toString())
                .distinct()
                .collect())
        .containsExactlyInAnyOrder("nobody", "user1", "user2", "user3", "user4");
  }

  private static List<String> scanned(Dataset<Row> rows) {
    ScannedValues values = new ScannedValues(Tables.TLS_OBSERVATIONS, COLUMNS);
    return ScannedRows.of(rows, COLUMNS.stream().map(functions::col).toArray(Column[]::new))
        .map(row -> Arrays.toString(values.copies(row, new KeptTexts())))
        .collect()
        .stream()
        .sorted()
        .toList();
  }

  private static List<String> queried(Dataset<Row> rows) {
    return rows
        .selectExpr(
            COLUMNS.stream()
                .map(name -> name.equals("observed_on") ? "unix_date(observed_on)" : name)
                .toArray(String[]::new))
        .collectAsList()
        .stream()
        .map(row -> row.toSeq().mkString("[", ", ", "]"))
        .sorted()
        .toList();
  }
}
