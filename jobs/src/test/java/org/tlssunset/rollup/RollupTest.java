package org.tlssunset.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.tlssunset.ingest.LogFiles.IIS_HEADER;
import static org.tlssunset.ingest.LogFiles.TLS10;
import static org.tlssunset.ingest.LogFiles.TLS12;
import static org.tlssunset.ingest.LogFiles.handshake;
import static org.tlssunset.ingest.LogFiles.received;
import static org.tlssunset.ingest.LogFiles.request;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tlssunset.ingest.LogFiles;
import org.tlssunset.ingest.Nights;
import org.tlssunset.rollup.FoldSums.Stage;
import org.tlssunset.schema.Table;
import org.tlssunset.schema.Tables;
import org.tlssunset.steps.DerivedTables;

class RollupTest {

  @TempDir Path folder;

  private LogFiles archive;
  private static final int DAY = (int) LocalDate.of(2026, 3, 1).toEpochDay();

  private Nights nights;

  @BeforeEach
  void emptyArchive() throws IOException {
    archive = new LogFiles(folder.resolve("archive"));
    nights = new Nights(folder.resolve("warehouse"));
  }

  @Test
  void anEmptyLedgerGivesNothing() {
    assertThat(DerivedTables.count(nights.warehouse())).isFalse();
  }

  @Test
  void whatDoesNotSumUpToItsSourceIsRefused() {
    FoldSums counted = new FoldSums();
    counted.add(part(Stage.COUNTED, 0, "client", 1, 5));
    counted.add(part(Stage.COUNTED, 1, "proxy", 1, 2));
    counted.add(part(Stage.COUNTED, 1, "proxy", 1, 2)); // the same task, run twice
    counted.add(part(Stage.WRITTEN, 0, "client", 1, 5));

    assertThatIllegalStateException()
        .isThrownBy(() -> counted.refuseUnlike(1))
        .withMessage(
            "a rollup counts other observations and requests than there are"
                + " (2026-03-01 proxy: 0 with 0, not 1 with 2): nothing was committed");
    counted.add(part(Stage.WRITTEN, 1, "proxy", 1, 2));
    counted.refuseUnlike(1);
  }

  private static FoldSums.Part part(
      Stage stage, int partition, String kind, long observations, long requests) {
    Balance balance = new Balance();
    balance.add(GroupKey.of(DAY, UTF8String.fromString(kind)), observations, requests);
    return new FoldSums.Part(stage, 0, partition, balance);
  }

  @Test
  void everyRequestIsCountedOnceAndProbesNowhere() throws IOException {
    archive.write(
        "u_ex240503.log",
        IIS_HEADER,
        request("2024-05-03 09:00:00", "/owa/", "HealthMailbox7a", "192.0.2.1", TLS10),
        request("2024-05-03 09:00:00", "/owa/healthcheck.htm", "-", "127.0.0.1", TLS12),
        request("2024-05-03 10:00:00", "/owa/", "a", "192.0.2.1", TLS12),
        request("2024-05-03 10:00:01", "/owa/", "a", "192.0.2.1", TLS12),
        request("2024-05-03 10:00:02", "/owa/", "a", "192.0.2.1", "10 6603 8003 2400"),
        request("2024-05-03 10:00:03", "/owa/", "a", "192.0.2.1", "8 6603 8003 2400"),
        request("2024-05-03 10:00:04", "/owa/", "a", "192.0.2.1", "200 6603 8003 2400"),
        request("2024-05-03 10:00:05", "/owa/", "a", "192.0.2.1", "100 6603 8003 2400"),
        request("2024-05-03 10:00:06", "/owa/", "a", "192.0.2.1", "1000 6603 8003 2400"),
        request("2024-05-03 10:00:07", "/owa/", "a", "192.0.2.1", "9999 6603 8003 2400"),
        request("2024-05-03 10:00:08", "/owa/", "a", "192.0.2.1", "- - - -"),
        request("2024-05-03 10:00:09", "/owa/", "a", "192.0.2.1", "- - - -")
            .replace(" 443 ", " 80 "));
    archive.write(
        "RECV2024050310-1.LOG",
        received("2024-05-03T10:00:00.000Z", "08D1", 0, "+,,"),
        received("2024-05-03T10:00:01.000Z", "08D1", 1, handshake("TLS1_2")),
        received("2024-05-03T10:00:02.000Z", "08D1", 2, "-,,Remote"),
        received("2024-05-03T10:00:03.000Z", "08D2", 0, "+,,"),
        received("2024-05-03T10:00:04.000Z", "08D2", 1, "-,,Remote"),
        received("2024-05-03T10:00:05.000Z", "08D3", 0, "+,,"),
        received(
            "2024-05-03T10:00:06.000Z",
            "08D3",
            1,
            "*,,TLS negotiation failed with error NoCredentials"),
        received("2024-05-03T10:00:07.000Z", "08D3", 2, "-,,Local"));
    nights.run(archive);

    assertThat(
            nights.rows(
                Tables.CLIENT_PROTOCOL,
                "protocol",
                "requests",
                "requests_ssl2",
                "requests_ssl3",
                "requests_tls10",
                "requests_tls11",
                "requests_tls12",
                "requests_tls13",
                "requests_other_version",
                "requests_cleartext",
                "requests_failed",
                "requests_not_logged",
                "requests_none"))
        .hasSize(2)
        .contains("smtp|3|0|0|0|0|1|0|0|0|1|0|1");
    assertThat(
            nights.rows(
                Tables.CLIENT_PROTOCOL,
                "requests - requests_ssl2 - requests_ssl3 - requests_tls10 - requests_tls11"
                    + " - requests_tls12 - requests_tls13 - requests_other_version"
                    + " - requests_cleartext - requests_failed - requests_not_logged"
                    + " - requests_none"))
        .containsExactly("0", "0");
    List<String> counted =
        nights
            .warehouse()
            .read(Tables.TLS_OBSERVATIONS)
            .where("NOT is_probe")
            .selectExpr("concat_ws('|', count(*), sum(requests))")
            .collectAsList()
            .stream()
            .map(row -> row.getString(0))
            .toList();
    assertThat(nights.rows(Tables.CLIENT_PROTOCOL_DAILY, "sum(observations)", "sum(requests)"))
        .isEqualTo(counted);
    assertThat(nights.rows(Tables.CLIENT_PROTOCOL, "sum(observations)", "sum(requests)"))
        .isEqualTo(counted);
    assertThat(nights.rows(Tables.TLS_OBSERVATIONS, "sum(requests)", "count_if(is_probe)"))
        .containsExactly("15|2");
    assertThat(nights.rows(Tables.CLIENT_PROTOCOL, "client_ip"))
        .containsExactly("192.0.2.1", "192.0.2.7");
  }

  @Test
  void aClientWithoutAnAddressIsThePeerAsLogged() throws IOException {
    archive.write(
        "u_ex240503.log",
        IIS_HEADER,
        request("2024-05-03 10:00:00", "/EWS/x", "CORP\\alice", "10.**.**.168", TLS12),
        request("2024-05-03 10:00:01", "/EWS/x", "corp\\Alice", "10.**.**.168", TLS12),
        request("2024-05-03 10:00:02", "/EWS/x", "bob", "10.**.**.168", TLS10),
        request("2024-05-03 10:00:03", "/EWS/x", "-", "x.x.x.x", TLS10),
        request("2024-05-03 10:00:04", "/EWS/x", "bob", "-", TLS12),
        request("2024-05-03 10:00:05", "/EWS/x", "-", "-", TLS12),
        request("2024-05-04 10:00:00", "/EWS/x", "Bob", "10.**.**.168", TLS12),
        request("2024-05-04 10:00:00", "/EWS/x", "bob", "192.0.2.1", TLS12));
    nights.run(archive);

    assertThat(
            nights.rows(
                Tables.CLIENT_PROTOCOL, "client", "client_ip", "requests", "requests_tls10"))
        .containsExactlyInAnyOrder(
            "10.**.**.168 corp\\Alice|null|2|0",
            "10.**.**.168 Bob|null|2|1",
            "x.x.x.x|null|1|1",
            "bob|null|1|0",
            "null|null|1|0",
            "192.0.2.1|192.0.2.1|1|0");
    assertThat(nights.rows(Tables.CLIENT_PROTOCOL_DAILY, "observed_on", "client", "tls_version"))
        .containsExactlyInAnyOrder(
            "2024-05-03|10.**.**.168 corp\\Alice|TLS 1.2",
            "2024-05-03|10.**.**.168 bob|TLS 1.0",
            "2024-05-03|x.x.x.x|TLS 1.0",
            "2024-05-03|bob|TLS 1.2",
            "2024-05-03|null|TLS 1.2",
            "2024-05-04|10.**.**.168 Bob|TLS 1.2",
            "2024-05-04|192.0.2.1|TLS 1.2");
  }

  @Test
  void aUserIsOneInAnyCaseAndTheMostRecentSpellingShows() throws IOException {
    archive.write(
        "u_ex240503.log",
        IIS_HEADER,
        request("2024-05-03 10:00:00", "/EWS/x", "CORP\\alice", "192.0.2.1", TLS12),
        request("2024-05-03 10:00:01", "/EWS/x", "corp\\Alice", "192.0.2.1", TLS12),
        request("2024-05-03 10:00:02", "/EWS/x", "alice", "192.0.2.1", TLS12),
        request("2024-05-04 10:00:00", "/EWS/x", "Corp\\ALICE", "192.0.2.1", TLS12));
    nights.run(archive);

    assertThat(nights.rows(Tables.CLIENT_PROTOCOL_DAILY, "user_names"))
        .containsExactly("[Corp\\ALICE]", "[alice, corp\\Alice]");
    assertThat(nights.rows(Tables.CLIENT_PROTOCOL, "user_names"))
        .containsExactly("[Corp\\ALICE, alice]");
  }

  @Test
  void aConnectionCountsWithTheOldestVersionOfItsHandshakes() throws IOException {
    archive.write(
        "u_ex240503.log",
        IIS_HEADER,
        request("2024-05-03 10:00:00", "/EWS/x", "a", "192.0.2.1", TLS12),
        request("2024-05-03 10:00:00", "/EWS/x", "b", "192.0.2.1", TLS12));
    nights.run(archive);

    Folds folds = new Folds(nights.warehouse(), Long.MAX_VALUE, 100);
    Dataset<Row> usage =
        folds.usage(
            nights
                .warehouse()
                .read(Tables.TLS_OBSERVATIONS)
                .withColumn(
                    "tls_version_first", functions.expr("if(user_name = 'a', 'TLS 1.0', NULL)")));
    Dataset<Row> days = folds.judged(List.of(DayUses.GROUPING), usage).get(0);

    assertThat(
            days.selectExpr("concat_ws('|', tls_version, requests, user_names[0])").collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactlyInAnyOrder("TLS 1.0|1|a", "TLS 1.2|1|b");
  }

  @Test
  void callsOfADayAreOneWhateverPortTheyWereMadeFrom() throws IOException {
    archive.write("SEND2024050310-1.LOG", sent("10", 50001), sent("11", 50002), sent("12", 50003));
    nights.run(archive);

    assertThat(nights.rows(Tables.TLS_OBSERVATIONS, "server_port"))
        .containsExactlyInAnyOrder("50001", "50002", "50003");
    assertThat(nights.rows(Tables.USAGE_DAILY, "server_ip", "server_port", "observations"))
        .containsExactly("10.0.0.5|null|3");
  }

  private static String sent(String hour, int port) {
    return IntStream.range(0, 3)
        .mapToObj(
            i ->
                "2024-05-03T%s:00:00.000Z,To the world,08D%s,%d,10.0.0.5:%d,203.0.113.9:25,%s"
                    .formatted(
                        hour, hour, i, port, List.of("+,,", "<,220 mx ready,", "-,,Local").get(i)))
        .collect(Collectors.joining("\r\n"));
  }

  @Test
  void whatServersHandOnIsCountedWhereItCameIn() throws IOException {
    archive.write("RECV2024050310-1.LOG", handedOn("10", "08D1", "TLS1_0"));
    archive.write("RECV2024050311-1.LOG", handedOn("11", "08D2", "TLS1_2"));
    nights.run(archive);

    assertThat(nights.rows(Tables.CLIENT_PROTOCOL_DAILY, "client_ip")).isEmpty();
    assertThat(nights.rows(Tables.CLIENT_PROTOCOL, "client_ip")).isEmpty();
  }

  private static String[] handedOn(String hour, String session, String version) {
    String time = "2024-05-03T" + hour + ":00:00.000Z";
    return new String[] {
      received(time, session, 0, "+,,"),
      received(time, session, 1, handshake(version)),
      received(time, session, 2, "<,XPROXYFROM SID=08D IP=1.2.3.4 PORT=5 DOMAIN=x,"),
      received(time, session, 3, ">,250 XProxyFrom accepted,"),
      received(time, session, 4, "-,,Remote")
    };
  }

  @Test
  void theLastLegacyUseIsProvedByItsLine() throws IOException {
    archive.write(
        "u_ex240503.log",
        IIS_HEADER,
        request("2024-05-03 10:00:00", "/EWS/x", "a", "192.0.2.1", TLS10));
    String proof =
        archive.write(
            "u_ex240504.log",
            IIS_HEADER,
            request("2024-05-04 08:00:00", "/EWS/x", "a", "192.0.2.1", TLS12),
            request("2024-05-04 09:00:00", "/EWS/x", "a", "192.0.2.1", TLS10),
            request("2024-05-04 09:30:00", "/EWS/x", "a", "192.0.2.1", "20 6603 8003 2400"),
            request("2024-05-04 10:00:00", "/EWS/x", "a", "192.0.2.1", TLS12));
    archive.write(
        "u_ex240505.log",
        IIS_HEADER,
        request("2024-05-05 10:00:00", "/EWS/x", "a", "192.0.2.1", TLS12));
    nights.run(archive);

    assertThat(
            nights.rows(
                Tables.CLIENT_PROTOCOL,
                "first_seen",
                "last_seen",
                "legacy_last_seen",
                "legacy_proof_file",
                "legacy_proof_line"))
        .containsExactly(
            "2024-05-03T10:00:00Z|2024-05-05T10:00:00Z|2024-05-04T09:30:00Z|" + proof + "|4");
    assertThat(
            nights.rows(
                Tables.TLS_OBSERVATIONS, "ended_at", "tls_version", "source_file", "source_line"))
        .contains("2024-05-04T09:30:00Z|SSL 3.0|" + proof + "|4");
  }

  @Test
  void atMostFiveValuesTheMostRecentFirst() throws IOException {
    List<String> lines = new ArrayList<>(List.of(IIS_HEADER));
    for (int day = 1; day <= 7; day++) {
      for (int user = 1; user <= 7; user++) {
        lines.add(
            request(
                    "2024-05-0%d 10:%02d:00".formatted(day, user),
                    "/EWS/x",
                    "user" + (day > 5 ? day : user),
                    "192.0.2.1",
                    user % 2 == 0 ? TLS10 : TLS12)
                .replace("Outlook/16.0", "Agent/" + day));
      }
    }
    archive.write("u_ex2405.log", lines.toArray(String[]::new));
    nights.run(archive);

    assertThat(nights.rows(Tables.CLIENT_PROTOCOL, "user_names", "user_agents", "servers"))
        .containsExactly(
            "[user7, user6, user5, user4, user3]"
                + "|[Agent/7, Agent/6, Agent/5, Agent/4, Agent/3]|[10.0.0.5]");
    assertThat(
            nights.rows(Tables.CLIENT_PROTOCOL_DAILY, "observed_on", "tls_version", "user_names"))
        .contains(
            "2024-05-01|TLS 1.0|[user6, user4, user2]",
            "2024-05-01|TLS 1.2|[user7, user5, user3, user1]",
            "2024-05-07|TLS 1.2|[user7]");
  }

  @Test
  void theMostRecentNameCounts() throws IOException {
    String[] lines = new String[6];
    for (int i = 0; i < 2; i++) {
      String session = "08D" + i;
      lines[3 * i] = received("2024-05-0%dT10:00:00.000Z".formatted(3 + i), session, 0, "+,,");
      lines[3 * i + 1] =
          received(
              "2024-05-0%dT10:00:01.000Z".formatted(3 + i), session, 1, "<,EHLO name" + i + ",");
      lines[3 * i + 2] =
          received("2024-05-0%dT10:00:02.000Z".formatted(3 + i), session, 2, "-,,Remote");
    }
    archive.write("RECV20240503-1.LOG", lines);
    archive.write(
        "RECV20240505-1.LOG",
        received("2024-05-05T10:00:00.000Z", "08D9", 0, "+,,"),
        received("2024-05-05T10:00:01.000Z", "08D9", 1, "-,,Remote"));
    nights.run(archive);

    assertThat(nights.rows(Tables.CLIENT_PROTOCOL, "client_name", "last_seen"))
        .containsExactly("name1|2024-05-05T10:00:01Z");
  }

  @Test
  void countsWhatSeveralBatchesLeftToBeDone() throws IOException {
    archive.write(
        "u_ex240503.log",
        IIS_HEADER,
        request("2024-05-03 10:00:00", "/EWS/x", "a", "192.0.2.1", TLS10));
    nights.run(archive);
    archive.write(
        "u_ex240503.log",
        IIS_HEADER,
        request("2024-06-03 10:00:00", "/EWS/x", "a", "192.0.2.1", TLS10));
    nights.ingestOnly(archive);
    archive.write(
        "u_ex240503.log",
        IIS_HEADER,
        request("2024-07-03 10:00:00", "/EWS/x", "a", "192.0.2.1", TLS12));
    nights.ingestOnly(archive);

    assertThat(DerivedTables.count(nights.warehouse())).isTrue();

    assertThat(nights.rows(Tables.CLIENT_PROTOCOL_DAILY, "observed_on", "tls_version"))
        .containsExactly("2024-07-03|TLS 1.2");
    assertThat(DerivedTables.count(nights.warehouse())).isFalse();
  }

  @Test
  void theProofOfUsesThatEndAlikeIsTheLastFilesLastLine() throws IOException {
    String use = request("2024-05-03 10:00:00", "/EWS/x", "a", "192.0.2.1", TLS10);
    archive.write("u_ex240503_1.log", IIS_HEADER, use);
    String proof =
        archive.write("u_ex240503_2.log", IIS_HEADER, use, use.replace("Outlook", "Another"));
    nights.run(archive);

    assertThat(nights.rows(Tables.CLIENT_PROTOCOL_DAILY, "proof_file", "proof_line"))
        .containsExactly(proof + "|3");
    assertThat(nights.rows(Tables.CLIENT_PROTOCOL, "legacy_proof_file", "legacy_proof_line"))
        .containsExactly(proof + "|3");
  }

  @Test
  void aNightOfProbesAloneIsCountedOnce() throws IOException {
    archive.write(
        "u_ex240503.log",
        IIS_HEADER,
        request("2024-05-03 09:00:00", "/owa/", "HealthMailbox7a", "192.0.2.1", TLS10));
    nights.run(archive);

    assertThat(nights.rows(Tables.CLIENT_PROTOCOL, "client_ip")).isEmpty();
    assertThat(DerivedTables.count(nights.warehouse())).isFalse();
  }

  @Test
  void aClientLeavesWithItsOnlyDay() throws IOException {
    String bob = request("2024-05-03 10:00:00", "/EWS/x", "b", "192.0.2.2", TLS12);
    archive.write(
        "u_ex240503.log",
        IIS_HEADER,
        request("2024-05-03 10:00:00", "/EWS/x", "a", "192.0.2.1", TLS10),
        bob);
    nights.run(archive);
    archive.write("u_ex240503.log", IIS_HEADER, bob);
    nights.run(archive);

    assertThat(nights.rows(Tables.CLIENT_PROTOCOL, "client_ip")).containsExactly("192.0.2.2");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void nightsOneByOneGiveWhatOneRollupGives(long seed) throws IOException {
    Random random = new Random(seed);
    for (int night = 0; night < 4; night++) {
      for (int log = 0; log < 2; log++) {
        int day = 1 + random.nextInt(4);
        archive.write("u_ex24050" + day + ".log", uses("2024-05-0" + day, random));
      }
      nights.ingestOnly(archive);
      if (random.nextInt(4) > 0) {
        DerivedTables.count(nights.warehouse());
      }
    }
    DerivedTables.count(nights.warehouse());
    List<List<String>> oneByOne = rollups();

    for (Table table : List.of(Tables.CLIENT_PROTOCOL_DAILY, Tables.CLIENT_PROTOCOL)) {
      FileUtils.deleteDirectory(new File(nights.warehouse().path(table)));
    }
    nights.warehouse().createMissing();
    DerivedTables.count(nights.warehouse());

    assertThat(rollups()).isEqualTo(oneByOne);
    assertThat(oneByOne.get(1)).isNotEmpty();
  }

  /** A day's requests: few clients, users and times, so that many of them meet. */
  private static String[] uses(String day, Random random) {
    List<String> lines = new ArrayList<>(List.of(IIS_HEADER));
    for (int i = random.nextInt(12); i >= 0; i--) {
      lines.add(
          request(
              "%s %02d:00:%02d".formatted(day, random.nextInt(3), random.nextInt(2)),
              "/EWS/x",
              "user" + random.nextInt(3),
              "192.0.2." + random.nextInt(3),
              random.nextBoolean() ? TLS10 : TLS12));
    }
    return lines.toArray(String[]::new);
  }

  private List<List<String>> rollups() {
    return Stream.of(Tables.CLIENT_PROTOCOL_DAILY, Tables.CLIENT_PROTOCOL)
        .map(table -> nights.rows(table, table.columnNames().toArray(String[]::new)))
        .toList();
  }
}
