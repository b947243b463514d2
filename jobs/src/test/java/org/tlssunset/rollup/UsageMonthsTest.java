package org.tlssunset.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tlssunset.ingest.LogFiles.TLS10;
import static org.tlssunset.ingest.LogFiles.TLS12;
import static org.tlssunset.ingest.LogFiles.request;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tlssunset.ingest.LogFiles;
import org.tlssunset.ingest.Nights;
import org.tlssunset.logs.ForwardingFields;
import org.tlssunset.party.ListedProxy;
import org.tlssunset.party.Network;
import org.tlssunset.party.PartySettings;
import org.tlssunset.party.ProxyKind;
import org.tlssunset.party.ProxyTraits;
import org.tlssunset.party.Scope;
import org.tlssunset.party.Validity;
import org.tlssunset.schema.Table;
import org.tlssunset.schema.Tables;
import org.tlssunset.steps.DerivedTables;
import org.tlssunset.upkeep.Maintenance;
import org.tlssunset.upkeep.RetentionSettings;

/** Months that are over, and what is believed of addresses on their days. */
class UsageMonthsTest {

  private static final String HEADER = LogFiles.IIS_HEADER + " X-Forwarded-For";

  private static final List<Table> ROLLUPS =
      List.of(
          Tables.USAGE_DAILY,
          Tables.USAGE_MONTHLY,
          Tables.USAGE_EARLIER,
          Tables.CLIENT_PROTOCOL_DAILY,
          Tables.CLIENT_PROTOCOL,
          Tables.CLIENT_PROGRAM,
          Tables.CLIENT_SERVER);

  @TempDir Path folder;

  private LogFiles archive;
  private Nights nights;

  @BeforeEach
  void emptyArchive() throws IOException {
    archive = new LogFiles(folder.resolve("archive"));
    nights = new Nights(folder.resolve("warehouse"));
  }

  /** A request that somebody makes, and forwards for another. */
  private static String forwarded(String day, String peer, String client) {
    return request(day + " 10:00:00", "/EWS/x", "-", peer, TLS10) + " " + client;
  }

  private static Map<String, List<String>> rollups(Nights nights) {
    Map<String, List<String>> rollups = new LinkedHashMap<>();
    for (Table table : ROLLUPS) {
      rollups.put(table.name(), nights.rows(table, table.columnNames().toArray(String[]::new)));
    }
    return rollups;
  }

  private static PartySettings listed(Validity validity) {
    ForwardingFields fields =
        new ForwardingFields(List.of("X-Forwarded-For"), List.of(), List.of());
    ProxyTraits traits = new ProxyTraits(ProxyKind.TLS_ENDING, Scope.ALL, false, fields);
    return new PartySettings(
        List.of(new ListedProxy("KEMP-1", List.of(new Network("10.0.0.9")), validity, traits)),
        List.of(),
        List.of());
  }

  private void threeMonths() throws IOException {
    archive.write(
        "u_ex24.log",
        HEADER,
        forwarded("2024-03-05", "10.0.0.9", "192.0.2.1"),
        forwarded("2024-03-20", "10.0.0.9", "192.0.2.1"),
        forwarded("2024-03-20", "192.0.2.5", "192.0.2.1"),
        forwarded("2024-04-05", "10.0.0.9", "192.0.2.2"),
        forwarded("2024-05-05", "10.0.0.9", "192.0.2.2"));
  }

  /** Of the observations none is left when the proxy is listed: facts of usage are enough. */
  @Test
  void aProxyIsBelievedAsFarBackAsUsageReaches() throws IOException {
    threeMonths();
    nights.run(archive);
    assertThat(nights.rows(Tables.CLIENT_PROTOCOL, "client", "role"))
        .containsExactly("10.0.0.9|client", "192.0.2.5|client");
    RetentionSettings noObservations =
        new RetentionSettings(
            OptionalInt.of(1),
            OptionalInt.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            Duration.ofDays(7));
    new Maintenance(nights.warehouse(), noObservations, LocalDate.of(2024, 6, 1)).removeOld();
    assertThat(nights.rows(Tables.TLS_OBSERVATIONS, "source_line")).isEmpty();
    DerivedTables.recount(nights.warehouse(), listed(Validity.ALWAYS));

    Nights first = new Nights(folder.resolve("listed first"));
    first.ingestOnly(archive);
    DerivedTables.recount(first.warehouse(), listed(Validity.ALWAYS));

    assertThat(rollups(nights)).isEqualTo(rollups(first));
    assertThat(
            nights.rows(Tables.CLIENT_PROTOCOL_DAILY, "observed_on", "client", "role", "tls_hop"))
        .containsExactlyInAnyOrder(
            "2024-03-05|10.0.0.9|proxy|client",
            "2024-03-05|192.0.2.1|client|proxy",
            "2024-03-20|10.0.0.9|proxy|client",
            "2024-03-20|192.0.2.1|client|proxy",
            "2024-03-20|192.0.2.5|client|client",
            "2024-04-05|10.0.0.9|proxy|client",
            "2024-04-05|192.0.2.2|client|proxy",
            "2024-05-05|10.0.0.9|proxy|client",
            "2024-05-05|192.0.2.2|client|proxy");
  }

  /** Listed from the tenth of March on: its connection of the fifth is a client's. */
  @Test
  void aMonthIsCutWhereMoreIsKnownOfAnAddress() throws IOException {
    threeMonths();
    nights.ingestOnly(archive);
    int tenth = (int) LocalDate.of(2024, 3, 10).toEpochDay();
    DerivedTables.recount(nights.warehouse(), listed(new Validity(tenth, null)));

    assertThat(nights.rows(Tables.USAGE_MONTHLY, "month", "observed_from", "client_ip", "requests"))
        .containsExactly(
            "2024-03-01|2024-03-01|10.0.0.9|1",
            "2024-03-01|2024-03-10|10.0.0.9|1",
            "2024-03-01|2024-03-10|192.0.2.5|1",
            "2024-04-01|2024-04-01|10.0.0.9|1");
    assertThat(nights.rows(Tables.CLIENT_PROGRAM, "role", "party", "requests"))
        .containsExactly(
            "client|10.0.0.9|1",
            "client|192.0.2.1|1",
            "client|192.0.2.2|2",
            "client|192.0.2.5|1",
            "proxy|KEMP-1|3");
  }

  /** No month is cut by it, but what was known is no longer the same in both. */
  @Test
  void monthsAreNotOneOfWhichDifferentThingsAreKnown() throws IOException {
    threeMonths();
    archive.write("more.log", HEADER, forwarded("2024-04-06", "10.0.0.9", "192.0.2.1"));
    nights.run(archive);
    assertThat(nights.rows(Tables.USAGE_EARLIER, "observed_from", "forwarded_for", "observations"))
        .containsExactlyInAnyOrder(
            "2024-03-01|192.0.2.1|3", "2024-03-01|192.0.2.1|1", "2024-03-01|192.0.2.2|1");

    int april = (int) LocalDate.of(2024, 4, 1).toEpochDay();
    DerivedTables.recount(nights.warehouse(), listed(new Validity(april, null)));

    assertThat(nights.rows(Tables.USAGE_EARLIER, "observed_from", "forwarded_for", "observations"))
        .containsExactlyInAnyOrder(
            "2024-03-01|192.0.2.1|2",
            "2024-03-01|192.0.2.1|1",
            "2024-04-01|192.0.2.1|1",
            "2024-04-01|192.0.2.2|1");
    assertThat(nights.rows(Tables.CLIENT_PROGRAM, "role", "party", "requests"))
        .contains("client|10.0.0.9|2", "proxy|KEMP-1|3", "client|192.0.2.5|1");
  }

  /** A server's address is known from thirty days before its first use on. */
  @Test
  void soItIsWhereAServerIsLearned() throws IOException {
    threeMonths();
    archive.write(
        "ex2.log",
        HEADER,
        request("2024-04-11 10:00:00", "/EWS/x", "-", "192.0.2.8", TLS12)
                .replace(" 10.0.0.5 ", " 10.0.0.9 ")
            + " -");
    nights.run(archive);

    assertThat(nights.rows(Tables.USAGE_MONTHLY, "month", "observed_from", "client_ip"))
        .containsExactly(
            "2024-03-01|2024-03-01|10.0.0.9",
            "2024-03-01|2024-03-12|10.0.0.9",
            "2024-03-01|2024-03-12|192.0.2.5",
            "2024-04-01|2024-04-01|10.0.0.9",
            "2024-04-01|2024-04-01|192.0.2.8");
    assertThat(nights.rows(Tables.CLIENT_PROGRAM, "role", "party", "requests"))
        .containsExactly(
            "client|10.0.0.9|1",
            "client|192.0.2.5|1",
            "client|192.0.2.8|1",
            "own-server|10.0.0.9|3");
  }

  @Test
  void aClosedMonthIsCountedAgainWhenOneOfItsDaysChanges() throws IOException {
    threeMonths();
    nights.run(archive);
    List<String> before =
        nights.rows(Tables.USAGE_MONTHLY, "month", "sum(requests) OVER (PARTITION BY month)");
    assertThat(before).contains("2024-03-01|3", "2024-04-01|1");
    archive.write("late.log", HEADER, forwarded("2024-04-30", "10.0.0.9", "192.0.2.2"));
    nights.run(archive);

    assertThat(nights.rows(Tables.USAGE_MONTHLY, "month", "requests", "last_seen"))
        .contains("2024-04-01|2|2024-04-30T10:00:00Z")
        .hasSize(3);
    assertThat(nights.rows(Tables.CLIENT_PROGRAM, "party", "requests"))
        .containsExactly("10.0.0.9|5", "192.0.2.5|1");
    assertThat(DerivedTables.count(nights.warehouse())).isFalse();
  }

  /** Until another month begins, no day of a month is the last. */
  @Test
  void theNewestMonthIsOpen() throws IOException {
    archive.write("u_ex24.log", HEADER, forwarded("2024-03-31", "10.0.0.9", "192.0.2.1"));
    nights.run(archive);
    assertThat(nights.rows(Tables.USAGE_MONTHLY, "month")).isEmpty();
    assertThat(nights.rows(Tables.CLIENT_PROGRAM, "party", "requests"))
        .containsExactly("10.0.0.9|1");

    archive.write("next.log", HEADER, forwarded("2024-04-01", "10.0.0.9", "192.0.2.1"));
    nights.run(archive);

    assertThat(nights.rows(Tables.USAGE_MONTHLY, "month")).containsExactly("2024-03-01");
    assertThat(nights.rows(Tables.CLIENT_PROGRAM, "party", "requests"))
        .containsExactly("10.0.0.9|2");
  }
}
