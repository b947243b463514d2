package org.tlssunset.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tlssunset.ingest.LogFiles.IIS_HEADER;
import static org.tlssunset.ingest.LogFiles.TLS10;
import static org.tlssunset.ingest.LogFiles.TLS12;
import static org.tlssunset.ingest.LogFiles.request;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tlssunset.ingest.LogFiles;
import org.tlssunset.ingest.Nights;
import org.tlssunset.schema.Table;
import org.tlssunset.schema.Tables;
import org.tlssunset.steps.DerivedTables;
import org.tlssunset.upkeep.Maintenance;
import org.tlssunset.upkeep.RetentionSettings;

/** Of days that are older than names are to be kept, the rollups keep the counts alone. */
class KeptUsersTest {

  private static final LocalDate TODAY = LocalDate.of(2024, 5, 10);
  private static final OptionalInt ALL = OptionalInt.empty();

  /** Names from 5 May on: the fifth and later days keep them. */
  private static final int FIVE_DAYS = 5;

  @TempDir Path folder;

  private LogFiles archive;
  private Nights nights;

  @BeforeEach
  void someNights() throws IOException {
    archive = new LogFiles(folder.resolve("archive"));
    nights = new Nights(folder.resolve("warehouse"));
    archive.write(
        "u_ex2404.log",
        IIS_HEADER,
        request("2024-03-31 10:00:00", "/EWS/x", "alice", "10.**.**.1", TLS10),
        request("2024-04-02 10:00:00", "/EWS/x", "alice", "192.0.2.1", TLS10),
        request("2024-04-02 11:00:00", "/EWS/x", "bob", "192.0.2.1", TLS10),
        request("2024-04-02 11:00:00", "/EWS/x", "-", "192.0.2.1", TLS10));
    archive.write(
        "u_ex2405.log",
        IIS_HEADER,
        request("2024-05-04 10:00:00", "/EWS/x", "alice", "192.0.2.1", TLS12),
        request("2024-05-05 10:00:00", "/EWS/x", "carol", "192.0.2.1", TLS12));
    nights.run(archive);
  }

  @Test
  void onlyTheDaysThatAreToKeepThemHaveNames() {
    List<String> before = counts();

    assertThat(maintain(nights, ALL, ALL))
        .containsExactly(
            "usage_daily: who signed in taken out of 4 rows of before 2024-05-05",
            "usage_monthly: who signed in taken out of 3 rows of before 2024-05-05");

    assertThat(everything(nights)).containsIgnoringCase("carol").doesNotContain("alice", "bob");
    assertThat(counts()).isEqualTo(before);
    assertThat(
            nights.rows(Tables.USAGE_DAILY, "observed_on", "user_name", "requests", "proof_line"))
        .containsExactly(
            "2024-03-31|null|1|2",
            "2024-04-02|null|3|5",
            "2024-05-04|null|1|2",
            "2024-05-05|carol|1|3");
    assertThat(nights.rows(Tables.USAGE_MONTHLY, "month", "user_name", "requests"))
        .containsExactly("2024-03-01|null|1", "2024-04-01|null|3");
    assertThat(nights.rows(Tables.CLIENT_PROGRAM, "party", "user_name", "requests"))
        .containsExactly("10.**.**.1|null|1", "192.0.2.1|null|4", "carol|carol|1");
    assertThat(maintain(nights, ALL, ALL)).isEmpty();
    assertThat(DerivedTables.count(nights.warehouse())).isFalse();
  }

  /** What is left is what counting those days again gives: a log that comes late brings no name. */
  @Test
  void aLateLogBringsNoNameBack() throws IOException {
    maintain(nights, ALL, ALL);
    archive.write(
        "late.log",
        IIS_HEADER,
        request("2024-04-02 12:00:00", "/EWS/x", "dave", "192.0.2.1", TLS10),
        request("2024-05-04 12:00:00", "/EWS/x", "dave", "192.0.2.1", TLS12));
    nights.run(archive);
    assertThat(everything(nights)).doesNotContain("alice", "bob", "dave");

    Nights atOnce = new Nights(folder.resolve("at once"));
    atOnce.run(archive);
    maintain(atOnce, ALL, ALL);

    for (Table table : rollups()) {
      assertThat(rows(nights, table)).as(table.name()).isEqualTo(rows(atOnce, table));
    }
  }

  /** Days whose observations are gone lose names all the same. */
  @Test
  void ofDaysThatCannotBeCountedAgainNamesGoToo() {
    List<String> before = counts();
    maintain(nights, OptionalInt.of(3), ALL, ALL);
    assertThat(nights.rows(Tables.TLS_OBSERVATIONS, "user_name")).isEmpty();
    assertThat(everything(nights)).contains("alice");

    maintain(nights, OptionalInt.of(3), ALL, OptionalInt.of(FIVE_DAYS));

    assertThat(everything(nights)).contains("carol").doesNotContain("alice", "bob");
    assertThat(counts()).isEqualTo(before);
  }

  /** A month that has lost days of its own cannot be counted again, and is not over yet. */
  @Test
  void aMonthThatHasLostDaysLosesAllNames() throws IOException {
    archive.write(
        "u_ex2406.log",
        IIS_HEADER,
        request("2024-05-20 10:00:00", "/EWS/x", "erin", "192.0.2.1", TLS12),
        request("2024-06-09 10:00:00", "/EWS/x", "frank", "192.0.2.1", TLS12));
    nights.run(archive);
    LocalDate later = LocalDate.of(2024, 6, 10);
    RetentionSettings rollups =
        new RetentionSettings(OptionalInt.of(30), ALL, OptionalInt.of(37), ALL, Duration.ofDays(7));
    new Maintenance(nights.warehouse(), rollups, later).removeOld();
    DerivedTables.count(nights.warehouse());
    assertThat(nights.rows(Tables.USAGE_MONTHLY, "month", "user_name"))
        .containsExactly("2024-05-01|alice", "2024-05-01|carol", "2024-05-01|erin");

    RetentionSettings users =
        new RetentionSettings(
            OptionalInt.of(30), ALL, OptionalInt.of(37), OptionalInt.of(30), Duration.ofDays(7));
    new Maintenance(nights.warehouse(), users, later).removeOld();
    DerivedTables.count(nights.warehouse());

    assertThat(nights.rows(Tables.USAGE_MONTHLY, "month", "user_name", "requests"))
        .containsExactly("2024-05-01|null|3");
    assertThat(nights.rows(Tables.USAGE_DAILY, "observed_on", "user_name"))
        .containsExactly(
            "2024-05-04|null", "2024-05-05|null", "2024-05-20|erin", "2024-06-09|frank");
  }

  private static List<String> maintain(
      Nights nights, OptionalInt observations, OptionalInt rollups) {
    return maintain(nights, observations, rollups, OptionalInt.of(FIVE_DAYS));
  }

  private static List<String> maintain(
      Nights nights, OptionalInt observations, OptionalInt rollups, OptionalInt users) {
    RetentionSettings keep =
        new RetentionSettings(observations, ALL, rollups, users, Duration.ofDays(7));
    List<String> done = new Maintenance(nights.warehouse(), keep, TODAY).removeOld();
    DerivedTables.count(nights.warehouse());
    return done;
  }

  /** What is counted, whoever it was. */
  private List<String> counts() {
    return Stream.of(
            Tables.USAGE_DAILY,
            Tables.USAGE_MONTHLY,
            Tables.CLIENT_PROTOCOL_DAILY,
            Tables.CLIENT_PROGRAM,
            Tables.CLIENT_SERVER)
        .flatMap(
            table ->
                nights
                    .rows(
                        table,
                        "'" + table.name() + "'",
                        "sum(requests)",
                        "sum(observations)",
                        "min(first_seen)",
                        "max(last_seen)")
                    .stream())
        .toList();
  }

  private static List<Table> rollups() {
    return List.of(
        Tables.USAGE_DAILY,
        Tables.USAGE_MONTHLY,
        Tables.CLIENT_PROTOCOL_DAILY,
        Tables.CLIENT_PROTOCOL,
        Tables.CLIENT_PROGRAM,
        Tables.CLIENT_SERVER);
  }

  private static List<String> rows(Nights nights, Table table) {
    return nights.rows(table, table.columnNames().toArray(String[]::new));
  }

  private static String everything(Nights nights) {
    return rollups().stream()
        .flatMap(table -> rows(nights, table).stream())
        .reduce("", (one, other) -> one + "\n" + other);
  }
}
