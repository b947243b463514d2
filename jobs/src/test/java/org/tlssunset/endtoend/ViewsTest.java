package org.tlssunset.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tlssunset.ingest.LogFiles;
import org.tlssunset.query.Relation;
import org.tlssunset.query.SqlSession;
import org.tlssunset.query.Statement;
import org.tlssunset.rollup.ClientUsage;
import org.tlssunset.schema.Column;
import org.tlssunset.schema.Table;
import org.tlssunset.schema.Tables;
import org.tlssunset.schema.UseCount;
import org.tlssunset.schema.View;
import org.tlssunset.schema.Views;
import org.tlssunset.synthetic.ArchiveShape;
import org.tlssunset.synthetic.SyntheticArchive;
import org.tlssunset.synthetic.party.PartyArchive;
import org.tlssunset.warehouse.SharedSpark;
import org.tlssunset.warehouse.Warehouse;

/**
 * The views and functions against what DuckDB makes of the same tables' data files, with queries of
 * its own.
 */
class ViewsTest {

  private static final String VERSIONS =
      "('SSL 2.0', 'SSL 3.0', 'TLS 1.0', 'TLS 1.1', 'TLS 1.2', 'TLS 1.3')";

  /** What DuckDB answers in a view's place, over the tables and the rows of client_usage. */
  enum Truth {
    LEGACY_CLIENTS(
        Views.LEGACY_CLIENTS,
        """
        SELECT s.role, s.direction, s.protocol, s.party, s.client, s.client_name, s.user_name, s.program,
          s.kind, s.status, u.oldest, coalesce(u.old, 0), s.legacy_first_seen, s.legacy_last_seen,
          s.servers, s.dormant, s.reason, s.proof_file || ':' || s.proof_line
        FROM client_status s
        LEFT JOIN (
          SELECT u.role, u.direction, u.protocol, u.party, u.program, min(u.tls_version) AS oldest,
            sum(u.requests) FILTER (tls_version < if(u.protocol = 'smtp', 'TLS 1.3', 'TLS 1.2')) AS old
          FROM client_usage u WHERE tls_version IN %s GROUP BY ALL) u
        ON (s.role, s.direction, s.protocol) = (u.role, u.direction, u.protocol)
          AND s.party IS NOT DISTINCT FROM u.party AND s.program IS NOT DISTINCT FROM u.program
        WHERE s.legacy_last_seen IS NOT NULL AND s.status <> 'migrated' AND s.status <> 'no-use'
        """
            .formatted(VERSIONS)),
    LAST_SEEN(
        Views.LAST_SEEN,
        """
        SELECT u.role, u.direction, u.protocol, u.party, p.client, p.client_name, p.user_name, u.program,
          p.kind, u.tls_outcome, u.version, min(u.first_seen), max(u.last_seen), sum(u.requests)
        FROM (SELECT *, CASE WHEN tls_version IN %s THEN tls_version END AS version FROM client_usage) u
        JOIN client_program p
        ON (u.role, u.direction, u.protocol) = (p.role, p.direction, p.protocol)
          AND u.party IS NOT DISTINCT FROM p.party AND u.program IS NOT DISTINCT FROM p.program
        GROUP BY ALL
        """
            .formatted(VERSIONS)),
    VERSION_SHARE_DAILY(Views.VERSION_SHARE_DAILY, share("observed_on")),
    VERSION_SHARE_WEEKLY(
        Views.VERSION_SHARE_WEEKLY,
        share("CAST(observed_on - (CAST(isodow(observed_on) AS INT) - 1) AS DATE)")),
    TOP_PROGRAMS(
        Views.TOP_PROGRAMS,
        """
        SELECT u.role, u.direction, u.protocol, u.program, p.kind, u.tls_outcome, u.version,
          count(DISTINCT coalesce(u.party, '?')), sum(u.requests), max(u.last_seen)
        FROM (SELECT *, CASE WHEN tls_version IN %s THEN tls_version END AS version FROM client_usage) u
        JOIN client_program p
        ON (u.role, u.direction, u.protocol) = (p.role, p.direction, p.protocol)
          AND u.party IS NOT DISTINCT FROM p.party AND u.program IS NOT DISTINCT FROM p.program
        GROUP BY ALL
        """
            .formatted(VERSIONS)),
    MISSING_DAYS(
        Views.MISSING_DAYS,
        """
        WITH logged AS (
          SELECT DISTINCT server, direction, observed_on,
            CASE WHEN protocol IN ('smtp', 'pop3', 'imap4') THEN protocol ELSE 'http' END AS family
          FROM coverage_daily WHERE server IS NOT NULL),
        days AS (
          SELECT CAST(unnest(generate_series((SELECT min(observed_on) FROM coverage_daily),
            (SELECT max(observed_on) FROM coverage_daily), INTERVAL 1 DAY)) AS DATE) AS day)
        SELECT d.day, l.server, l.direction, l.family, dayofweek(d.day) + 1
        FROM days d JOIN (
          SELECT server, direction, family, min(observed_on) AS since, list(observed_on) AS known
          FROM logged GROUP BY ALL) l
        ON d.day > l.since AND NOT list_contains(l.known, d.day)
        """),
    LATEST_CHANGES(
        Views.LATEST_CHANGES,
        """
        WITH lately AS (
          SELECT * FROM changes WHERE as_of = (SELECT max(as_of) FROM client_status)),
        beginners AS (
          SELECT role, direction, protocol, party FROM client_status
          GROUP BY ALL HAVING CAST(min(legacy_first_seen) AS DATE) = max(as_of))
        SELECT as_of, change, role, direction, protocol, party, client, user_name, program,
          status_before, status, reason, proof_file || ':' || proof_line
        FROM lately
        UNION ALL
        SELECT as_of, 'new-legacy', role, direction, protocol, party, client, user_name, program,
          NULL, status, reason, proof_file || ':' || proof_line
        FROM client_status
        WHERE status IN ('legacy-only', 'mixed') AND CAST(legacy_first_seen AS DATE) = as_of
          AND (role, direction, protocol, coalesce(party, '?')) IN (
            SELECT (role, direction, protocol, coalesce(party, '?')) FROM beginners)
          AND (role, direction, protocol, coalesce(party, '?')) NOT IN (
            SELECT (role, direction, protocol, coalesce(party, '?')) FROM lately)
        """);

    private final View view;
    private final String sql;

    Truth(View view, String sql) {
      this.view = view;
      this.sql = sql;
    }

    private static String share(String time) {
      return """
          WITH counted AS (
            SELECT %s AS time, role, direction, protocol, coalesce(server, '?') AS server, tls_outcome,
              tls_version, sum(requests) AS requests, count(DISTINCT client) AS clients
            FROM client_usage WHERE counts GROUP BY ALL),
          totals AS (
            SELECT time, role, direction, protocol, server, tls_outcome, sum(requests) AS total
            FROM counted WHERE tls_outcome = 'negotiated' GROUP BY ALL)
          SELECT time, role, direction, protocol, nullif(server, '?'), tls_outcome, tls_version,
            requests, requests / total, clients
          FROM counted LEFT JOIN totals USING (time, role, direction, protocol, server, tls_outcome)
          """
          .formatted(time);
    }
  }

  /** The last day. */
  private static final String LATER = "2026-03-06";

  @TempDir static Path folder;

  private static Warehouse warehouse;
  private static SqlSession session;
  private static Connection duckDb;

  @BeforeAll
  static void twoNights() throws IOException, SQLException, AnalysisException {
    PartyArchive parties =
        PartyArchive.write(folder.resolve("archive").resolve("parties"), 7, true);
    SyntheticArchive.write(
        folder.resolve("archive").resolve("mixed"),
        ArchiveShape.small().withSeed(12).withIntermediaries());
    LogFiles halfLost = new LogFiles(folder.resolve("archive").resolve("EX07"));
    halfLost.write("RECV20260302-1.LOG", received("2026-03-02", "0701"));
    halfLost.write("RECV20260303-1.LOG", received("2026-03-03", "0702"));
    List<String> sent =
        List.of("+,,", "<,220 there,", ">,EHLO ex07.contoso.com,", "<,250 there Hello,");
    halfLost.write(
        "SEND20260302-1.LOG",
        lines("2026-03-02", "To partner,0801", "10.0.0.17:9,192.0.2.25:25", sent, turned()));
    Path config =
        Files.writeString(
            folder.resolve("own.conf"),
            parties.configuration()
                + "tls-sunset.policy.overrides = [{ protocol = smtp, minimum-version = \"TLS 1.3\" }]\n");
    SharedSpark.emptyWarehouse(folder.resolve("warehouse"));
    night(config);
    LogFiles later = new LogFiles(folder.resolve("archive").resolve("EX01").resolve("later"));
    List<String> lines = new ArrayList<>(List.of(LogFiles.IIS_HEADER));
    lines.add(LogFiles.request(LATER + " 08:00:00", "/EWS/x", "new", "81.90.0.1", LogFiles.TLS12));
    for (int i = 10; i < 30; i++) {
      lines.add(
          LogFiles.request(
              LATER + " 09:00:" + i, "/EWS/x", "late" + i, "81.90.0." + i, LogFiles.TLS10));
    }
    later.write("u_ex260306.log", lines.toArray(String[]::new));
    night(config);
    warehouse = Warehoused.at(folder.resolve("warehouse")).tables();
    session = new SqlSession(warehouse);
    duckDb = DriverManager.getConnection("jdbc:duckdb:");
    try (java.sql.Statement statement = duckDb.createStatement()) {
      statement.execute("SET TimeZone = 'UTC'");
    }
    for (Table table : Tables.all()) {
      List<Path> files = KernelTable.in(Path.of(warehouse.path(table))).files();
      if (!files.isEmpty()) {
        name(table.name(), files.stream().map("'%s'"::formatted).collect(Collectors.joining(", ")));
      }
    }
    Path usage = folder.resolve("usage");
    asked("SELECT * FROM client_usage").write().parquet(usage.toString());
    name(ClientUsage.NAME, "'%s/*.parquet'".formatted(usage));
  }

  private static void night(Path config) {
    Command night =
        Command.on(
            folder.resolve("warehouse"),
            config,
            "nightly",
            "--archive",
            folder.resolve("archive").toString());
    assertThat(night.exitCode()).as(night.err()).isIn(0, 3);
  }

  private static String[] received(String day, String session) {
    return lines(
        day,
        "EX07\\Internet," + session,
        "10.0.0.17:25,192.0.2.7:4711",
        List.of("+,,", ">,220 EX07 ready,", "<,EHLO pc.example,", ">,250 EX07 Hello,"),
        LogFiles.MAIL);
  }

  /** The mail as it looks from the other end. */
  private static List<String> turned() {
    return LogFiles.MAIL.stream()
        .map(
            event ->
                event.startsWith("<")
                    ? ">" + event.substring(1)
                    : event.startsWith(">") ? "<" + event.substring(1) : event)
        .toList();
  }

  private static String[] lines(
      String day, String session, String ends, List<String> greeting, List<String> mail) {
    List<String> events = Stream.concat(greeting.stream(), mail.stream()).toList();
    return IntStream.range(0, events.size())
        .mapToObj(
            i ->
                "%sT10:00:%02d.000Z,%s,%d,%s,%s".formatted(day, i, session, i, ends, events.get(i)))
        .toArray(String[]::new);
  }

  @AfterAll
  static void close() throws SQLException {
    duckDb.close();
  }

  private static void name(String name, String files) throws SQLException {
    try (java.sql.Statement statement = duckDb.createStatement()) {
      statement.execute(
          "CREATE TABLE %s AS SELECT * FROM read_parquet([%s])".formatted(name, files));
    }
  }

  private static Dataset<Row> asked(String query) throws AnalysisException {
    return session.ask(Statement.of(query)).rows();
  }

  @ParameterizedTest
  @EnumSource
  void aViewIsWhatDuckDbMakesOfTheTables(Truth truth) throws Exception {
    List<Column> columns = truth.view.columns();

    List<String> expected =
        EngineTexts.duckDb(
            duckDb,
            "SELECT %s FROM (%s) AS t(%s)"
                .formatted(
                    EngineTexts.columns(columns, EngineTexts::inDuckDb),
                    truth.sql,
                    EngineTexts.columns(columns, Column::name)));

    assertThat(expected).as("a view without rows proves nothing").hasSizeGreaterThan(10);
    assertThat(
            EngineTexts.texts(
                asked(
                    "SELECT %s FROM %s"
                        .formatted(
                            EngineTexts.columns(columns, EngineTexts::inSpark),
                            truth.view.name()))))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void eachViewIsCompared() {
    assertThat(Arrays.stream(Truth.values()).map(truth -> truth.view))
        .containsExactlyElementsOf(Views.all());
  }

  @Test
  void theUseOfEachDayAddsUpToThePrograms() throws SQLException {
    String key = "role, direction, protocol, party, program";
    String counts =
        UseCount.ALL.stream()
            .map(count -> "%s, %s, %s".formatted(count.requests(), count.first(), count.last()))
            .collect(Collectors.joining(", "));
    String sums =
        UseCount.ALL.stream()
            .map(
                count ->
                    ("coalesce(sum(requests) FILTER (%1$s), 0), min(first_seen) FILTER (%1$s),"
                            + " max(last_seen) FILTER (%1$s)")
                        .formatted(condition(count.word())))
            .collect(Collectors.joining(", "));
    String total =
        "observations, observations_counted, requests, messages, used, first_seen, last_seen";

    List<String> programs =
        EngineTexts.duckDb(
            duckDb, "SELECT %s, %s, %s FROM client_program".formatted(key, total, counts));

    assertThat(programs).hasSizeGreaterThan(100);
    assertThat(
            EngineTexts.duckDb(
                duckDb,
                """
                SELECT %s, sum(observations), coalesce(sum(observations) FILTER (counts), 0), sum(requests),
                  sum(messages), sum(used), min(first_seen), max(last_seen), %s
                FROM client_usage GROUP BY %s
                """
                    .formatted(key, sums, key)))
        .containsExactlyInAnyOrderElementsOf(programs);
  }

  private static String condition(String word) {
    return switch (word) {
      case "ssl2" -> "tls_version = 'SSL 2.0'";
      case "ssl3" -> "tls_version = 'SSL 3.0'";
      case "tls10" -> "tls_version = 'TLS 1.0'";
      case "tls11" -> "tls_version = 'TLS 1.1'";
      case "tls12" -> "tls_version = 'TLS 1.2'";
      case "tls13" -> "tls_version = 'TLS 1.3'";
      case "other_version" -> "tls_outcome = 'negotiated' AND tls_version NOT IN " + VERSIONS;
      default -> "tls_outcome = '%s'".formatted(word.replace('_', '-'));
    };
  }

  /** Neither a proxy's use nor that of those behind it is lost, or told of the other. */
  @Test
  void theUseOfEachDayIsThatOfUsageDaily() throws SQLException {
    assertThat(
            EngineTexts.duckDb(
                duckDb,
                "SELECT sum(requests), sum(observations) FROM client_usage WHERE NOT (role = 'client' AND proxy IS NOT NULL"
                    + " AND EXISTS (SELECT 1 FROM client_usage o WHERE o.role = 'proxy' AND o.proxy = client_usage.proxy))"))
        .isEqualTo(
            EngineTexts.duckDb(duckDb, "SELECT sum(requests), sum(observations) FROM usage_daily"));
  }

  @Test
  void eachRowOfTheObservationsHasWhoseItWas() throws Exception {
    List<Column> columns =
        Tables.TLS_OBSERVATIONS.columns().stream()
            .filter(
                column ->
                    !List.of("server", "client_ip", "client_ip_from", "tls_hop")
                        .contains(column.name()))
            .toList();

    assertThat(
            EngineTexts.texts(
                asked(
                    "SELECT %s FROM client_observations"
                        .formatted(EngineTexts.columns(columns, EngineTexts::inSpark)))))
        .containsExactlyInAnyOrderElementsOf(
            EngineTexts.duckDb(
                duckDb,
                "SELECT %s FROM tls_observations"
                    .formatted(EngineTexts.columns(columns, EngineTexts::inDuckDb))));
    assertThat(
            EngineTexts.texts(
                asked(
                    "SELECT role, direction, sum(observations) FROM"
                        + " (SELECT role, direction, 1 AS observations FROM client_observations) GROUP BY ALL")))
        .containsExactlyInAnyOrderElementsOf(
            EngineTexts.duckDb(
                duckDb,
                """
                SELECT role, direction, sum(observations) FROM client_usage
                WHERE NOT (role = 'client' AND proxy IS NOT NULL
                  AND EXISTS (SELECT 1 FROM client_usage o WHERE o.role = 'proxy' AND o.proxy = client_usage.proxy))
                GROUP BY ALL
                """));
  }

  /** What the comparisons above would be blind without. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1 FROM client_usage WHERE role = 'client' AND proxy IS NOT NULL AND client_ip IS NULL AND user_name IS NOT NULL",
        "SELECT 1 FROM client_usage WHERE role = 'client' AND proxy IS NOT NULL AND client_ip IS NOT NULL",
        "SELECT 1 FROM client_usage WHERE role = 'client' AND proxy IS NOT NULL AND tls_version IS NOT NULL",
        "SELECT 1 FROM client_usage WHERE role = 'proxy' AND cipher IS NOT NULL",
        "SELECT 1 FROM client_usage WHERE role = 'own-server'",
        "SELECT 1 FROM client_usage WHERE role = 'probe'",
        "SELECT 1 FROM client_usage WHERE NOT counts",
        "SELECT 1 FROM client_usage WHERE client_ip IS NULL AND client LIKE '%.x %'",
        "SELECT 1 FROM client_usage WHERE client_ip LIKE '%:%'",
        "SELECT 1 FROM client_usage WHERE tls_outcome = 'failed'",
        "SELECT 1 FROM client_usage WHERE tls_outcome = 'cleartext' AND messages > 0",
        "SELECT 1 FROM client_usage WHERE direction = 'outbound' AND tls_version = 'TLS 1.0'",
        "SELECT 1 FROM client_usage HAVING count(DISTINCT server) > 3",
        "SELECT 1 FROM missing_days WHERE server = 'EX07' AND direction = 'outbound' AND observed_on = DATE'2026-03-03'",
        "SELECT 1 FROM missing_days m JOIN coverage_daily c USING (observed_on, server) WHERE m.family = 'smtp' AND c.protocol = 'smtp' AND m.direction <> c.direction",
        "SELECT 1 FROM legacy_clients WHERE protocol = 'smtp' AND oldest_version = 'TLS 1.2' AND legacy_requests > 0",
        "SELECT 1 FROM legacy_clients WHERE protocol = 'smtp' AND oldest_version = 'TLS 1.0'",
        "SELECT 1 FROM legacy_clients WHERE protocol <> 'smtp' AND oldest_version = 'TLS 1.0'",
        "SELECT 1 FROM client_status WHERE minimum_version = 'TLS 1.3' AND protocol = 'smtp'",
        "SELECT 1 FROM last_seen WHERE tls_outcome = 'cleartext'",
        "SELECT 1 FROM changes WHERE change = 'new-legacy' AND party = 'late10'",
        "SELECT 1 FROM version_share_weekly WHERE share > 0 AND share < 1",
      })
  void theWarehouseHoldsWhatMayGoWrong(String query) throws AnalysisException {
    assertThat(asked(query).takeAsList(1)).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "10.0.0.0/8 | client_ip LIKE '10.%'",
        "81.20.0.0/16 | client_ip LIKE '81.20.%'",
        "2001:db8::/32 | client_ip LIKE '2001:db8:%'",
        "10.0.0.0/27 | client_ip LIKE '10.0.0.%' AND TRY_CAST(split_part(client_ip, '.', 4) AS INT) < 32",
      })
  void anAddressIsInItsNetwork(String network, String condition) throws Exception {
    List<String> expected =
        EngineTexts.duckDb(
            duckDb,
            "SELECT client_ip IS NULL, coalesce(%s, false), count(*) FROM client_program GROUP BY ALL"
                .formatted(condition));

    assertThat(expected).hasSize(3);
    assertThat(
            EngineTexts.texts(
                asked(
                    "SELECT client_ip IS NULL, coalesce(in_network(client_ip, '%1$s'), false), count(*) FROM client_program GROUP BY ALL"
                        .formatted(network))))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void addressesAreSortedAsNumbers() throws Exception {
    String parts = "list_transform(string_split(client_ip, '.'), x -> CAST(x AS INT))";

    assertThat(
            EngineTexts.texts(
                asked(
                    "SELECT client_ip FROM client_program WHERE client_ip NOT LIKE '%:%'"
                        + " GROUP BY client_ip, ip_sort_key(client_ip) ORDER BY ip_sort_key(client_ip)")))
        .hasSizeGreaterThan(20)
        .containsExactlyElementsOf(
            EngineTexts.duckDb(
                duckDb,
                "SELECT DISTINCT client_ip FROM client_program WHERE client_ip NOT LIKE '%:%' ORDER BY "
                    + parts))
        .isNotEqualTo(
            EngineTexts.duckDb(
                duckDb,
                "SELECT DISTINCT client_ip FROM client_program WHERE client_ip NOT LIKE '%:%' ORDER BY client_ip"));
  }

  @Test
  void versionsAreRankedByTheirAge() throws Exception {
    assertThat(
            EngineTexts.texts(
                asked(
                    "SELECT tls_version FROM client_usage WHERE tls_version IS NOT NULL"
                        + " GROUP BY tls_version, tls_rank(tls_version) ORDER BY tls_rank(tls_version)")))
        .hasSizeGreaterThan(3)
        .containsExactlyElementsOf(
            EngineTexts.duckDb(
                duckDb,
                "SELECT DISTINCT tls_version FROM client_usage WHERE tls_version IS NOT NULL"
                    + " ORDER BY list_position(['SSL 2.0', 'SSL 3.0', 'TLS 1.0', 'TLS 1.1', 'TLS 1.2', 'TLS 1.3'], tls_version)"));
  }

  @Test
  void theColumnsOfEachRelationAreThoseThatHelpTells() throws AnalysisException {
    for (Relation relation : Relation.all()) {
      assertThat(asked("SELECT * FROM " + relation.name()).columns())
          .as(relation.name())
          .containsExactlyElementsOf(relation.columns().stream().map(Column::name).toList());
    }
  }
}
