package org.tlssunset.outreach;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.SharedSpark;
import org.tlssunset.warehouse.Warehouse;
import org.tlssunset.warehouse.delta.Transaction;
import scala.jdk.javaapi.CollectionConverters;

class ClientProtocolCsvTest {

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"})
  void whatLooksLikeAFormulaIsMadeInert(String text) {
    assertThat(ClientProtocolCsv.cell(text)).isEqualTo("'" + text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10.0.0.1", "2001:db8::1", "CORP\\anna", "a=b", "'quoted'"})
  void anyOtherTextStaysAsItIs(String text) {
    assertThat(ClientProtocolCsv.cell(text)).isEqualTo(text);
  }

  @TempDir Path folder;

  /** Few clients are sorted here, many by Spark, and nobody can tell. */
  @Test
  void bothWaysOfSortingGiveTheSame() throws IOException {
    Warehouse warehouse = SharedSpark.emptyWarehouse(folder.resolve("warehouse"));
    Transaction commit = warehouse.begin(Tables.CLIENT_PROTOCOL, "a-step", 1);
    commit.add(
        warehouse
            .spark()
            .range(200)
            .selectExpr(
                "element_at(array('inbound', 'outbound'), CAST(1 + id % 2 AS INT)) AS direction",
                "element_at(array('smtp', 'ews', 'owa'), CAST(1 + id % 3 AS INT)) AS protocol",
                "CASE WHEN id % 7 > 0 THEN concat(char(id + 33), 'ä', id % 5, '\uD83D\uDE00') END"
                    + " AS client",
                "CASE WHEN id % 2 = 0 THEN concat('192.0.2.', id) END AS client_ip",
                "id % 4 AS requests",
                "CASE WHEN id % 3 > 0 THEN timestamp_seconds(1714730400 + id % 5) END"
                    + " AS legacy_last_seen",
                "timestamp'2024-05-03' AS first_seen",
                "timestamp'2024-05-03' AS last_seen",
                "1L AS observations")
            .withColumns(zeros()));
    commit.commit();

    List<String> here = lines(new ClientProtocolCsv(warehouse), "here");

    assertThat(lines(new ClientProtocolCsv(warehouse, 0), "spark")).isEqualTo(here).hasSize(201);
  }

  private List<String> lines(ClientProtocolCsv csv, String name) throws IOException {
    return Files.readAllLines(Path.of(csv.write(folder.resolve(name).toString()).file()));
  }

  private static Map<String, Column> zeros() {
    return Tables.CLIENT_PROTOCOL.columnNames().stream()
        .filter(name -> name.startsWith("requests_"))
        .collect(Collectors.toMap(name -> name, name -> functions.lit(0L)));
  }

  @Test
  void listsAreJoined() {
    assertThat(ClientProtocolCsv.cell(CollectionConverters.asScala(List.of("a", "b"))))
        .isEqualTo("a; b");
    assertThat(ClientProtocolCsv.cell(CollectionConverters.asScala(List.of("=a", "b"))))
        .isEqualTo("'=a; b");
    assertThat(ClientProtocolCsv.cell(CollectionConverters.asScala(List.of()))).isEqualTo("");
  }

  @Test
  void timesAreIso8601AndNumbersPlain() {
    Instant time = Instant.parse("2024-05-01T10:00:00.250Z");
    assertThat(ClientProtocolCsv.cell(time)).hasToString("2024-05-01T10:00:00.250Z");
    assertThat(ClientProtocolCsv.cell(1_234_567L)).hasToString("1234567");
    assertThat(ClientProtocolCsv.cell(null)).isNull();
  }
}
