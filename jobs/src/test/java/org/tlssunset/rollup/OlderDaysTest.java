package org.tlssunset.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tlssunset.ingest.LogFiles.IIS_HEADER;
import static org.tlssunset.ingest.LogFiles.TLS10;
import static org.tlssunset.ingest.LogFiles.TLS12;
import static org.tlssunset.ingest.LogFiles.request;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalInt;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.delta.DeltaLog;
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
import org.tlssunset.warehouse.ReleasedTable;

/** A warehouse of a version that knew no usage, whose oldest observations are gone. */
class OlderDaysTest {

  private static final int NEWEST = Tables.CLIENT_PROTOCOL.version();
  private static final OptionalInt ALL = OptionalInt.empty();

  /** What the table per address has always told of a client. */
  private static final String[] CLIENT = {
    "direction",
    "protocol",
    "client_ip",
    "client",
    "role",
    "client_name",
    "user_names",
    "user_agents",
    "servers",
    "first_seen",
    "last_seen",
    "observations",
    "requests",
    "requests_tls10",
    "requests_tls12",
    "requests_not_logged",
    "legacy_last_seen",
    "legacy_proof_line",
    "proxies"
  };

  @TempDir Path folder;

  private LogFiles archive;
  private Nights nights;

  @BeforeEach
  void someDaysOfWhichTheOldestAreGone() throws IOException {
    archive = new LogFiles(folder.resolve("archive"));
    nights = new Nights(folder.resolve("warehouse"));
    archive.write(
        "u_ex2403.log",
        IIS_HEADER,
        request("2024-03-03 10:00:00", "/EWS/x", "alice", "192.0.2.1", TLS10),
        request("2024-03-03 10:00:01", "/EWS/x", "bob", "192.0.2.1", TLS10),
        request("2024-03-03 10:00:02", "/EWS/x", "carol", "192.0.2.2", TLS12),
        request("2024-03-04 10:00:00", "/EWS/x", "-", "10.**.**.1", TLS10),
        request("2024-03-04 10:00:01", "/EWS/x", "dave", "10.**.**.1", "- - - -"));
    archive.write(
        "u_ex2405.log",
        IIS_HEADER,
        request("2024-05-03 10:00:00", "/EWS/x", "alice", "192.0.2.1", TLS12),
        request("2024-05-03 10:00:01", "/EWS/x", "erin", "192.0.2.3", TLS12));
    nights.run(archive);
  }

  /**
   * As it was, less the observations of March and all that this version counts beside.
   *
   * @param version of the tables per address
   */
  private void asThen(int version) throws IOException {
    RetentionSettings keep =
        new RetentionSettings(OptionalInt.of(30), ALL, ALL, ALL, Duration.ofDays(7));
    new Maintenance(nights.warehouse(), keep, LocalDate.of(2024, 5, 10)).removeOld();
    assertThat(nights.rows(Tables.TLS_OBSERVATIONS, "user_name")).containsExactly("alice", "erin");
    for (Table table : List.of(Tables.CLIENT_PROTOCOL_DAILY, Tables.CLIENT_PROTOCOL)) {
      if (version < table.version()) {
        new ReleasedTable(table, version).replace(nights.warehouse(), "tls-sunset-rollup", 2);
      }
    }
    for (Table table :
        List.of(
            Tables.USAGE_DAILY,
            Tables.USAGE_MONTHLY,
            Tables.TLS_KINDS,
            Tables.CLIENT_PROGRAM,
            Tables.CLIENT_SERVER)) {
      FileUtils.deleteDirectory(new File(nights.warehouse().path(table)));
    }
    DeltaLog.clearCache();
    nights.warehouse().createMissing();
  }

  @Test
  void countsPerClientStayAsTheyWere() throws IOException {
    List<String> clients = nights.rows(Tables.CLIENT_PROTOCOL, CLIENT);
    String[] columns = Tables.CLIENT_PROTOCOL_DAILY.columnNames().toArray(String[]::new);
    List<String> days = nights.rows(Tables.CLIENT_PROTOCOL_DAILY, columns);
    asThen(NEWEST);

    DerivedTables.count(nights.warehouse());

    assertThat(nights.rows(Tables.CLIENT_PROTOCOL, CLIENT)).isEqualTo(clients).hasSize(5);
    assertThat(nights.rows(Tables.CLIENT_PROTOCOL_DAILY, columns)).isEqualTo(days);
    assertThat(DerivedTables.count(nights.warehouse())).isFalse();
  }

  /** Where several users stand on one day, nobody knows whose the requests were. */
  @Test
  void oldDaysArePartiesAsFarAsTheyTell() throws IOException {
    asThen(NEWEST);

    DerivedTables.count(nights.warehouse());

    assertThat(
            nights.rows(
                Tables.CLIENT_PROGRAM,
                "party",
                "requests",
                "observations_counted",
                "requests_tls10"))
        .containsExactlyInAnyOrder(
            "192.0.2.1|2|2|2",
            "alice|1|1|0",
            "carol|1|1|0",
            "10.**.**.1|1|1|1",
            "dave|1|1|0",
            "erin|1|1|0");
    assertThat(
            nights.rows(Tables.USAGE_MONTHLY, "month", "sum(requests) OVER (PARTITION BY month)"))
        .containsOnly("2024-03-01|5");
    assertThat(nights.rows(Tables.CLIENT_SERVER, "sum(requests)")).containsExactly("7");
  }

  /** The first version named no client without an address, and knew no roles. */
  @Test
  void ofTheFirstVersionTheCountsStayToo() throws IOException {
    asThen(1);

    DerivedTables.count(nights.warehouse());

    assertThat(
            nights.rows(
                Tables.CLIENT_PROTOCOL,
                "client",
                "client_ip",
                "role",
                "requests",
                "requests_tls10"))
        .containsExactlyInAnyOrder(
            "192.0.2.1|192.0.2.1|client|3|2",
            "192.0.2.2|192.0.2.2|client|1|0",
            "192.0.2.3|192.0.2.3|client|1|0",
            "null|null|client|2|1");
    assertThat(DerivedTables.count(nights.warehouse())).isFalse();
  }

  /** A log of an old day that comes late changes nothing there: not all of its rows are left. */
  @Test
  void anOldDayIsNotCountedAgain() throws IOException {
    asThen(NEWEST);
    DerivedTables.count(nights.warehouse());
    List<String> before = nights.rows(Tables.CLIENT_PROTOCOL, CLIENT);
    archive.write(
        "late.log",
        IIS_HEADER,
        request("2024-03-03 10:00:00", "/EWS/x", "frank", "192.0.2.9", TLS10));
    nights.run(archive);

    assertThat(nights.rows(Tables.CLIENT_PROTOCOL, CLIENT)).isEqualTo(before);
  }

  @Test
  void namesOfOldDaysGoWhereTheyAreNoLongerKept() throws IOException {
    asThen(NEWEST);
    DerivedTables.count(nights.warehouse());
    RetentionSettings keep =
        new RetentionSettings(OptionalInt.of(30), ALL, ALL, OptionalInt.of(30), Duration.ofDays(7));
    new Maintenance(nights.warehouse(), keep, LocalDate.of(2024, 5, 10)).removeOld();
    DerivedTables.count(nights.warehouse());

    assertThat(nights.rows(Tables.CLIENT_PROTOCOL, "client", "user_names", "requests"))
        .containsExactlyInAnyOrder(
            "10.**.**.1|[]|2", "192.0.2.1|[alice]|3", "192.0.2.2|[]|1", "192.0.2.3|[erin]|1");
    assertThat(nights.rows(Tables.USAGE_DAILY, "observed_on", "user_name", "client"))
        .containsOnly(
            "2024-03-03|null|192.0.2.1",
            "2024-03-03|null|192.0.2.2",
            "2024-03-04|null|10.**.**.1",
            "2024-05-03|alice|null",
            "2024-05-03|erin|null");
  }
}
