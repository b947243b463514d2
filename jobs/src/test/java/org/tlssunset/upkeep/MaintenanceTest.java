package org.tlssunset.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tlssunset.ingest.LogFiles.IIS_HEADER;
import static org.tlssunset.ingest.LogFiles.TLS10;
import static org.tlssunset.ingest.LogFiles.TLS12;
import static org.tlssunset.ingest.LogFiles.request;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.delta.DeltaLog;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tlssunset.days.Recount;
import org.tlssunset.days.RecountResult;
import org.tlssunset.ingest.LogFiles;
import org.tlssunset.ingest.Nights;
import org.tlssunset.ingest.SharedNights;
import org.tlssunset.rollup.Identity;
import org.tlssunset.rollup.UsageDays;
import org.tlssunset.schema.Table;
import org.tlssunset.schema.Tables;
import org.tlssunset.steps.DerivedTables;
import org.tlssunset.warehouse.Warehouse;
import scala.Console;

/** Tables are packed and rid of what is too old; what readers see stays as it is. */
class MaintenanceTest {

  private static final LocalDate TODAY = LocalDate.of(2024, 5, 10);
  private static final OptionalInt ALL = OptionalInt.empty();
  private static final Duration WEEK = Duration.ofDays(7);
  private static final RetentionSettings EVERYTHING =
      new RetentionSettings(ALL, ALL, ALL, ALL, WEEK);

  @TempDir static Path shared;

  private static SharedNights twoNights;

  @TempDir Path folder;

  private LogFiles archive;
  private Nights nights;
  private Warehouse warehouse;

  @BeforeAll
  static void twoNights() throws IOException {
    twoNights = new SharedNights(shared, MaintenanceTest::twoNights);
  }

  @BeforeEach
  void asTheyWereThen() throws IOException {
    archive = twoNights.archive();
    nights = twoNights.nights(folder.resolve("warehouse"));
    warehouse = nights.warehouse();
  }

  private static void twoNights(LogFiles archive, Nights nights) throws IOException {
    archive.write(
        "ex1/u_ex240503.log",
        IIS_HEADER,
        request("2024-05-03 10:00:01", "/EWS/x", "alice", "192.0.2.1", TLS10),
        "damaged on the third");
    nights.run(archive);
    archive.write(
        "ex1/u_ex240508.log",
        IIS_HEADER,
        request("2024-05-08 10:00:01", "/EWS/x", "bob", "192.0.2.2", TLS12),
        "damaged on the eighth");
    nights.run(archive);
  }

  @Test
  void byDefaultAllStaysAndTheSecondTimeNothingIsDone() {
    Map<String, List<String>> before = Nights.contents(warehouse);

    maintain(EVERYTHING);

    assertThat(Nights.contents(warehouse)).isEqualTo(before);
    assertThat(maintain(EVERYTHING)).isEmpty();
    assertThat(nights.run(archive).read()).isZero();
    assertThat(maintain(EVERYTHING)).isEmpty();
  }

  @Test
  void manySmallFilesBecomeFewAndOldOnesGoWhenNobodyNeedsThem() throws IOException {
    for (int hour = 0; hour < 8; hour++) {
      archive.write(
          "ex2/" + hour + ".log",
          IIS_HEADER,
          request("2024-05-08 1%d:00:01".formatted(hour), "/EWS/x", "c", "192.0.2.9", TLS12));
    }
    nights.runFileByFile(archive);
    Map<String, List<String>> before = Nights.contents(warehouse);
    Dataset<Row> reader = warehouse.read(Tables.TLS_OBSERVATIONS);

    assertThat(maintain(EVERYTHING))
        .anyMatch(line -> line.equals("tls_observations: 10 files packed into 1"));

    assertThat(reader.count()).isEqualTo(10); // it began before, and its files are there
    assertThat(Nights.contents(warehouse)).isEqualTo(before);
    assertThat(dataFiles("tls_observations")).isGreaterThan(10);
    assertThat(maintain(EVERYTHING)).isEmpty();

    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    List<String> done =
        Console.withOut(printed, () -> maintain(EVERYTHING.withOldFiles(Duration.ZERO)));

    assertThat(done).anyMatch(line -> line.startsWith("tls_observations: 10 files deleted"));
    assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();

    assertThat(dataFiles("tls_observations")).isEqualTo(1);
    assertThat(Nights.contents(warehouse)).isEqualTo(before);
  }

  /** The observations' commits add alone; what is counted from them is replaced each night. */
  @Test
  void aLogBeginsWithAnOldCommitThatTellsOfNothingGone() throws IOException {
    List<Table> tables = List.of(Tables.TLS_OBSERVATIONS, Tables.CLIENT_PROTOCOL);
    assertThat(maintain(EVERYTHING)).isEmpty();
    Map<Table, List<String>> commits = new HashMap<>();
    for (Table table : tables) {
      commits.put(table, commits(table));
    }
    archive.write(
        "ex1/u_ex240509.log",
        IIS_HEADER,
        request("2024-05-09 10:00:01", "/EWS/x", "bob", "192.0.2.2", TLS12));
    nights.run(archive);
    assertThat(maintain(EVERYTHING)).noneMatch(line -> line.contains("old commits"));
    Map<String, List<String>> after = Nights.contents(warehouse);
    Path left = Files.createFile(log(tables.get(0)).resolve(".%020d.json.1.tmp".formatted(1)));
    for (Table table : tables) {
      assertThat(commits(table)).containsAll(commits.get(table));
      setAge(table, Duration.ofDays(8), commits.get(table).size() - 1);
    }

    assertThat(maintain(EVERYTHING))
        .containsExactlyElementsOf(
            tables.stream()
                .map(t -> t.name() + ": " + (commits.get(t).size() - 1) + " old commits deleted")
                .toList());

    assertThat(left).doesNotExist();
    for (Table table : tables) {
      List<String> old = commits.get(table);
      String first = old.get(old.size() - 1);
      assertThat(commits(table))
          .contains(first)
          .doesNotContainAnyElementsOf(old.subList(0, old.size() - 1));
      assertThat(Files.readString(log(table).resolve(first))).doesNotContain("\"remove\"");
    }
    assertThat(maintain(EVERYTHING)).isEmpty();
    DeltaLog.clearCache();
    assertThat(Nights.contents(warehouse)).isEqualTo(after);
  }

  private Path log(Table table) {
    return folder.resolve("warehouse").resolve(table.name()).resolve("_delta_log");
  }

  /** The commits of a table's log, the oldest first. */
  private List<String> commits(Table table) throws IOException {
    try (Stream<Path> files = Files.list(log(table))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches("\\d+\\.json"))
          .sorted()
          .toList();
    }
  }

  /** Has what a table's log holds up to a version be so old. */
  private void setAge(Table table, Duration age, long last) throws IOException {
    try (Stream<Path> files = Files.list(log(table))) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(".tmp")
            || name.matches("\\d+\\..*") && Long.parseLong(name.substring(0, 20)) <= last) {
          Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
        }
      }
    }
  }

  @Test
  void observationsGoByTheirDayAndTheRollupsKeepThem() throws IOException {
    List<String> clients = nights.rows(Tables.CLIENT_PROTOCOL, "client_ip", "requests");
    List<String> days = nights.rows(Tables.CLIENT_PROTOCOL_DAILY, "observed_on", "requests");

    assertThat(remove(new RetentionSettings(OptionalInt.of(3), ALL, ALL, ALL, WEEK)))
        .contains("tls_observations: 1 rows of before 2024-05-07 removed");

    assertThat(nights.rows(Tables.TLS_OBSERVATIONS, "observed_on")).containsExactly("2024-05-08");
    assertThat(nights.rows(Tables.CLIENT_PROTOCOL, "client_ip", "requests")).isEqualTo(clients);

    // A log that comes late, of a day whose rows are gone: counted anew, the day would lose some.
    writeLateLog();
    nights.ingestOnly(archive);

    assertThat(DerivedTables.recount(warehouse).frozen()).containsExactly(LocalDate.of(2024, 5, 3));
    assertThat(nights.rows(Tables.CLIENT_PROTOCOL_DAILY, "observed_on", "requests"))
        .isEqualTo(days);
    assertThat(nights.rows(Tables.CLIENT_PROTOCOL, "client_ip", "requests")).isEqualTo(clients);
    assertThat(DerivedTables.recount(warehouse)).isEqualTo(new RecountResult(false, List.of()));
    Recount recount = new Recount(warehouse);
    assertThat(recount.due(new UsageDays(Identity.NAMES))).isEmpty();
    assertThat(recount.frozen(new UsageDays(Identity.NAMES))).isEqualTo(1);
  }

  @Test
  void daysThatLostRowsStaySoWhenRowsAreKeptLongerLater() throws IOException {
    maintain(new RetentionSettings(OptionalInt.of(3), ALL, ALL, ALL, WEEK));
    List<String> days = nights.rows(Tables.CLIENT_PROTOCOL_DAILY, "observed_on", "requests");
    archive.write(
        "ex4/u_ex240101.log",
        IIS_HEADER,
        request("2024-01-01 11:00:00", "/EWS/x", "dora", "192.0.2.4", TLS10));
    nights.ingestOnly(archive);
    assertThat(remove(new RetentionSettings(OptionalInt.of(30), ALL, ALL, ALL, WEEK)))
        .contains("tls_observations: 1 rows of before 2024-04-10 removed");

    writeLateLog();
    nights.run(archive);

    assertThat(nights.rows(Tables.CLIENT_PROTOCOL_DAILY, "observed_on", "requests"))
        .isEqualTo(days);
  }

  @Test
  void rejectedLinesGoWithTheirLogs() {
    assertThat(remove(new RetentionSettings(ALL, OptionalInt.of(3), ALL, ALL, WEEK)))
        .contains("rejected_lines: 1 rows of before 2024-05-07 removed");

    assertThat(nights.rows(Tables.REJECTED_LINES, "text")).containsExactly("damaged on the eighth");
    assertThat(nights.rows(Tables.INGESTED_FILES, "rejected")).containsExactly("1", "1");
    assertThat(nights.run(archive).read()).isZero();
  }

  @Test
  void clientsThatWereSeenOnOldDaysAloneAreForgotten() throws IOException {
    RetentionSettings keep =
        new RetentionSettings(OptionalInt.of(3), ALL, OptionalInt.of(3), ALL, WEEK);

    assertThat(remove(keep)).contains("client_protocol_daily: 1 rows of before 2024-05-07 removed");

    assertThat(nights.rows(Tables.CLIENT_PROTOCOL, "client_ip")).containsExactly("192.0.2.2");
    assertThat(remove(keep)).isEmpty();

    archive.write(
        "ex1/u_ex240509.log",
        IIS_HEADER,
        request("2024-05-09 10:00:01", "/EWS/x", "bob", "192.0.2.2", TLS10));
    nights.run(archive);
    assertThat(nights.rows(Tables.CLIENT_PROTOCOL, "client_ip", "requests"))
        .containsExactly("192.0.2.2|2");
  }

  /** Of the third, which others told of before. */
  private void writeLateLog() throws IOException {
    archive.write(
        "ex3/u_ex240503.log",
        IIS_HEADER,
        request("2024-05-03 11:00:01", "/EWS/x", "carol", "192.0.2.3", TLS10));
  }

  private List<String> maintain(RetentionSettings keep) {
    List<String> removed = remove(keep);
    List<String> tidied = new Maintenance(warehouse, keep, TODAY).tidy();
    return Stream.concat(removed.stream(), tidied.stream()).toList();
  }

  /** The first half of maintain. */
  private List<String> remove(RetentionSettings keep) {
    DerivedTables.count(warehouse);
    List<String> removed = new Maintenance(warehouse, keep, TODAY).removeOld();
    DerivedTables.count(warehouse);
    return removed;
  }

  private long dataFiles(String table) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("warehouse").resolve(table))) {
      return files
          .filter(file -> file.toString().endsWith(".parquet"))
          .filter(file -> !file.toString().contains("_delta_log"))
          .count();
    }
  }
}
