package org.tlssunset.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tlssunset.ingest.LogFiles;
import org.tlssunset.ingest.Nights;
import org.tlssunset.schema.Table;
import org.tlssunset.schema.Tables;
import org.tlssunset.synthetic.ArchiveShape;
import org.tlssunset.synthetic.SyntheticArchive;

/**
 * The rollups against another engine: DuckDB reads the observations' data files and counts them
 * with SQL written by hand, no code of the project's.
 */
class DuckDbRollupTest {

  /** What tells rows of usage apart, beside the day. */
  private static final String KEY =
      """
      source, direction, protocol, server, endpoint, server_ip, server_port, client_ip, peer_ip, client_name,
      user_name, user_agent, forwarded_for, forwarded_tls_version, forwarded_tls_cipher, is_probe, "inner",
      tls_outcome, tls_hop, tls_version, tls_version_first, cipher, cipher_bits, mac, mac_bits, key_exchange,
      key_exchange_bits, cipher_suite, failure_class""";

  private static final String FACTS =
      """
      CREATE VIEW facts AS
      SELECT * REPLACE (
        CASE WHEN client_ip IS NULL THEN peer_ip END AS peer_ip,
        CASE WHEN direction = 'inbound' THEN server_port END AS server_port)
      FROM tls_observations""";

  private static final String SUMS =
      """
      count(*) AS observations, sum(requests) AS requests, sum(messages) AS messages, sum(used) AS used,
      min(started_at) AS first_seen, max(ended_at) AS last_seen,
      max({ended: ended_at, file: source_file, line: source_line, item: source_item}) AS proof""";

  private static final String COUNTED =
      """
      observations, requests, messages, used, first_seen, last_seen,
      {ended: last_seen, file: proof_file, line: proof_line, item: proof_item} AS proof""";

  @TempDir static Path folder;

  private static Nights nights;
  private static Connection duckDb;

  @BeforeAll
  static void aNightOverFourMonths() throws Exception {
    LogFiles archive = new LogFiles(folder.resolve("archive"));
    for (String day : List.of("2026-01-31", "2026-02-28", "2026-03-31")) {
      SyntheticArchive.write(
          Path.of(archive.path(day)),
          new ArchiveShape(5, LocalDate.parse(day), 2, 42, 6, true, true));
    }
    nights = new Nights(folder.resolve("warehouse"));
    nights.run(archive);
    duckDb = DriverManager.getConnection("jdbc:duckdb:");
    for (Table table : Tables.all()) {
      String[] files = nights.warehouse().read(table).inputFiles();
      if (files.length > 0) {
        execute(
            "CREATE VIEW %s AS SELECT * FROM read_parquet([%s])"
                .formatted(
                    table.name(),
                    Arrays.stream(files)
                        .map(file -> "'" + file.replaceFirst("^file:/+", "/") + "'")
                        .collect(Collectors.joining(", "))));
      }
    }
    execute(FACTS);
  }

  @AfterAll
  static void close() throws SQLException {
    duckDb.close();
  }

  private static void execute(String sql) throws SQLException {
    try (Statement statement = duckDb.createStatement()) {
      statement.execute(sql);
    }
  }

  private static List<String> rows(String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = duckDb.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          values.add(String.valueOf(result.getObject(i)));
        }
        rows.add(String.join("|", values));
      }
    }
    return rows;
  }

  private static long number(String sql) throws SQLException {
    return Long.parseLong(rows(sql).get(0));
  }

  /** Neither query has a row that the other has not, nor more often. */
  private static void assertSame(String counted, String expected) throws SQLException {
    assertThat(rows("(%s) EXCEPT ALL (%s) LIMIT 5".formatted(counted, expected))).isEmpty();
    assertThat(rows("(%s) EXCEPT ALL (%s) LIMIT 5".formatted(expected, counted))).isEmpty();
    assertThat(number("SELECT count(*) FROM (%s)".formatted(expected))).isGreaterThan(1);
  }

  @Test
  void aDayOfUsageIsTheDaysObservationsWithoutTheirHours() throws SQLException {
    assertSame(
        "SELECT observed_on, %s, %s FROM usage_daily JOIN tls_kinds USING (tls_kind)"
            .formatted(KEY, COUNTED),
        "SELECT observed_on, %1$s, %2$s FROM facts GROUP BY observed_on, %1$s"
            .formatted(KEY, SUMS));
    assertThat(number("SELECT count(*) FROM usage_daily"))
        .isLessThan(number("SELECT count(*) FROM tls_observations"));
    assertThat(number("SELECT count(DISTINCT tls_kind) FROM usage_daily"))
        .isEqualTo(number("SELECT count(*) FROM tls_kinds"));
  }

  @Test
  void requestsOfADayAreTheSameByServerClientAndVersion() throws SQLException {
    String by = "observed_on, server, protocol, client_ip, tls_version, tls_outcome";
    assertSame(
        "SELECT %1$s, sum(requests) FROM usage_daily JOIN tls_kinds USING (tls_kind) GROUP BY %1$s"
            .formatted(by),
        "SELECT %1$s, sum(requests) FROM tls_observations GROUP BY %1$s".formatted(by));
  }

  /** The newest month is April, which is not over. */
  @Test
  void aMonthIsItsDays() throws SQLException {
    assertThat(rows("SELECT DISTINCT CAST(month AS VARCHAR) FROM usage_monthly ORDER BY 1"))
        .containsExactly("2026-01-01", "2026-02-01", "2026-03-01");
    assertSame(
        """
        SELECT month, %1$s, sum(observations), sum(requests), sum(messages), sum(used), min(first_seen),
          max(last_seen), max({ended: last_seen, file: proof_file, line: proof_line, item: proof_item})
        FROM usage_monthly JOIN tls_kinds USING (tls_kind) GROUP BY month, %1$s"""
            .formatted(KEY),
        """
        SELECT date_trunc('month', observed_on) AS month, %1$s, %2$s FROM facts
        WHERE observed_on < DATE '2026-04-01' GROUP BY month, %1$s"""
            .formatted(KEY, SUMS));
    assertThat(number("SELECT count(*) FROM usage_monthly"))
        .isLessThan(
            number("SELECT count(*) FROM usage_daily WHERE observed_on < DATE '2026-04-01'"));
  }

  /** Where no proxy is listed, a caller that is none of our servers is a client. */
  @Test
  void aPartyIsTheUserOrTheAddressWithTheNameThatItGave() throws SQLException {
    String version = "coalesce(tls_version_first, tls_version)";
    assertSame(
        """
        SELECT direction, protocol, party, sum(observations), sum(requests), sum(requests_ssl3),
          sum(requests_tls10), sum(requests_tls11), sum(requests_tls12), sum(requests_tls13), sum(requests_other_version),
          sum(requests_cleartext), sum(requests_failed), sum(requests_not_logged), sum(requests_none), min(first_tls10), max(last_tls10), min(first_seen), max(last_seen)
        FROM client_program WHERE role = 'client' AND direction = 'inbound' GROUP BY ALL""",
        """
        SELECT direction, protocol,
          CASE WHEN user_name IS NOT NULL THEN lower(user_name)
            ELSE concat_ws(' ', coalesce(regexp_replace(client_ip, '^(2001:db8:5::).*', '\\1/64'), peer_ip), lower(client_name))
            END AS party,
          count(*), sum(requests), %2$s, min(started_at) FILTER (%1$s = 'TLS 1.0'), max(ended_at) FILTER (%1$s = 'TLS 1.0'), min(started_at), max(ended_at)
        FROM tls_observations
        WHERE NOT is_probe AND NOT "inner" AND direction = 'inbound'
          AND NOT (client_ip IS NOT NULL AND (client_ip IN ('127.0.0.1', '::1') OR client_ip LIKE '10.0.0.%%' OR client_ip LIKE 'fe80:%%'))
        GROUP BY ALL"""
            .formatted(version, requests(version)));
  }

  /** Sums by what was negotiated, in the order of the table's columns. */
  private static String requests(String version) {
    Stream<String> versions =
        Stream.of("SSL 3.0", "TLS 1.0", "TLS 1.1", "TLS 1.2", "TLS 1.3")
            .map(each -> version + " = '" + each + "'");
    String others = version + " NOT IN ('SSL 3.0', 'TLS 1.0', 'TLS 1.1', 'TLS 1.2', 'TLS 1.3')";
    Stream<String> outcomes =
        Stream.of("cleartext", "failed", "not-logged", "none")
            .map(each -> "tls_outcome = '" + each + "'");
    return Stream.of(versions, Stream.of(others), outcomes)
        .flatMap(each -> each)
        .map("coalesce(sum(requests) FILTER (%s), 0)"::formatted)
        .collect(Collectors.joining(", "));
  }

  @Test
  void whatCountsIsTheSameInAllTables() throws SQLException {
    String counted =
        "SELECT role, sum(observations_counted) FROM client_program GROUP BY role HAVING sum(observations_counted) > 0";
    assertSame(counted, "SELECT role, sum(observations) FROM client_protocol GROUP BY role");
    assertSame(counted, "SELECT role, sum(observations) FROM client_protocol_daily GROUP BY role");
    assertSame(
        "SELECT role, direction, protocol, party, sum(observations), sum(requests), min(first_seen), max(last_seen) FROM client_program GROUP BY ALL",
        "SELECT role, direction, protocol, party, sum(observations), sum(requests), min(first_seen), max(last_seen) FROM client_server GROUP BY ALL");
    assertThat(rows("SELECT sum(observations), sum(requests) FROM client_program"))
        .isEqualTo(rows("SELECT count(*), sum(requests) FROM tls_observations"));
  }
}
