package org.tlssunset.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tlssunset.schema.Tables;

/** The demo tells whose connections its archive's were. All cases are of one demo. */
class DemoTest {

  @TempDir private static Path folder;

  private static Command demo;
  private static Warehoused warehouse;

  @BeforeAll
  static void run() throws IOException {
    Path own =
        Files.writeString(
            folder.resolve("own.conf"), "tls-sunset { retired-servers = [EX07], proxies = [] }\n");
    demo =
        Command.run(
            "demo",
            "--days",
            "3",
            "--dir",
            folder.resolve("demo").toString(),
            "--config",
            own.toString());
    warehouse = Warehoused.at(folder.resolve("demo/warehouse"));
  }

  private static List<String> rows(String where, String... columns) {
    return warehouse.clients().where(where).selectExpr(columns).collectAsList().stream()
        .map(row -> row.mkString("|"))
        .toList();
  }

  @Test
  void thePageNamesTheProxyThatWouldTakeOthersAlong() {
    assertThat(demo.exitCode()).as(demo.err()).isZero();
    assertThat(demo.out().lines())
        .anyMatch(
            line ->
                line.matches(
                    "The proxy KEMP-1 \\(10.0.9.5\\) speaks TLS 1.0 to the servers: all clients behind it"
                        + " stop with it; seen lately: 2\\d with activesync\\."))
        .anyMatch(line -> line.matches("10.0.9.5 +KEMP-1 +activesync +inbound .*"))
        .contains("Own servers that still use it:")
        .anyMatch(line -> line.matches("10.0.0.11 +EX01 +mapi-http +inbound .*"));
  }

  @Test
  void theProxysTlsIsNoClientsBehindIt() {
    assertThat(rows("role = 'proxy'", "client", "protocol", "requests_tls10 > 0", "proxies[0]"))
        .contains("10.0.9.5|activesync|true|KEMP-1")
        .allMatch(row -> row.startsWith("10.0.9.5|"));
    assertThat(rows("array_contains(proxies, 'KEMP-1') AND role = 'client'", "count(*)"))
        .first()
        .satisfies(count -> assertThat(Integer.parseInt(count)).isBetween(20, 60));
    assertThat(
            rows(
                "array_contains(proxies, 'KEMP-1') AND role = 'client'"
                    + " AND requests <> requests_not_logged",
                "client"))
        .isEmpty();
  }

  @Test
  void whoForgesWhatAProxyWouldForwardStaysAClientWithAnOldVersion() {
    assertThat(
            rows(
                "client_ip = '203.0.113.66'",
                "role",
                "protocol",
                "requests_tls10 > 0 AND requests = requests_tls10 + requests_not_logged",
                "size(proxies)"))
        .containsExactly("client|ews|true|0");
    assertThat(rows("role = 'client' AND client_ip IN ('127.0.0.1', '::1')", "client")).isEmpty();
  }

  @Test
  void hopsBetweenOurServersAreNobodysClients() {
    assertThat(
            rows(
                "client_ip IN ('10.0.0.11', '10.0.0.12', 'fe80::54d8:6a1c:e0d1:7f2b') AND"
                    + " (role = 'client' OR protocol = 'smtp')",
                "client"))
        .isEmpty();
    List<Row> handed =
        warehouse
            .tables()
            .read(Tables.INNER_CLIENTS)
            .groupBy("session_id")
            .count()
            .where("count > 1")
            .collectAsList();
    assertThat(handed).as("sessions of several clients").isNotEmpty();
  }

  @Test
  void thePageNamesWhatIsWrongWithTheServersAndHowToMendIt() {
    List<String> lines = demo.out().lines().toList();
    int half =
        lines.indexOf(
            "  warning  EX01: TLS 1.2 Client: Enabled=0x1, DisabledByDefault=absent; the other value is left to Windows");
    assertThat(half).isPositive();
    assertThat(lines.get(half + 2))
        .isEqualTo("           cure: Import TLS12-Enable.reg and restart the server.");
    List<String> after =
        lines.stream()
            .dropWhile(line -> !line.contains("EX02: TLS 1.0 Server: Enabled=0x0"))
            .toList();
    assertThat(after).isNotEmpty();
    assertThat(after.get(0))
        .matches(
            ".* by the export of .*; logs show it negotiated over http, smtp until .*:\\d+\\)");
    assertThat(after.get(2))
        .isEqualTo(
            "           cure: Restart the server, export its registry again, and look at the next day's log.");
  }

  @Test
  void itsConfigurationIsAFileForTheSameNight() throws IOException {
    Path config = folder.resolve("demo/tls-sunset.conf");
    assertThat(demo.out()).contains("config   " + config, "--config '" + config + "'");

    Command again =
        Command.run(
            "nightly",
            "--archive",
            folder.resolve("demo/archive").toString(),
            "--warehouse",
            folder.resolve("demo/warehouse").toString(),
            "--config",
            config.toString());

    assertThat(again.out()).as(again.err()).contains("as the night before.");
  }
}
