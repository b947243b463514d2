package org.tlssunset.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tlssunset.ingest.LogFiles.IIS_HEADER;
import static org.tlssunset.ingest.LogFiles.TLS10;
import static org.tlssunset.ingest.LogFiles.TLS12;
import static org.tlssunset.ingest.LogFiles.request;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tlssunset.ingest.LogFiles;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.SharedSpark;
import org.tlssunset.warehouse.Warehouse;

/** What the organisation's own files call hosts, from a night to an answer. */
class HostNamesNightTest {

  private static final String LEASES =
      """
      IPAddress;HostName;from;until
      192.0.2.1;old-pc;2024-04-01;2024-05-03
      192.0.2.1;new-pc;2024-05-04;
      192.0.2.0/24;floor 2;;
      """;

  @TempDir private Path folder;

  private LogFiles archive;
  private Path leases;
  private Path hosts;

  @BeforeEach
  void files() throws IOException {
    SharedSpark.emptyWarehouse(folder.resolve("warehouse"));
    archive = new LogFiles(folder.resolve("archive"));
    archive.write(
        "u1.log",
        IIS_HEADER,
        request("2024-05-03 23:59:59", "/EWS/x", "bob", "192.0.2.1", TLS10),
        request("2024-05-04 00:00:01", "/EWS/x", "bob", "192.0.2.1", TLS12),
        request("2024-05-04 10:00:00", "/EWS/x", "-", "192.0.2.7", TLS10)
            .replace("Outlook/16.0", "-"),
        request("2024-05-04 10:00:00", "/EWS/x", "-", "198.51.100.1", TLS12));
    Files.createDirectories(folder.resolve("dhcp"));
    leases = Files.writeString(folder.resolve("dhcp/leases.csv"), LEASES);
    hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.1 localhost\n10.0.0.5 ex01 ex\n");
  }

  private Command run(List<Path> names, String command, String... arguments) throws IOException {
    Path configuration =
        Files.writeString(
            folder.resolve("own.conf"),
            "tls-sunset.name-files = [%s]"
                .formatted(String.join(", ", names.stream().map("\"%s\""::formatted).toList())));
    return Command.on(folder.resolve("warehouse"), configuration, command, arguments);
  }

  private Command nightly(Path... names) throws IOException {
    return run(List.of(names), "nightly", "--archive", archive.path());
  }

  private List<String> sql(String query) throws IOException {
    Command answer = run(List.of(), "sql", "--format", "csv", "-e", query);
    assertThat(answer.exitCode()).as(answer.err()).isZero();
    return answer.out().lines().skip(1).toList();
  }

  private List<String> table() throws IOException {
    return sql("SELECT address, name, learned_from, learned_line FROM host_names ORDER BY ALL");
  }

  private List<String> rows() {
    return List.of(
        "10.0.0.5,ex01,%s,2".formatted(hosts),
        "192.0.2.0/24,floor 2,%s,4".formatted(leases),
        "192.0.2.1,new-pc,%s,3".formatted(leases),
        "192.0.2.1,old-pc,%s,2".formatted(leases));
  }

  private long version() {
    Warehouse warehouse = Warehoused.at(folder.resolve("warehouse")).tables();
    return SharedSpark.delta(warehouse, Tables.HOST_NAMES).history(1).head().<Long>getAs("version");
  }

  @Test
  void theOwnerAtTheTimeOfTheEventCounts() throws IOException {
    Command night = nightly(leases, hosts);

    assertThat(night.exitCode()).as(night.err()).isZero();
    assertThat(night.err()).doesNotContain("name files");
    assertThat(table()).containsExactlyElementsOf(rows());
    assertThat(
            sql("SELECT observed_on, client_ip, host_name FROM client_observations ORDER BY ALL"))
        .containsExactly(
            "2024-05-03,192.0.2.1,old-pc",
            "2024-05-04,192.0.2.1,new-pc",
            "2024-05-04,192.0.2.7,floor 2",
            "2024-05-04,198.51.100.1,");
    assertThat(sql("SELECT host_name FROM client_observations WHERE host_name = 'old-pc'"))
        .containsExactly("old-pc");
    assertThat(csv())
        .containsExactlyInAnyOrder("192.0.2.1 old-pc", "192.0.2.7 floor 2", "198.51.100.1 ");
    assertThat(night.out())
        .as("who has no name of its own has this one")
        .containsPattern("192\\.0\\.2\\.7 +floor 2 +ews")
        .containsPattern("192\\.0\\.2\\.1 +bob +ews");
  }

  private List<String> csv() throws IOException {
    List<String> rows = new ArrayList<>();
    String text = Files.readString(folder.resolve("warehouse/csv/client_protocol.csv"));
    CSVParser parser =
        CSVParser.parse(
            text.substring(1),
            CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get());
    assertThat(parser.getHeaderNames()).endsWith("host_name");
    parser.forEach(row -> rows.add(row.get("client_ip") + " " + row.get("host_name")));
    return rows;
  }

  @Test
  void theTableIsWrittenOnlyWhenTheFilesSaySomethingElse() throws IOException {
    nightly();
    assertThat(version()).as("no names, nothing written").isZero();
    nightly(leases, hosts);
    assertThat(version()).isOne();
    Command again = nightly(hosts, leases);
    assertThat(again.out()).doesNotContain("starting Spark");
    assertThat(version()).isOne();
    assertThat(run(List.of(leases), "rollup").exitCode()).isZero();
    assertThat(table()).as("of a file no longer configured").hasSize(3);
    nightly();
    assertThat(table()).isEmpty();
    assertThat(sql("SELECT DISTINCT host_name FROM client_observations")).containsExactly("");
  }

  @Test
  void whatAFileSaidStaysWhileItCannotBeRead() throws IOException {
    nightly(folder.resolve("dhcp"), hosts);
    Files.move(folder.resolve("dhcp"), folder.resolve("away"));
    Files.writeString(hosts, "no names any more\n");

    Command night = nightly(folder.resolve("dhcp"), hosts);

    assertThat(night.exitCode()).isEqualTo(3);
    assertThat(night.err())
        .contains("2 name files could not be read; what they said before stays: ")
        .contains(folder.resolve("dhcp") + " does not exist: check the path; ")
        .contains(hosts + " is neither a hosts file nor CSV with the columns address and name");
    assertThat(table()).containsExactlyElementsOf(rows());

    Files.move(folder.resolve("away"), folder.resolve("dhcp"));
    Files.writeString(leases, LEASES.replace("new-pc", "newest-pc"));
    Files.writeString(hosts, "10.0.0.5:25 ex01\n10.0.0.6 ex02\n");
    night = nightly(folder.resolve("dhcp"), hosts);

    assertThat(night.exitCode()).isEqualTo(3);
    assertThat(night.err())
        .contains(
            "1 lines of name files could not be used, the others count: %s:1 holds '10.0.0.5:25', which is no network: give an address, or a network such as 10.0.0.0/24"
                .formatted(hosts))
        .doesNotContain("could not be read");
    assertThat(sql("SELECT name FROM host_names ORDER BY 1"))
        .containsExactly("ex02", "floor 2", "newest-pc", "old-pc");
  }

  @Test
  void aWarehouseOfBeforeGetsTheTable() throws IOException {
    nightly();
    FileUtils.deleteDirectory(folder.resolve("warehouse/host_names").toFile());

    Command status = run(List.of(), "status");
    assertThat(status.exitCode()).isEqualTo(2);
    assertThat(status.err()).contains("lacks the table host_names");
    assertThat(nightly(hosts).exitCode()).isZero();
    assertThat(table()).containsExactly("10.0.0.5,ex01,%s,2".formatted(hosts));
    status = run(List.of(), "status");
    assertThat(status.exitCode()).as(status.err()).isZero();
    assertThat(status.out()).containsPattern("host_names +1 ");
  }

  @Test
  void whoIsForgottenHasToGoFromTheFilesToo() throws IOException {
    nightly(leases, hosts);

    Command dry = run(List.of(leases), "forget", "--client", "192.0.2.1", "--dry-run");
    assertThat(dry.err())
        .contains(
            "host_names: 2 rows hold them", "name-files (%s) still name them".formatted(leases));
    Command forget = run(List.of(leases), "forget", "--client", "192.0.2.1");

    assertThat(forget.exitCode()).as(forget.err()).isZero();
    assertThat(forget.err())
        .contains("host_names: 2 rows held them")
        .contains(
            "name-files (%s) still name them: take their lines out, or the next night reads them again"
                .formatted(leases));
    assertThat(sql("SELECT name FROM host_names ORDER BY 1")).containsExactly("ex01", "floor 2");
    assertThat(Files.readString(folder.resolve("warehouse/csv/client_protocol.csv")))
        .doesNotContain("old-pc", "new-pc");
    assertThat(run(List.of(leases), "forget", "--client", "192.0.2.1").err())
        .doesNotContain("name-files");

    Files.writeString(leases, LEASES.replaceAll("192\\.0\\.2\\.1;.*\n", ""));
    assertThat(nightly(leases, hosts).exitCode()).isZero();
    assertThat(sql("SELECT name FROM host_names ORDER BY 1")).containsExactly("ex01", "floor 2");
  }
}
