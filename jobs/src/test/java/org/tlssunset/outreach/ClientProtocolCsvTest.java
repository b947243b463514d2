package org.tlssunset.outreach;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tlssunset.party.HostName;
import org.tlssunset.party.LearnedName;
import org.tlssunset.party.tables.NamedHosts;
import org.tlssunset.schema.Table;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.SharedSpark;
import org.tlssunset.warehouse.Warehouse;
import org.tlssunset.warehouse.delta.Transaction;

/** All cases are rows of one warehouse. */
class ClientProtocolCsvTest {

  /** The last event is of the 30th; that of 2031 is in the future. */
  private static final Instant NOW = Instant.parse("2024-05-31T00:00:00Z");

  private static final String AGENTS =
      "array('Mozilla/5.0 (X11; Linux, \"x\"); rv:1', 'a | b', '=1+1')";

  /** Each client, its last use of an old version, and the line that shows it. */
  private static final String CLIENTS =
      """
      SELECT * FROM VALUES
        ('192.0.2.1', '192.0.2.1', 'name', timestamp'2024-05-30 10:00:00.250', '/a/EX01/u.log', 7L, 'client', array()),
        ('192.0.2.2', '192.0.2.2', '=cmd', timestamp'2024-05-02 23:59:59', '/a/EX02/u.log', 7L, 'client', array()),
        ('192.0.2.2', '192.0.2.2', 'KEMP-1', timestamp'2024-05-01 00:00:00', '/a/EX01/u.log', 3L, 'proxy', array('KEMP-1')),
        (NULL, '10.**.**.1 Scanner', 'Scanner', timestamp'2024-05-29 10:00:00', '/a/EX01/u.log', 9L, 'client', array()),
        ('192.0.2.3', '192.0.2.3', 'x', NULL, NULL, NULL, 'client', array()),
        ('192.0.2.4', NULL, 'older', NULL, NULL, NULL, NULL, NULL),
        ('192.0.2.5', '192.0.2.5', 'proxied', NULL, NULL, NULL, 'client', array('KEMP-2', 'KEMP-1'))
      AS (client_ip, client, client_name, legacy_last_seen, legacy_proof_file, legacy_proof_line, role, proxies)
      """;

  /** Each client's days. */
  private static final String DAYS =
      """
      SELECT * FROM VALUES
        ('192.0.2.1', '192.0.2.1', 'TLS 1.1', 'client', timestamp'2024-05-30 10:00:00.250', array('EX01', 'EX07'), '/a/EX01/u.log', 7L, 'client'),
        ('192.0.2.1', '192.0.2.1', 'TLS 1.2', 'client', timestamp'2024-05-30 11:00:00', array('EX02'), '/a/EX02/u.log', 8L, 'client'),
        ('192.0.2.1', '192.0.2.1', 'SSL 3.0', 'client', timestamp'2024-05-20 10:00:00', array('EX01'), '/a/EX01/u.log', 2L, 'client'),
        ('192.0.2.2', '192.0.2.2', 'TLS 1.0', 'client', timestamp'2024-05-02 23:59:59', array('EX02'), '/a/EX02/u.log', 7L, 'client'),
        ('192.0.2.2', '192.0.2.2', 'TLS 1.2', 'client', timestamp'2024-05-30 09:00:00', array('EX01'), '/a/EX01/u.log', 4L, 'proxy'),
        ('192.0.2.2', '192.0.2.2', 'TLS 1.0', 'client', timestamp'2024-05-01 00:00:00', array('EX01'), '/a/EX01/u.log', 3L, 'proxy'),
        (NULL, '10.**.**.1 SCANNER', 'TLS 1.0', 'client', timestamp'2024-05-29 10:00:00', array(), '/a/EX01/u.log', 9L, 'client'),
        ('192.0.2.3', '192.0.2.3', 'TLS 1.4', 'client', timestamp'2024-05-24 12:00:00', array('EX01'), '/a/EX01/u.log', 11L, 'client'),
        ('192.0.2.4', NULL, 'TLS 1.2', 'client', timestamp'2024-05-23 12:00:00', array('EX01'), '/a/EX01/u.log', 12L, NULL),
        ('192.0.2.4', NULL, 'TLS 1.0', 'client', timestamp'2024-05-23 11:59:59', array('EX01'), '/a/EX01/u.log', 13L, NULL),
        ('192.0.2.5', '192.0.2.5', 'TLS 1.0', 'proxy', timestamp'2024-05-30 12:00:00', array('EX01'), '/a/EX01/u.log', 14L, 'client'),
        ('192.0.2.5', '192.0.2.5', NULL, 'client', timestamp'2031-05-30 12:00:00', array('EX01'), '/a/EX01/u.log', 15L, 'client')
      AS (client_ip, client, tls_version, tls_hop, last_seen, servers, proof_file, proof_line, role)
      """;

  @TempDir private static Path folder;

  private static Warehouse warehouse;
  private static Path file;

  @BeforeAll
  static void make() throws IOException {
    warehouse = SharedSpark.emptyWarehouse(folder.resolve("warehouse"));
    add(
        Tables.CLIENT_PROTOCOL,
        warehouse
            .spark()
            .sql(CLIENTS)
            .selectExpr(
                "*",
                "'inbound' AS direction",
                "'ews' AS protocol",
                AGENTS + " AS user_agents",
                "timestamp'2024-05-01 00:00:00' AS first_seen",
                "if(client_ip = '192.0.2.5', timestamp'2031-05-30 12:00:00',"
                    + " timestamp'2024-05-30 12:00:00') AS last_seen",
                "5L AS requests",
                "1L AS observations")
            .withColumns(zeros()));
    add(
        Tables.CLIENT_PROTOCOL_DAILY,
        warehouse
            .spark()
            .sql(DAYS)
            .selectExpr(
                "*",
                "CAST(last_seen AS DATE) AS observed_on",
                "'inbound' AS direction",
                "'ews' AS protocol",
                "'negotiated' AS tls_outcome",
                "1L AS requests",
                "1L AS observations",
                "last_seen AS first_seen"));
    NamedHosts.learn(
        warehouse,
        List.of(
            named("192.0.2.2", "2024-05-02T00:00:00Z", "2024-05-03T00:00:00Z", "=erp"),
            named("192.0.2.2", "2024-05-03T00:00:00Z", "2024-06-01T00:00:00Z", "later"),
            named("192.0.2.3", "2024-05-02T00:00:00Z", "2024-06-01T00:00:00Z", "pc-3")),
        file -> false);
    file = written("here", Long.MAX_VALUE);
  }

  private static LearnedName named(String address, String from, String until, String name) {
    return new LearnedName(
        new HostName(
            address,
            Instant.parse(from).toEpochMilli() * 1000,
            Instant.parse(until).toEpochMilli() * 1000,
            name),
        "/etc/hosts",
        1);
  }

  private static void add(Table table, Dataset<Row> rows) {
    Transaction commit = warehouse.begin(table, "a-step", 1);
    commit.add(rows);
    commit.commit();
  }

  private static Map<String, Column> zeros() {
    return Tables.CLIENT_PROTOCOL.columnNames().stream()
        .filter(name -> name.startsWith("requests_"))
        .collect(Collectors.toMap(name -> name, name -> functions.lit(0L)));
  }

  private static Path written(String name, long sortedHere) throws IOException {
    return Path.of(
        new ClientProtocolCsv(warehouse, sortedHere, NOW)
            .write(folder.resolve(name).toString())
            .file());
  }

  private static Map<String, CSVRecord> byClient() throws IOException {
    Map<String, CSVRecord> records = new HashMap<>();
    CSVParser.parse(
            Files.readString(file).substring(1),
            CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get())
        .forEach(
            record ->
                records.put(
                    record.get("client")
                        + (record.get("role").equals("client") ? "" : " " + record.get("role")),
                    record));
    return records;
  }

  @Test
  void theWorstVersionIsThatOfTheLastDaysOfTheEvidence() throws IOException {
    Map<String, String> worst = new HashMap<>();
    byClient().forEach((client, row) -> worst.put(client, row.get("worst_version_lately")));

    assertThat(worst)
        .containsOnly(
            Map.entry("192.0.2.1", "TLS 1.1"), // SSL 3.0 was ten days before
            Map.entry("192.0.2.2", ""),
            Map.entry("192.0.2.2 proxy", "TLS 1.2"), // who shares a proxy's address is not it
            Map.entry("10.**.**.1 Scanner", "TLS 1.0"), // a name is the same in any case
            Map.entry("192.0.2.3", "TLS 1.4"),
            Map.entry("192.0.2.4", "TLS 1.2"), // not a second earlier
            Map.entry("192.0.2.5", "")); // the proxy's is not the client's
  }

  @Test
  void aProofIsAServerAPathAndALine() throws IOException {
    Map<String, CSVRecord> rows = byClient();
    assertThat(rows.get("192.0.2.1").toList()).endsWith("TLS 1.1", "EX01", "client", "", "");
    assertThat(rows.get("192.0.2.1").get("legacy_proof_file")).isEqualTo("/a/EX01/u.log");
    assertThat(rows.get("192.0.2.2").get("legacy_proof_server")).isEqualTo("EX02");
    assertThat(rows.get("192.0.2.2").get("legacy_proof_file")).isEqualTo("/a/EX02/u.log");
    assertThat(rows.get("10.**.**.1 Scanner").get("legacy_proof_server")).isEmpty();
    assertThat(rows.get("192.0.2.3").get("legacy_proof_server")).isEmpty();
  }

  @Test
  void theLastColumnsTellWhoseTheConnectionsWere() throws IOException {
    Map<String, CSVRecord> rows = byClient();
    assertThat(rows.get("192.0.2.5").toList()).endsWith("client", "KEMP-2 | KEMP-1", "");
    assertThat(rows.get("192.0.2.2 proxy").toList()).endsWith("proxy", "KEMP-1", "");
    assertThat(rows.get("192.0.2.4").toList())
        .as("an older version knew clients alone, and asked for no proxies")
        .endsWith("client", "", "");
  }

  @Test
  void theHostIsNamedAsItWasAtTheLastUseOfAnOldVersion() throws IOException {
    Map<String, String> names = new HashMap<>();
    byClient().forEach((client, row) -> names.put(client, row.get("host_name")));

    assertThat(names)
        .containsEntry("192.0.2.2", "'=erp")
        .containsEntry("192.0.2.2 proxy", "")
        .containsEntry("192.0.2.3", "pc-3") // which has used none: at its last use
        .containsEntry("192.0.2.1", "")
        .containsEntry("10.**.**.1 Scanner", "");
  }

  /** Few clients are sorted here, many by Spark, and nobody can tell. */
  @Test
  void bothWaysOfSortingGiveTheSame() throws IOException {
    assertThat(Files.readAllLines(written("spark", 0)))
        .isEqualTo(Files.readAllLines(file))
        .hasSize(8);
  }

  @Test
  void aSpreadsheetTakesTimesForTimesListsForOneCellAndNothingForAFormula() throws Exception {
    Spreadsheet sheet = Spreadsheet.of(file, Files.createDirectory(folder.resolve("office")));

    List<String> header = sheet.rows().get(0);
    Map<String, String> first = row(header, sheet.rows().get(1));
    assertThat(first)
        .containsEntry("string legacy_last_seen", "date 2024-05-30T10:00:00")
        .containsEntry("string first_seen", "date 2024-05-01")
        .containsEntry("string requests", "float 5")
        .containsEntry(
            "string user_agents", "string Mozilla/5.0 (X11; Linux, \"x\"); rv:1 | a || b | =1+1")
        .containsEntry("string legacy_proof_server", "string EX01");
    assertThat(row(header, sheet.rows().get(3)))
        .containsEntry("string client_name", "string '=cmd")
        .containsEntry("string legacy_last_seen", "date 2024-05-02T23:59:59");
  }

  private static Map<String, String> row(List<String> header, List<String> cells) {
    Map<String, String> row = new HashMap<>();
    for (int i = 0; i < header.size(); i++) {
      row.put(header.get(i), cells.get(i));
    }
    return row;
  }
}
