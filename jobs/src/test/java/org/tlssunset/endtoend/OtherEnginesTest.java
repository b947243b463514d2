package org.tlssunset.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tlssunset.ingest.LogFiles.IIS_HEADER;
import static org.tlssunset.ingest.LogFiles.TLS10;
import static org.tlssunset.ingest.LogFiles.TLS12;
import static org.tlssunset.ingest.LogFiles.request;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tlssunset.ingest.LogFiles;
import org.tlssunset.schema.Table;
import org.tlssunset.schema.Tables;
import org.tlssunset.synthetic.ServerExports;
import org.tlssunset.synthetic.party.PartyArchive;
import org.tlssunset.warehouse.ReleasedTable;
import org.tlssunset.warehouse.SharedSpark;
import org.tlssunset.warehouse.Warehouse;

/**
 * Other engines read all tables in place, and read what Spark reads. The Delta Kernel, which stands
 * behind several of them, does so without Spark; DuckDB reads the data files that the Kernel names.
 */
class OtherEnginesTest {

  /**
   * The first version of the protocol, from before there were features of readers. Whoever reads
   * Delta tables reads it: the Kernels in Java and Rust; DuckDB since 0.10.3; delta-rs, and with it
   * Polars; Trino since 373; Microsoft Fabric and Power BI. ARCHITECTURE.md says what some of them
   * lack of the versions above it.
   */
  private static final int OLDEST_READER = 1;

  /** What the protocol asks of writers alone: who only reads need not know it. */
  private static final Set<String> OF_WRITERS_ALONE =
      Set.of("appendOnly", "invariants", "checkConstraints", "domainMetadata", "clustering");

  @TempDir static Path folder;

  private static Warehouse warehouse;

  @BeforeAll
  static void twoNightsAndALetter() throws IOException {
    SharedSpark.emptyWarehouse(folder.resolve("warehouse"));
    PartyArchive archive = PartyArchive.write(folder.resolve("archive"), 7, true);
    Path servers = Files.createDirectories(folder.resolve("servers"));
    ServerExports.write(servers, LocalDate.of(2026, 3, 1));
    Path hosts = Files.writeString(folder.resolve("hosts"), "192.0.2.1 old-pc\n");
    Files.writeString(
        folder.resolve("own.conf"),
        """
        %s
        tls-sunset.plan.disable = ["TLS 1.0", "TLS 1.1"]
        tls-sunset.name-files = ["%s"]
        tls-sunset.server-settings { exports = ["%s"], inventory = "%s" }
        tls-sunset.outreach { organisation = "Contoso IT", contact = "messaging@contoso.com" }
        """
            .formatted(
                archive.configuration(),
                hosts,
                servers.resolve(ServerExports.EXPORTS),
                servers.resolve(ServerExports.INVENTORY)));
    Path owners =
        Files.writeString(
            folder.resolve("owners.csv"),
            "network;owner;mail;language\n198.51.100.0/24;Desktop;desktop@contoso.com;en\n");
    run("nightly", "--archive", archive.folder().toString());
    LogFiles later = new LogFiles(folder.resolve("later"));
    later.write(
        "u1.log",
        IIS_HEADER,
        request("2026-05-19 08:00:00", "/EWS/x", "carol", "198.51.100.3", TLS12),
        request("2026-05-20 08:00:00", "/EWS/x", "bob", "198.51.100.1", TLS10),
        "damaged");
    run("nightly", "--archive", later.path());
    run(
        "outreach",
        "--out",
        folder.resolve("letters").toString(),
        "--owners",
        owners.toString(),
        "--sent",
        "2026-12-01");
    warehouse = Warehoused.at(folder.resolve("warehouse")).tables();
  }

  private static void run(String command, String... arguments) {
    Command done =
        Command.on(folder.resolve("warehouse"), folder.resolve("own.conf"), command, arguments);
    assertThat(done.exitCode()).as(done.err()).isIn(0, 3);
  }

  static List<Table> tables() {
    return Tables.all();
  }

  @ParameterizedTest
  @MethodSource("tables")
  void aReaderNeedsToKnowNothingNew(Table table) throws IOException {
    assertAnyReaderWillDo(kernel(warehouse, table));
    try (Stream<Path> log = Files.list(Path.of(warehouse.path(table), "_delta_log"))) {
      assertThat(log.filter(file -> file.toString().endsWith(".json")))
          .as(
              "the Kernel in Rust refuses a list that a table of this version has, even an empty one")
          .isNotEmpty()
          .noneMatch(commit -> text(commit).contains("\"readerFeatures\""));
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("tables")
  void theDeltaKernelReadsWhatSparkReads(Table table) throws IOException {
    assertThat(kernel(warehouse, table).rows()).isNotEmpty();
    assertKernelReadsWhatSparkReads(warehouse, table);
  }

  @ParameterizedTest
  @MethodSource("tables")
  void duckDbReadsTheDataFilesThatTheKernelNames(Table table) throws Exception {
    List<String> rows =
        EngineTexts.duckDb(
            "SELECT %s FROM read_parquet([%s])"
                .formatted(
                    EngineTexts.columns(table.columns(), EngineTexts::inDuckDb),
                    kernel(warehouse, table).files().stream()
                        .map("'%s'"::formatted)
                        .collect(Collectors.joining(", "))));

    assertThat(rows)
        .isNotEmpty()
        .containsExactlyInAnyOrderElementsOf(
            EngineTexts.texts(
                warehouse
                    .read(table)
                    .selectExpr(
                        table.columns().stream()
                            .map(EngineTexts::inSpark)
                            .toArray(String[]::new))));
  }

  @Test
  void theFolderHoldsRowsOfOldVersionsToo() throws SQLException {
    Table table = Tables.CLIENT_PROTOCOL;

    List<String> inFolder =
        EngineTexts.duckDb(
            "SELECT count(*) FROM read_parquet('%s/*.parquet')".formatted(warehouse.path(table)));

    assertThat(Long.parseLong(inFolder.get(0))).isGreaterThan(warehouse.read(table).count());
  }

  @Test
  void soItIsOnceTheTablesAreMaintained() throws IOException {
    Path copy = folder.resolve("maintained");
    Warehouse maintained = SharedSpark.copyOf(folder.resolve("warehouse"), copy);

    Command done = Command.on(copy, folder.resolve("own.conf"), "maintain", "--delete-now");

    assertThat(done.exitCode()).as(done.err()).isZero();
    maintained.look();
    assertThat(copy.resolve("client_program/_delta_log/_last_checkpoint")).exists();
    for (Table table : Tables.all()) {
      assertAnyReaderWillDo(kernel(maintained, table));
      assertKernelReadsWhatSparkReads(maintained, table);
    }
  }

  @Test
  void soItIsWhereAnOlderVersionMadeTheTable() throws IOException {
    Warehouse older =
        SharedSpark.copyOf(folder.resolve("warehouse"), folder.resolve("of older versions"));
    List<Table> changed = Tables.all().stream().filter(table -> table.version() > 1).toList();
    for (Table table : changed) {
      new ReleasedTable(table, 1).replace(older, "a-step", 1);
    }
    older.look();

    older.createMissing();

    assertThat(changed).isNotEmpty();
    for (Table table : changed) {
      assertAnyReaderWillDo(kernel(older, table));
      assertKernelReadsWhatSparkReads(older, table);
    }
  }

  private static KernelTable kernel(Warehouse tables, Table table) {
    return KernelTable.in(Path.of(tables.path(table)));
  }

  private static void assertAnyReaderWillDo(KernelTable table) {
    assertThat(table.readerVersion()).isEqualTo(OLDEST_READER);
    assertThat(table.readerFeatures()).isEmpty();
    assertThat(table.writerFeatures()).isSubsetOf(OF_WRITERS_ALONE);
  }

  private static void assertKernelReadsWhatSparkReads(Warehouse tables, Table table)
      throws IOException {
    assertThat(kernel(tables, table).rows())
        .as(table.name())
        .containsExactlyInAnyOrderElementsOf(EngineTexts.texts(tables.read(table)));
  }
}
