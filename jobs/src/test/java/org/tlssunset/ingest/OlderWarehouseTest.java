package org.tlssunset.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.tlssunset.ingest.LogFiles.IIS_HEADER;
import static org.tlssunset.ingest.LogFiles.TLS10;
import static org.tlssunset.ingest.LogFiles.TLS12;
import static org.tlssunset.ingest.LogFiles.request;

import io.delta.tables.DeltaTable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tlssunset.archive.Archive;
import org.tlssunset.archive.Stores;
import org.tlssunset.archive.Within;
import org.tlssunset.rollup.Rollup;
import org.tlssunset.schema.Column;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.Warehouse;

/** Warehouses that another version of the program made. */
class OlderWarehouseTest {

  private static final Set<String> ADDED_SINCE =
      Set.of(
          "etag",
          "text_bytes",
          "text_checksums",
          "same_as",
          "last_line_waits",
          "run_started_at",
          "recorded_at");

  @TempDir Path folder;

  private LogFiles archive;
  private Nights nights;

  @BeforeEach
  void oneNight() throws IOException {
    archive = new LogFiles(folder.resolve("archive"));
    nights = new Nights(folder.resolve("a warehouse"));
    archive.write(
        "old.log", IIS_HEADER, request("2024-05-03 10:00:00", "/", "a", "192.0.2.1", TLS10));
    nights.run(archive);
  }

  @Test
  void anOlderOneIsUpgradedAndGoesOn() throws IOException {
    String[] old =
        Tables.INGESTED_FILES.columnNames().stream()
            .filter(name -> !ADDED_SINCE.contains(name))
            .toArray(String[]::new);
    makeLedgerOld(old);
    List<String> before = nights.rows(Tables.INGESTED_FILES, old);
    archive.write(
        "new.log", IIS_HEADER, request("2024-05-04 10:00:00", "/", "a", "192.0.2.1", TLS12));

    LedgerStatus status = new LedgerStatus(nights.warehouse(), Instant.now(), Duration.ZERO);
    LedgerStatus.Run run = status.lastRun().orElseThrow();
    assertThat(run.startedAt()).isNull();
    assertThat(run.files()).isEqualTo(1);
    assertThat(status.totals().lastLineWaits()).isZero();
    assertThat(compared().fresh()).isEqualTo(1);
    new Rollup(nights.warehouse()).run();
    nights.warehouse().createMissing();
    IngestReport report = nights.run(archive);

    assertThat(report.read()).isEqualTo(1);
    assertThat(nights.rows(Tables.INGESTED_FILES, old)).containsAll(before).hasSize(2);
    assertThat(nights.rows(Tables.INGESTED_FILES, "text_bytes IS NULL"))
        .containsExactly("false", "true");
    assertThat(nights.rows(Tables.CLIENT_PROTOCOL, "requests")).containsExactly("2");
    assertThat(nights.warehouse().read(Tables.INGESTED_FILES).columns())
        .containsExactlyElementsOf(Tables.INGESTED_FILES.columnNames());
    var versions = nights.versions();
    nights.warehouse().createMissing();
    assertThat(nights.versions()).isEqualTo(versions);
  }

  @Test
  void aNewerOneIsRefused() {
    nights
        .warehouse()
        .spark()
        .sql(
            "ALTER TABLE delta.`%s` SET TBLPROPERTIES ('tlsSunset.tableVersion' = '99')"
                .formatted(nights.warehouse().path(Tables.INGESTED_FILES)));

    assertThatIllegalStateException()
        .isThrownBy(() -> nights.warehouse().createMissing())
        .withMessageContaining("made by a newer tls-sunset")
        .withMessageContaining("ingested_files");
    assertThatIllegalStateException()
        .isThrownBy(() -> nights.warehouse().refuseNewer(Tables.all()));
  }

  private ArchiveStatus compared() {
    List<String> paths = List.of(archive.path());
    return ArchiveStatus.of(
        nights.warehouse(),
        Archive.list(paths, Stores.DEFAULT).files(),
        Within.of(paths, Stores.DEFAULT, List.of()),
        1);
  }

  /** The ledger as it was before columns were added: its rows and its mark, and no version. */
  private void makeLedgerOld(String... columns) throws IOException {
    SparkSession spark = nights.warehouse().spark();
    String path = nights.warehouse().path(Tables.INGESTED_FILES);
    List<Row> rows = spark.read().format("delta").load(path).selectExpr(columns).collectAsList();
    FileUtils.deleteDirectory(Path.of(path).toFile());
    DeltaLog.clearCache();
    StructType type =
        StructType.fromDDL(
            Column.ddl(
                Tables.INGESTED_FILES.columns().stream()
                    .filter(column -> !ADDED_SINCE.contains(column.name()))
                    .toList()));
    DeltaTable.create(spark).location(path).addColumns(type).execute();
    spark
        .createDataFrame(rows, type)
        .write()
        .format("delta")
        .mode("append")
        .option("txnAppId", Warehouse.INGEST)
        .option("txnVersion", 1)
        .save(path);
  }
}
