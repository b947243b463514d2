package org.tlssunset.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tlssunset.ingest.LogFiles.IIS_HEADER;
import static org.tlssunset.ingest.LogFiles.TLS10;
import static org.tlssunset.ingest.LogFiles.TLS12;
import static org.tlssunset.ingest.LogFiles.handshake;
import static org.tlssunset.ingest.LogFiles.received;
import static org.tlssunset.ingest.LogFiles.request;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.delta.DeltaConcurrentModificationException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tlssunset.days.DerivedDays;
import org.tlssunset.days.Recount;
import org.tlssunset.ingest.LogFiles;
import org.tlssunset.ingest.Nights;
import org.tlssunset.ingest.SharedNights;
import org.tlssunset.schema.Table;
import org.tlssunset.schema.Tables;
import org.tlssunset.steps.DerivedTables;

/** In whatever order logs come, and whoever is killed in between, the rollups are the same. */
class RollupOrderTest {

  private static final String TLS13 = "1000 6610 800d ae06";

  private static final List<Table> ROLLUPS =
      List.of(
          Tables.USAGE_DAILY,
          Tables.USAGE_MONTHLY,
          Tables.USAGE_EARLIER,
          Tables.TLS_KINDS,
          Tables.CLIENT_PROTOCOL_DAILY,
          Tables.CLIENT_PROTOCOL,
          Tables.CLIENT_PROGRAM,
          Tables.CLIENT_SERVER);

  @TempDir static Path shared;

  /** The lines of each log, by its path. */
  private static Map<String, String[]> logs;

  private static Map<String, List<String>> quiet;
  private static SharedNights twoDaysBehind;

  @TempDir Path folder;

  private LogFiles archive;
  private Nights nights;

  @BeforeAll
  static void oneQuietNight() throws IOException {
    logs = logs(new Random(7));
    LogFiles archive = new LogFiles(shared.resolve("archive"));
    for (Map.Entry<String, String[]> log : logs.entrySet()) {
      archive.write(log.getKey(), log.getValue());
    }
    Nights nights = new Nights(shared.resolve("quiet"));
    nights.run(archive);
    quiet = rollups(nights);
    assertThat(quiet.get("usage_monthly")).hasSizeGreaterThan(15);
    assertThat(quiet.get("client_program")).hasSizeGreaterThan(5);
    twoDaysBehind = new SharedNights(shared.resolve("behind"), RollupOrderTest::twoDaysBehind);
  }

  /** Few users, hosts and moments, over three months, so that many of them meet. */
  private static Map<String, String[]> logs(Random random) {
    Map<String, String[]> logs = new LinkedHashMap<>();
    for (String day : List.of("03-30", "03-31", "04-01", "04-15", "05-01", "05-02")) {
      List<String> lines = new ArrayList<>(List.of(IIS_HEADER));
      for (int i = 0; i < 8; i++) {
        lines.add(
            request(
                "2024-%s %02d:00:%02d".formatted(day, random.nextInt(3), random.nextInt(2)),
                "/EWS/x",
                random.nextBoolean() ? "User" + random.nextInt(2) : "-",
                random.nextInt(4) == 0 ? "10.**.**.1" : "192.0.2." + random.nextInt(2),
                random.nextBoolean() ? TLS10 : TLS12));
      }
      if (day.equals("05-02")) {
        lines.add(request("2024-05-02 09:00:00", "/EWS/x", "-", "192.0.2.0", TLS13));
      }
      logs.put("u_ex24" + day.replace("-", "") + ".log", lines.toArray(String[]::new));
    }
    // A session over the end of a month: its beginning alone tells when it was.
    logs.put(
        "RECV20240430-1.LOG",
        new String[] {
          received("2024-04-30T23:59:58.000Z", "08D1", 0, "+,,"),
          received("2024-04-30T23:59:59.000Z", "08D1", 1, "<,EHLO pc.example,")
        });
    logs.put(
        "RECV20240501-1.LOG",
        new String[] {
          received("2024-05-01T00:00:01.000Z", "08D1", 2, handshake("TLS1_0")),
          received("2024-05-01T00:00:02.000Z", "08D1", 3, "-,,Remote")
        });
    return logs;
  }

  private static Map<String, List<String>> rollups(Nights nights) {
    Map<String, List<String>> rollups = new LinkedHashMap<>();
    for (Table table : ROLLUPS) {
      // The archives lie in different folders.
      String[] columns =
          table.columnNames().stream()
              .map(name -> name.endsWith("_file") ? "substring_index(" + name + ", '/', -1)" : name)
              .toArray(String[]::new);
      rollups.put(table.name(), nights.rows(table, columns));
    }
    return rollups;
  }

  @BeforeEach
  void emptyArchive() throws IOException {
    archive = new LogFiles(folder.resolve("archive"));
    nights = new Nights(folder.resolve("warehouse"));
  }

  private void write(String name) throws IOException {
    archive.write(name, logs.get(name));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void inAnyOrderOfNights(long seed) throws IOException {
    Random random = new Random(seed);
    List<String> names = new ArrayList<>(logs.keySet());
    Collections.shuffle(names, random);
    for (int i = 0; i < names.size(); i++) {
      write(names.get(i));
      if (i == names.size() - 1 || random.nextInt(3) == 0) {
        nights.run(archive);
      }
    }

    assertThat(rollups(nights)).isEqualTo(quiet);
    assertThat(DerivedTables.count(nights.warehouse())).isFalse();
  }

  /** March comes when May is there, and a day of April after the month was closed. */
  @Test
  void aWholeMonthLateAndADayOfAClosedMonth() throws IOException {
    List<String> late = List.of("u_ex240330.log", "u_ex240331.log", "u_ex240415.log");
    for (String name : logs.keySet()) {
      if (!late.contains(name)) {
        write(name);
      }
    }
    nights.run(archive);
    assertThat(nights.rows(Tables.USAGE_MONTHLY, "month"))
        .contains("2024-04-01")
        .doesNotContain("2024-03-01");
    for (String name : late) {
      write(name);
      nights.run(archive);
    }

    assertThat(rollups(nights)).isEqualTo(quiet);
    assertThat(DerivedTables.count(nights.warehouse())).isFalse();
  }

  /** A day of a closed month and a day of an open one are read, and not counted yet. */
  private static void twoDaysBehind(LogFiles archive, Nights nights) throws IOException {
    for (Map.Entry<String, String[]> log : logs.entrySet()) {
      if (!log.getKey().contains("0415") && !log.getKey().contains("0502")) {
        archive.write(log.getKey(), log.getValue());
      }
    }
    nights.run(archive);
    for (String name : List.of("u_ex240415.log", "u_ex240502.log")) {
      archive.write(name, logs.get(name));
    }
    nights.ingestOnly(archive);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void killedBetweenTheTablesOfDays(int place) throws IOException {
    nights = twoDaysBehind.nights(folder.resolve("behind"));
    List<DerivedDays> days =
        List.of(new UsageDays(Identity.NAMES), new UsageMonths(), new ClientDays());
    for (DerivedDays derived : days.subList(0, place)) {
      assertThat(new Recount(nights.warehouse()).days(derived).isChanged()).isTrue();
    }
    assertAreDone(days.stream().map(DerivedDays::table).toList(), place);

    assertThat(DerivedTables.count(nights.warehouse())).isTrue();

    assertThat(rollups(nights)).isEqualTo(quiet);
    assertThat(DerivedTables.count(nights.warehouse())).isFalse();
  }

  /** What is new in the table of kinds is there, and no row of usage yet. */
  @Test
  void killedBetweenKindsAndUsage() throws IOException {
    nights = twoDaysBehind.nights(folder.resolve("behind"));
    List<String> usage = rollups(nights).get("usage_daily");
    UsageDays killed = new UsageDays(Identity.NAMES);
    assertThatThrownBy(() -> new Recount(nights.warehouse()).days(KilledCount.of(killed)))
        .isInstanceOf(DeltaConcurrentModificationException.class);
    assertThat(rollups(nights).get("tls_kinds")).isEqualTo(quiet.get("tls_kinds"));
    assertThat(rollups(nights).get("usage_daily"))
        .isEqualTo(usage)
        .isNotEqualTo(quiet.get("usage_daily"));

    DerivedTables.count(nights.warehouse());

    assertThat(rollups(nights)).isEqualTo(quiet);
    assertThat(DerivedTables.count(nights.warehouse())).isFalse();
  }

  /** Those before a table are new then, and those behind it as they were. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void killedBetweenTheTablesOfAllDays(int place) throws IOException {
    nights = twoDaysBehind.nights(folder.resolve("behind"));
    for (DerivedDays derived : List.of(new UsageDays(Identity.NAMES), new UsageMonths())) {
      new Recount(nights.warehouse()).days(derived);
    }
    new Recount(nights.warehouse()).whole(new EarlierUsage());
    Totals totals = new Totals();
    assertThatThrownBy(() -> new Recount(nights.warehouse()).whole(KilledCount.of(totals, place)))
        .isInstanceOf(DeltaConcurrentModificationException.class);
    assertAreDone(totals.tables(), place);

    DerivedTables.count(nights.warehouse());

    assertThat(rollups(nights)).isEqualTo(quiet);
    assertThat(DerivedTables.count(nights.warehouse())).isFalse();
  }

  /** So many of some tables are as they are to be in the end, and the others are not. */
  private void assertAreDone(List<Table> tables, int done) {
    Map<String, List<String>> now = rollups(nights);
    assertThat(
            tables.stream().map(Table::name).filter(name -> now.get(name).equals(quiet.get(name))))
        .containsExactlyElementsOf(tables.stream().map(Table::name).limit(done).toList());
  }
}
