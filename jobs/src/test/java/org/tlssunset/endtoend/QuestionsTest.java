package org.tlssunset.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tlssunset.cli.Run;
import org.tlssunset.schema.Table;
import org.tlssunset.schema.Tables;
import org.tlssunset.synthetic.ArchiveShape;
import org.tlssunset.synthetic.SyntheticArchive;

/**
 * What people ask first, as they would ask the tables, against DuckDB's answer out of the raw
 * lines.
 */
class QuestionsTest {

  @TempDir private static Path folder;

  private static Connection lines;

  /** A question. */
  enum Question {
    WHICH_OUTLOOK_STILL_USES_TLS_10(
        """
        SELECT program, sum(requests_tls10) FROM client_program
        WHERE program LIKE 'Outlook 1%' AND requests_tls10 > 0
        GROUP BY ALL
        """,
        """
        SELECT 'Outlook ' || regexp_extract(user_agent, 'Outlook[ +](\\d+)', 1) || ' on Windows '
          || CASE regexp_extract(user_agent, 'Windows[ +]NT[ +](\\d+[.]\\d)', 1)
               WHEN '5.1' THEN 'XP' WHEN '6.0' THEN 'Vista' WHEN '6.1' THEN '7' WHEN '6.2' THEN '8'
               WHEN '6.3' THEN '8.1' ELSE '10' END,
          count(*)
        FROM requests
        WHERE user_agent LIKE '%Microsoft_Outlook%' AND outcome = 'negotiated' AND NOT is_probe
          AND schannel_version("crypt-protocol") = 'TLS 1.0'
        GROUP BY ALL
        """),
    WHO_SENDS_MAIL_WITH_TLS_10_TO_WHICH_CONNECTOR(
        """
        SELECT DISTINCT server, endpoint, client_ip FROM tls_observations
        WHERE protocol = 'smtp' AND direction = 'inbound' AND tls_version = 'TLS 1.0'
          AND tls_hop = 'client' AND NOT is_probe
        """,
        """
        SELECT DISTINCT split_part(connector, '\\', 1), split_part(connector, '\\', 2), client_ip
        FROM sessions
        WHERE NOT is_send AND version = 'TLS 1.0' AND NOT is_proxied AND NOT is_probe AND is_connected
        """),
    SHARE_OF_VERSIONS_PER_WEEK_AND_SERVER(
        """
        SELECT date(date_trunc('week', observed_on)), server, tls_version, sum(requests)
        FROM tls_observations
        WHERE source = 'iis' AND tls_version IS NOT NULL AND tls_hop = 'client' AND NOT is_probe
        GROUP BY ALL
        """,
        """
        SELECT CAST(date_trunc('week', hour) AS DATE), server, schannel_version("crypt-protocol"), count(*)
        FROM requests
        WHERE outcome = 'negotiated' AND NOT is_probe
        GROUP BY ALL
        """),
    PARTNERS_THAT_WE_SEND_TO_WITH_TLS_10(
        """
        SELECT client_ip, requests_tls10 FROM client_protocol
        WHERE direction = 'outbound' AND requests_tls10 > 0
        """,
        """
        SELECT client_ip, count(*) FROM sessions
        WHERE is_send AND version_first = 'TLS 1.0' AND NOT is_proxied AND NOT is_probe AND is_connected
        GROUP BY ALL
        """),
    USERS_WHOSE_PHONES_STILL_NEED_AN_OLD_VERSION(
        """
        SELECT DISTINCT lower(user_name) FROM tls_observations
        WHERE protocol = 'activesync' AND tls_version < 'TLS 1.2' AND tls_hop = 'client'
          AND user_name IS NOT NULL AND NOT is_probe
        """,
        """
        SELECT DISTINCT lower(user_name) FROM requests
        WHERE protocol = 'activesync' AND outcome = 'negotiated' AND NOT is_probe
          AND schannel_version("crypt-protocol") < 'TLS 1.2' AND user_name <> '-'
        """),
    WHO_USED_AN_OLD_VERSION_YESTERDAY_FOR_THE_FIRST_TIME(
        """
        SELECT direction, protocol, client_ip FROM client_protocol_daily
        WHERE tls_version < 'TLS 1.2' AND tls_hop = 'client' AND protocol <> 'smtp'
        GROUP BY ALL
        HAVING min(observed_on) = (SELECT max(observed_on) FROM client_protocol_daily)
        """,
        """
        SELECT 'inbound', protocol, client_ip FROM requests
        WHERE outcome = 'negotiated' AND NOT is_probe
          AND schannel_version("crypt-protocol") < 'TLS 1.2'
        GROUP BY ALL
        HAVING min(date_trunc('day', hour)) = (SELECT max(date_trunc('day', hour)) FROM requests)
        """),
    DAYS_WITHOUT_LOGS_OF_A_SERVER(
        """
        SELECT s.server, d.day
        FROM (SELECT DISTINCT server FROM tls_observations WHERE source = 'iis') s
        CROSS JOIN (SELECT explode(sequence(min(observed_on), max(observed_on), INTERVAL 1 DAY)) AS day
                    FROM tls_observations) d
        LEFT ANTI JOIN tls_observations o
          ON o.server = s.server AND o.observed_on = d.day AND o.source = 'iis'
        """,
        """
        SELECT s.server, d.day
        FROM (SELECT DISTINCT server FROM requests) s
        CROSS JOIN (SELECT CAST(unnest(generate_series(min(hour)::DATE, max(hour)::DATE, INTERVAL 1 DAY)) AS DATE) AS day
                    FROM requests) d
        ANTI JOIN (SELECT DISTINCT server, hour::DATE AS day FROM requests) r
          ON r.server = s.server AND r.day = d.day
        """),
    AGENTS_WITH_TLS_10(
        """
        SELECT user_agent, sum(requests) FROM tls_observations
        WHERE source = 'iis' AND tls_version = 'TLS 1.0' AND tls_hop = 'client' AND NOT is_probe
          AND user_agent IS NOT NULL
        GROUP BY ALL
        """,
        """
        SELECT replace(user_agent, '+', ' '), count(*) FROM requests
        WHERE outcome = 'negotiated' AND NOT is_probe AND user_agent <> '-'
          AND schannel_version("crypt-protocol") = 'TLS 1.0'
        GROUP BY ALL
        """),
    WHO_FAILS_HANDSHAKES(
        """
        SELECT direction, client_ip, count(*) FROM tls_observations
        WHERE tls_outcome = 'failed' AND failure LIKE 'TLS negotiation failed%' AND NOT is_probe
        GROUP BY ALL
        """,
        """
        SELECT if(is_send, 'outbound', 'inbound'), client_ip, count(*) FROM sessions
        WHERE version IS NULL AND NOT is_clear AND NOT is_probe AND is_connected
          AND (is_send, connector, session_id) IN (
            SELECT (is_send, connector, session_id) FROM lines WHERE has_failed)
        GROUP BY ALL
        """),
    SESSIONS_IN_CLEAR_PER_CONNECTOR(
        """
        SELECT server, endpoint, count(*) FROM tls_observations
        WHERE protocol = 'smtp' AND direction = 'inbound' AND tls_outcome = 'cleartext' AND NOT is_probe
        GROUP BY ALL
        """,
        """
        SELECT split_part(connector, '\\', 1), split_part(connector, '\\', 2), count(*) FROM sessions
        WHERE NOT is_send AND version IS NULL AND is_clear AND NOT is_probe AND is_connected
        GROUP BY ALL
        """),
    WHO_USES_3DES_OR_RC4(
        """
        SELECT client_ip, cipher, sum(requests) FROM tls_observations
        WHERE source = 'iis' AND cipher IN ('3DES', 'RC4') AND tls_hop = 'client' AND NOT is_probe
        GROUP BY ALL
        """,
        """
        SELECT client_ip, if(lower("crypt-cipher") = '6603', '3DES', 'RC4'), count(*) FROM requests
        WHERE lower("crypt-cipher") IN ('6603', '6801') AND NOT is_probe
        GROUP BY ALL
        """),
    FIRST_TLS_12_OF_EACH_SERVER(
        """
        SELECT server, date(min(started_at)) FROM tls_observations
        WHERE source = 'iis' AND tls_version = 'TLS 1.2' AND NOT is_probe
        GROUP BY ALL
        """,
        """
        SELECT server, CAST(min(hour) AS DATE) FROM requests
        WHERE outcome = 'negotiated' AND schannel_version("crypt-protocol") = 'TLS 1.2' AND NOT is_probe
        GROUP BY ALL
        """);

    private final String toTables;
    private final String toLines;

    Question(String toTables, String toLines) {
      this.toTables = toTables;
      this.toLines = toLines;
    }
  }

  @BeforeAll
  static void night() throws IOException, SQLException {
    Path archive = folder.resolve("archive");
    SyntheticArchive.write(archive, ArchiveShape.small().withSeed(12).withClients(120));
    // A share that was lost for a day.
    try (Stream<Path> all = Files.walk(archive)) {
      for (Path log :
          all.filter(path -> path.toString().matches(".*EX02.*/u_ex260303.*")).toList()) {
        Files.delete(log);
      }
    }
    Path config =
        Files.writeString(
            folder.resolve("own.conf"),
            "tls-sunset.server-name-pattern = \"/(?<server>EX\\\\d+)/\"");
    Run night =
        Run.of(
            "nightly",
            "--archive",
            archive.toString(),
            "--warehouse",
            folder.resolve("warehouse").toString(),
            "--config",
            config.toString());
    assertThat(night.exitCode()).as(night.err()).isZero();
    Warehoused warehouse = Warehoused.at(folder.resolve("warehouse"));
    for (Table table : Tables.all()) {
      warehouse.tables().read(table).createOrReplaceTempView(table.name());
    }
    lines = DriverManager.getConnection("jdbc:duckdb:");
    DuckDbCount.prepare(lines, archive);
  }

  @AfterAll
  static void close() throws SQLException {
    lines.close();
  }

  @ParameterizedTest
  @EnumSource
  void theTablesAnswerWhatTheLinesSay(Question question) throws SQLException {
    List<List<String>> expected = new ArrayList<>();
    try (Statement statement = lines.createStatement();
        ResultSet rows = statement.executeQuery(question.toLines)) {
      while (rows.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          row.add(String.valueOf(rows.getObject(i)));
        }
        expected.add(row);
      }
    }
    assertThat(expected).as("a question without an answer proves nothing").isNotEmpty();

    assertThat(
            Warehoused.at(folder.resolve("warehouse"))
                .tables()
                .spark()
                .sql(question.toTables)
                .collectAsList())
        .extracting(QuestionsTest::texts)
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  private static List<String> texts(Row row) {
    String[] texts = new String[row.length()];
    Arrays.setAll(texts, i -> String.valueOf(row.get(i)));
    return List.of(texts);
  }

  /** The line that proves a client's last use holds what the client is said to have used. */
  @Test
  void theProofOfAClientCanBeRead() throws IOException {
    for (Row client :
        Warehoused.at(folder.resolve("warehouse"))
            .clients()
            .where("legacy_last_seen IS NOT NULL AND client_ip IS NOT NULL")
            .limit(3)
            .collectAsList()) {
      Run proof =
          Run.of(
              "proof", client.getAs("legacy_proof_file") + ":" + client.getAs("legacy_proof_line"));
      assertThat(proof.exitCode()).as(proof.err()).isZero();
      assertThat(proof.out())
          .matches(
              text ->
                  text.contains("SP_PROT_")
                      || text.matches("(?s).*" + client.getAs("client_ip") + ".* (40|100|10) .*"));
    }
  }
}
