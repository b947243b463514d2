package org.tlssunset.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tlssunset.Samples;
import org.tlssunset.warehouse.SharedSpark;

/** The commands over a warehouse that exists: sql, rollup and export. */
class SqlTest {

  private static final String LOG =
      """
      #Software: Microsoft Internet Information Services 10.0
      #Fields: date time s-ip cs-method cs-uri-stem s-port cs-username c-ip cs(User-Agent) crypt-protocol crypt-cipher crypt-hash crypt-keyexchange
      2024-05-01 10:00:01 10.0.0.9 POST /EWS/Exchange.asmx 443 =cmd|'calc'!A1 192.0.2.7 Old+Mail;+"1" 40 6610 8004 ae06
      2024-05-01 10:00:02 10.0.0.9 POST /EWS/Exchange.asmx 443 - 2001:db8::7 New+Mail 400 6610 800d ae06
      """;

  @TempDir private static Path folder;

  private static String warehouse;

  @BeforeAll
  static void night() throws IOException {
    Files.createDirectory(folder.resolve("archive"));
    Files.writeString(folder.resolve("archive/u_ex240501.log"), LOG);
    warehouse = folder.resolve("ware house").toString();
    Command nightly =
        Command.run(
            "nightly", "--archive", folder.resolve("archive").toString(), "--warehouse", warehouse);
    assertThat(nightly.exitCode()).as(nightly.err()).isZero();
  }

  private static Command sql(String query, String... more) {
    String[] arguments = new String[5 + more.length];
    System.arraycopy(
        new String[] {"sql", "--warehouse", warehouse, "-e", query}, 0, arguments, 0, 5);
    System.arraycopy(more, 0, arguments, 5, more.length);
    return Command.run(arguments);
  }

  @Test
  void csvIsTheAnswerAlone() {
    Command answer =
        sql(
            "SELECT client_ip, requests_tls10, legacy_last_seen FROM client_protocol ORDER BY 1",
            "--format",
            "csv");

    assertThat(answer.exitCode()).as(answer.err()).isZero();
    assertThat(answer.err()).isEmpty();
    assertThat(answer.out())
        .isEqualTo(
            "client_ip,requests_tls10,legacy_last_seen\r\n"
                + "192.0.2.7,1,2024-05-01T10:00:01Z\r\n"
                + "2001:db8::7,0,\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SET",
        "SET -v",
        "SET spark.hadoop.fs.s3a.secret.key",
        "SELECT '${spark.hadoop.fs.s3a.secret.key}'",
        "SELECT '${hiveconf:spark.hadoop.fs.s3a.secret.key}'"
      })
  void noQueryShowsASecret(String query) {
    String key = "spark.hadoop.fs.s3a.secret.key";
    SharedSpark.session().conf().set(key, "hunter2");
    try {
      Command answer = sql(query);

      assertThat(answer.out() + answer.err()).doesNotContain("hunter2").contains("spark.");
    } finally {
      SharedSpark.session().conf().unset(key);
    }
  }

  @Test
  void jsonKeepsListsStructsAndNumbers() {
    Command answer =
        sql(
            "SELECT user_agents, named_struct('n', 1.5D, 'day', DATE'2024-05-01') AS s FROM client_protocol WHERE client_ip = '192.0.2.7';",
            "--format",
            "json");

    assertThat(answer.out())
        .isEqualTo(
            "{\"user_agents\":[\"Old Mail; \\\"1\\\"\"],\"s\":{\"n\":1.5,\"day\":\"2024-05-01\"}}\n");
  }

  @Test
  void everyTableIsThereByItsName() {
    Command answer =
        sql(
            "SELECT (SELECT count(*) FROM tls_observations), (SELECT count(*) FROM rejected_lines),"
                + " (SELECT count(*) FROM ingested_files), (SELECT count(*) FROM client_protocol_daily)",
            "--format",
            "csv");

    assertThat(answer.out().lines().skip(1)).containsExactly("2,0,1,2");
  }

  @Test
  void describeTellsWhatColumnsMean() {
    assertThat(sql("DESCRIBE tls_observations").out())
        .contains("tls_hop")
        .contains("First event of the row, UTC");
  }

  @Test
  void timesAreUtc() {
    assertThat(
            sql(
                    "SELECT date_format(started_at, 'HH:mm') AS t FROM tls_observations LIMIT 1",
                    "--format",
                    "csv")
                .out())
        .isEqualTo("t\r\n10:00\r\n");
  }

  @Test
  void aWrongQueryIsToldInOneSentence() {
    Command answer = sql("SELECT nothing FROM client_protocol");

    assertThat(answer.exitCode()).isEqualTo(2);
    assertThat(answer.out()).isEmpty();
    assertThat(answer.err()).contains("nothing").doesNotContain("\tat ");
    assertThat(answer.err().lines()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "SELECT * FROM client_protocoll | there is no table client_protocoll: client_protocol was probably meant; the tables are legacy_clients, last_seen, version_share_daily, version_share_weekly, top_programs, missing_days, latest_changes, client_observations, client_usage, tls_observations, inner_clients, rejected_lines, ingested_files, addresses, host_names, matches, programs, tls_kinds, usage_daily, usage_monthly, usage_earlier, client_protocol_daily, client_protocol, client_program, client_server, server_capability, coverage_daily, changes, client_status, plan_clients, plan_summary, server_tls_settings, outreach_letters",
        "DESCRIBE observations | there is no table observations: tls_observations was probably meant; the",
        "SELECT * FROM mailboxes | there is no table mailboxes; the tables are legacy_clients, last_seen,",
        "SELECT o.tls_versio FROM tls_observations o | there is no column o.tls_versio: o.tls_version was probably meant; the nearest are o.tls_version, ",
        "SELEC 1 | the query is not understood: Syntax error at or near 'SELEC'",
        "BEGIN DELETE FROM tls_observations; END | the query is not understood: Syntax error",
        "SELECT user_agents[7] FROM client_protocol | a list of length 1 has no element of index 7: get(list, i), from 0, and try_element_at(list, i), from 1, give NULL there",
        "SELECT element_at(user_agents, 7) FROM client_protocol | a list of length 1 has no element of index 7: get(",
        "SELECT 1 / 0 | the query cannot be computed: Division by zero. Use `try_divide` to tolerate divisor being 0 and return NULL instead.",
        "SELECT CAST(client_ip AS INT) FROM client_protocol | the query cannot be computed: The value '",
      })
  void whatIsWrongIsToldWithWhatToType(String query, String sentence) {
    Command answer = sql(query);

    assertThat(answer.exitCode()).isEqualTo(2);
    assertThat(answer.out()).isEmpty();
    assertThat(answer.err())
        .startsWith("tls-sunset: " + sentence)
        .hasLineCount(1)
        .doesNotContain("SQLSTATE", "Exception", "[", "bypass");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT client_ip, tls_versio FROM tls_observations | (line 1, column 19)",
        "SELECT client_ip,/  tls_versio/FROM tls_observations | (line 2, column 3)",
        "SELECT 1;//SELECT CAST(client_ip AS INT) FROM client_protocol | (line 3, column 8)",
        "SELECT 1 FROM nowhere | (line 1, column 15)"
      })
  void whatIsWrongIsToldWithItsPlace(String query, String place) {
    assertThat(sql(query.replace('/', '\n')).err().strip()).endsWith(place);
  }

  @Test
  void whatPeopleAskFirstIsAskedByItsNumber() {
    assertThat(sql("questions", "--format", "csv").out().lines())
        .hasSize(13)
        .startsWith("number,question,query")
        .anyMatch(line -> line.startsWith("8,\"Whose handshakes fail, and why?\","));
    assertThat(sql("questions 7;", "--format", "csv").out())
        .isEqualTo(
            "program,kind,parties,requests,last_seen\r\n\"Old Mail; \"\"1\"\"\",unknown,1,1,2024-05-01T10:00:01Z\r\n");
    assertThat(sql("QUESTIONS 0").err())
        .startsWith("tls-sunset: there is no question 0: they have the numbers 1 to 12");
  }

  @Test
  void aFileOfQueriesIsAnsweredInItsOrder() throws IOException {
    Path file = folder.resolve("queries.sql");
    Files.writeString(
        file,
        """
        -- how many; and of whom
        SELECT count(*) AS n FROM tls_observations;
        /* ; */ SELECT client_ip AS ip FROM client_protocol WHERE client_ip <> ';' ORDER BY 1
        """);

    Command answer =
        Command.run("sql", "--warehouse", warehouse, "-f", file.toString(), "--format", "csv");

    assertThat(answer.exitCode()).as(answer.err()).isZero();
    assertThat(answer.out().lines())
        .containsExactly("n", "2", "", "ip", "192.0.2.7", "2001:db8::7");
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    Command answer = Command.run("sql", "--warehouse", warehouse, "-f", "/nowhere/queries.sql");

    assertThat(answer.exitCode()).isEqualTo(2);
    assertThat(answer.err()).contains("-f /nowhere/queries.sql: there is no such file");
  }

  /** The answer would look as if nobody used it. */
  @Test
  void aWordThatNoRowHasIsTold() {
    Command answer =
        sql(
            "SELECT count(*) AS n FROM tls_observations o"
                + " WHERE o.TLS_VERSION IN ('TLS1.0', 'TLS 1.0') OR 'SMTP' = protocol",
            "--format",
            "csv");

    assertThat(answer.exitCode()).isZero();
    assertThat(answer.out()).isEqualTo("n\r\n1\r\n");
    assertThat(answer.err().lines())
        .containsExactly(
            "TLS_VERSION is 'TLS1.0' in no row: 'TLS 1.0' was probably meant; it may be PCT 1.0,"
                + " SSL 2.0, SSL 3.0, TLS 1.0, TLS 1.1, TLS 1.2, TLS 1.3, DTLS 1.0, DTLS 1.2",
            "protocol is 'SMTP' in no row: 'smtp' was probably meant; it may be smtp, mapi-http,"
                + " outlook-anywhere, ews, activesync, rest, owa, ecp, oab, autodiscover, powershell,"
                + " pop3, imap4, other-http");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1 FROM tls_observations WHERE tls_version = 'TLS 1.4' OR tls_version <=> '0x4000'",
        "SELECT 1 FROM (SELECT upper(protocol) AS protocol FROM client_protocol) WHERE protocol = 'EWS'",
        "SELECT 1 FROM client_protocol WHERE client_name = 'SMTP' AND client_ip = requests"
      })
  void aWordThatARowMayHaveIsNot(String query) {
    assertThat(sql(query).err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DELETE FROM tls_observations",
        "UPDATE client_protocol SET requests = 0",
        "INSERT INTO rejected_lines SELECT * FROM rejected_lines",
        "WITH a AS (SELECT * FROM rejected_lines) INSERT INTO rejected_lines SELECT * FROM a",
        "FROM rejected_lines INSERT INTO rejected_lines SELECT * INSERT INTO rejected_lines SELECT *",
        "INSERT OVERWRITE DIRECTORY '/dev/null/nowhere' USING csv SELECT 1",
        "MERGE INTO client_protocol a USING client_protocol b ON false WHEN MATCHED THEN DELETE",
        "CREATE TABLE mine AS SELECT 1",
        "DROP VIEW client_protocol",
        "EXECUTE IMMEDIATE 'DELETE FROM tls_observations'",
        "VACUUM delta.`/nowhere` RETAIN 0 HOURS",
        "OPTIMIZE delta.`/nowhere`",
        "SET spark.sql.session.timeZone = Asia/Kolkata",
        "SELECT * FROM text.`/etc/passwd`"
      })
  void whatWouldChangeSomethingIsRefused(String query) {
    Command answer = sql(query);

    assertThat(answer.exitCode()).isEqualTo(2);
    assertThat(answer.out()).isEmpty();
    assertThat(answer.err()).contains("sql only reads").hasLineCount(1);
  }

  @Test
  void noQueryCallsJava() {
    String property = "tls.sunset.test.java-method";
    Command answer =
        sql("SELECT java_method('java.lang.System', 'setProperty', '%s', 'x')".formatted(property));

    assertThat(answer.exitCode()).isEqualTo(2);
    assertThat(answer.err()).contains("sql calls no function java_method").hasLineCount(1);
    assertThat(System.getProperty(property)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "WITH a AS (SELECT * FROM client_protocol) SELECT count(*) FROM a",
        "SELECT 1 UNION ALL SELECT 2",
        "FROM client_protocol SELECT client_ip",
        "VALUES (1), (2)",
        "TABLE client_protocol",
        "SHOW TABLES",
        "SHOW COLUMNS IN client_protocol",
        "EXPLAIN SELECT * FROM client_protocol",
        "DESCRIBE FUNCTION max",
        "SET spark.sql.session.timeZone"
      })
  void whatReadsIsAnswered(String query) {
    Command answer = sql(query);

    assertThat(answer.exitCode()).as(answer.err()).isZero();
    assertThat(answer.out()).isNotEmpty();
  }

  @Test
  void exportMakesFormulasInert() throws IOException {
    Path out = folder.resolve("reports");
    Command export = Command.run("export", "--warehouse", warehouse, "--out", out.toString());

    assertThat(export.exitCode()).as(export.err()).isZero();
    assertThat(export.out())
        .contains(
            "CSV      2 rows, one for each client and protocol, in "
                + out.resolve("client_protocol.csv"));
    assertThat(Files.readString(out.resolve("client_protocol.csv")))
        .contains(",'=cmd||'calc'!A1,")
        .contains("\"Old Mail; \"\"1\"\"\"");
  }

  @Test
  void exportLeavesTheFileWhereItCannotWrite() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "mine");
    Command export = Command.run("export", "--warehouse", warehouse, "--out", file.toString());

    assertThat(export.exitCode()).isEqualTo(1);
    assertThat(export.err().lines()).hasSize(1);
    assertThat(file).hasContent("mine");
  }

  @Test
  void aWarehouseMayBeGivenRelativeToHere() {
    Path here = Path.of("").toAbsolutePath();
    Command rollup =
        Command.run("rollup", "--warehouse", here.relativize(Path.of(warehouse)).toString());

    assertThat(rollup.exitCode()).as(rollup.err()).isZero();
  }

  @Test
  void rollupHasNothingToDoTwice() {
    Command rollup = Command.run("rollup", "--warehouse", warehouse);

    assertThat(rollup.exitCode()).isZero();
    assertThat(rollup.out()).contains("up to date already");
  }

  @Test
  void realLinesAreRolledUp() {
    String samples = Samples.path("").toString();
    String real = folder.resolve("real").toString();
    Command nightly = Command.run("nightly", "--archive", samples, "--warehouse", real);

    assertThat(nightly.exitCode()).isEqualTo(3); // POP3, IMAP4 and HAProxy logs are not read
    assertThat(nightly.err().lines())
        .filteredOn(line -> line.contains("logs were not read, or not wholly"))
        .hasSize(1);
    Command answer =
        Command.run(
            "sql",
            "--warehouse",
            real,
            "--format",
            "csv",
            "-e",
            "SELECT source, client_ip, tls_outcome, tls_version, cipher, mac, key_exchange, key_exchange_bits,"
                + " requests, is_probe, regexp_extract(source_file, '[^/]+$', 0) AS f, source_line"
                + " FROM tls_observations ORDER BY started_at, client_ip, source_line");
    assertThat(answer.out().lines().skip(1))
        .containsExactly(
            "smtp-receive,192.168.1.102,negotiated,TLS 1.2,AES_256,SHA_384,ECDHE,256,1,false,RECV2018022213-1.LOG,1",
            "smtp-send,192.168.1.42,negotiated,TLS 1.2,AES_256,SHA_384,ECDHE,384,1,false,SEND2018022213-1.LOG,1",
            "iis,127.0.0.1,negotiated,TLS 1.2,AES_256,SHA_384,ECDHE,,2,false,u_ex201210_x.log,5",
            "iis,192.168.124.83,not-logged,,,,,,1,false,u_ex210611.log,5",
            "smtp-receive,10.11.12.14,not-logged,,,,,,1,false,RECV2024012515-1.LOG,1",
            "smtp-receive,10.11.12.14,not-logged,,,,,,1,false,RECV2024012515-1.LOG,2");
  }
}
