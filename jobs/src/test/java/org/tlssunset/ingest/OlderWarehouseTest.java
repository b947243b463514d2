package org.tlssunset.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.tlssunset.ingest.LogFiles.IIS_HEADER;
import static org.tlssunset.ingest.LogFiles.TLS10;
import static org.tlssunset.ingest.LogFiles.TLS12;
import static org.tlssunset.ingest.LogFiles.request;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tlssunset.archive.Archive;
import org.tlssunset.archive.Stores;
import org.tlssunset.schema.Table;
import org.tlssunset.schema.Tables;
import org.tlssunset.steps.DerivedTables;
import org.tlssunset.upkeep.Maintenance;
import org.tlssunset.upkeep.RetentionSettings;
import org.tlssunset.warehouse.ReleasedTable;

/** Warehouses that another version of the program made. */
class OlderWarehouseTest {

  private static final String TLS_LINE =
      "TLS protocol SP_PROT_TLS1_0_SERVER negotiation succeeded using bulk encryption algorithm"
          + " CALG_AES_256 with strength 256 bits";

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
    ReleasedTable oldest = new ReleasedTable(Tables.INGESTED_FILES, 1);
    oldest.replace(nights.warehouse(), "tls-sunset-ingest", 1);
    new ReleasedTable(Tables.TLS_OBSERVATIONS, 1)
        .replace(nights.warehouse(), "tls-sunset-ingest", 1);
    String[] old =
        Stream.of(oldest.columns().fieldNames())
            .filter(name -> !name.equals(Tables.OPEN_SESSIONS))
            .toArray(String[]::new);
    List<String> before = nights.rows(Tables.INGESTED_FILES, old);
    archive.write(
        "new.log", IIS_HEADER, request("2024-05-04 10:00:00", "/", "a", "192.0.2.1", TLS12));

    LedgerStatus status = new LedgerStatus(nights.warehouse(), Instant.now(), Nights.SETTINGS);
    LedgerStatus.Run run = status.lastRun().orElseThrow();
    assertThat(run.startedAt()).isNull();
    assertThat(run.files()).isEqualTo(1);
    assertThat(status.totals().lastLineWaits()).isZero();
    assertThat(compared().fresh()).isEqualTo(1);
    assertThat(status.totals().outdated()).isEqualTo(1);
    assertThat(compared().outdated()).isEqualTo(1);
    nights.warehouse().createMissing();
    DerivedTables.count(nights.warehouse());
    IngestReport report = nights.runKeeping(archive, Nights.SETTINGS);

    assertThat(report.read()).isEqualTo(1);
    assertThat(report.kept()).isEqualTo(1);
    assertThat(nights.rows(Tables.INGESTED_FILES, old)).containsAll(before).hasSize(2);
    assertThat(nights.rows(Tables.INGESTED_FILES, "text_bytes IS NULL"))
        .containsExactly("false", "true");
    assertThat(nights.rows(Tables.CLIENT_PROTOCOL, "requests")).containsExactly("2");
    assertThat(nights.run(archive).kinds()).isEqualTo(new IngestReport.Kinds(0, 0, 0, 1));
    assertThat(nights.contents())
        .isEqualTo(Nights.quiet(folder.resolve("quiet"), archive).contents());
    assertThat(status.totals().outdated()).isZero();
    var versions = nights.versions();
    nights.warehouse().createMissing();
    assertThat(nights.versions()).isEqualTo(versions);
  }

  /** Clients without an address have no name in the rollups of before; now they do. */
  @Test
  void olderRollupsAreCountedAnew() throws IOException {
    archive.write(
        "masked.log",
        IIS_HEADER,
        request("2024-05-03 10:00:00", "/", "a", "10.**.**.1", TLS10),
        request("2024-05-03 10:00:00", "/", "b", "10.**.**.2", TLS12),
        request("2024-05-03 10:00:00", "/", "B", "10.**.**.2", TLS12));
    nights.run(archive);
    Map<String, List<String>> expected = nights.contents();
    for (Table table : List.of(Tables.CLIENT_PROTOCOL_DAILY, Tables.CLIENT_PROTOCOL)) {
      new ReleasedTable(table, 1).replace(nights.warehouse(), "tls-sunset-rollup", 2);
    }

    nights.warehouse().createMissing();
    nights.run(archive);

    assertThat(nights.contents()).isEqualTo(expected);
    assertThat(DerivedTables.count(nights.warehouse())).isFalse();
  }

  @Test
  void whatCannotBeCountedAgainIsNamedByItsAddress() throws IOException {
    archive.write(
        "new.log", IIS_HEADER, request("2024-05-09 10:00:00", "/", "a", "10.**.**.1", TLS12));
    nights.run(archive);
    RetentionSettings keep =
        new RetentionSettings(
            OptionalInt.of(3),
            OptionalInt.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            Duration.ofDays(7));
    new Maintenance(nights.warehouse(), keep, LocalDate.parse("2024-05-10")).removeOld();
    for (Table table : List.of(Tables.CLIENT_PROTOCOL_DAILY, Tables.CLIENT_PROTOCOL)) {
      new ReleasedTable(table, 1).replace(nights.warehouse(), "tls-sunset-rollup", 2);
    }

    nights.warehouse().createMissing();
    nights.run(archive);

    for (Table table : List.of(Tables.CLIENT_PROTOCOL_DAILY, Tables.CLIENT_PROTOCOL)) {
      assertThat(nights.rows(table, "client", "client_ip", "requests"))
          .containsExactly("10.**.**.1 a|null|1", "192.0.2.1|192.0.2.1|1");
    }
  }

  /** The first part of a session was kept by an older version, the last one is read by this one. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void sessionsThatAnOlderOneLeftOpenAreJoined(int version) throws IOException {
    String begun = "begun." + version + ".log";
    archive.write(
        begun, smtp("1", "+", ""), smtp("2", "<", "EHLO scanner7"), smtp("3", "<", "STARTTLS"));
    nights.run(archive);
    long batch =
        nights.warehouse().lastTransaction(Tables.INGESTED_FILES, "tls-sunset-ingest").getAsLong();
    new ReleasedTable(Tables.INGESTED_FILES, version)
        .replace(nights.warehouse(), "tls-sunset-ingest", batch);
    archive.delete(begun); // nothing tells of the first part but the ledger
    archive.write("ended.log", smtp("4", "*", TLS_LINE), smtp("5", "-", ""));

    nights.warehouse().createMissing();
    nights.run(archive);

    assertThat(
            nights.rows(
                Tables.TLS_OBSERVATIONS,
                "client_name",
                "tls_outcome",
                "tls_version",
                "source_file LIKE '%ended.log'",
                "session_id IS NOT NULL"))
        .contains("scanner7|negotiated|TLS 1.0|true|true")
        .hasSize(2);
    assertThat(
            nights.rows(
                Tables.INGESTED_FILES,
                "transform(open_sessions, part -> part.session_form)",
                "path LIKE '%ended.log'"))
        .contains("[3]|true");
  }

  private static String smtp(String number, String event, String data) {
    return "2024-05-03T10:00:0%1$s.000Z,EX1\\Default,08DC1,%1$s,192.0.2.1:25,192.0.2.9:5000,%2$s,%3$s,"
        .formatted(number, event, data);
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
    return ArchiveStatus.of(
        nights.warehouse(),
        Archive.list(List.of(archive.path()), Stores.DEFAULT),
        Nights.SETTINGS.read(),
        1);
  }
}
