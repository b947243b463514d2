package org.tlssunset.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tlssunset.ingest.LogFiles.IIS_HEADER;
import static org.tlssunset.ingest.LogFiles.TLS10;
import static org.tlssunset.ingest.LogFiles.TLS12;
import static org.tlssunset.ingest.LogFiles.received;
import static org.tlssunset.ingest.LogFiles.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tlssunset.ingest.LogFiles;
import org.tlssunset.schema.Table;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.SharedSpark;
import org.tlssunset.warehouse.Warehouse;

/** What an operator sees: of a night, of the warehouse afterwards, and in the figures of both. */
class StatusTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Begins like a gzip file, and is none. */
  private static final byte[] DAMAGED = {0x1f, (byte) 0x8b, 8, 0, 1, 2, 3};

  @TempDir private Path folder;

  private LogFiles archive;
  private LogFiles others;
  private String warehouse;
  private Path metrics;

  @BeforeEach
  void anArchive() throws IOException {
    archive = new LogFiles(folder.resolve("archive"));
    others = new LogFiles(folder.resolve("others"));
    warehouse = folder.resolve("warehouse").toString();
    metrics = folder.resolve("metrics/tls.prom");
    SharedSpark.emptyWarehouse(folder.resolve("warehouse"));
    log(archive, "a.log", "2024-05-03 10:00:00");
    log(archive, "b.log", "2024-05-04 10:00:00");
    log(archive, "c.log", "2031-05-04 10:00:00");
    archive.write("broken.log.gz", DAMAGED);
    others.write(
        "o.log",
        IIS_HEADER + " X-Forwarded-For",
        request("2024-05-06 10:00:00", "/o.log", "u", "192.0.2.1", TLS10) + " 203.0.113.1");
  }

  @Test
  void aNightAndWhatComesAfterIt() throws Exception {
    Command first =
        run("nightly", "--archive", archive.path(), others.path(), "--log-format", "json");

    assertThat(first.exitCode()).as(first.err()).isEqualTo(3);
    List<JsonNode> notes = new ArrayList<>();
    for (String line : first.err().lines().toList()) {
      notes.add(JSON.readTree(line));
    }
    assertThat(notes)
        .extracting(note -> note.path("file").asText() + " " + note.get("message").asText())
        .anyMatch(note -> note.startsWith(archive.path("broken.log.gz")))
        .contains(
            archive.path("c.log")
                + " its last event, 2031-05-04 10:00:00, is in the future: check that server's"
                + " clock");
    Map<String, Double> night = PrometheusText.read(metrics);
    assertThat(night)
        .containsEntry("run_exit_code", 3.0)
        .containsEntry("run_files{kind=\"found\"}", 5.0)
        .containsEntry("run_files{kind=\"new\"}", 5.0)
        .containsEntry("run_lines{kind=\"used\"}", 4.0)
        .containsEntry("run_observations", 4.0)
        .containsEntry("run_unreadable_files", 1.0)
        .containsEntry("run_future_files", 1.0)
        .containsEntry("last_success_time_seconds", night.get("run_end_time_seconds"))
        .containsEntry(
            "evidence_last_event_time_seconds{server=\"10.0.0.5\",source=\"iis\"}",
            (double) Instant.parse("2024-05-06T10:00:00Z").getEpochSecond())
        .containsKeys("run_duration_seconds{step=\"reading\"}");
    assertThat(night.get("table_bytes{table=\"tls_observations\"}")).isPositive();

    log(archive, "a.log", "2024-05-03 11:00:00");
    log(archive, "new.log", "2024-05-07 11:00:00");
    archive.delete("b.log");
    Map<String, Long> versions = versions();
    Command status = run("status", "--archive", archive.path(), "--format", "json");

    assertThat(status.exitCode()).as(status.err()).isEqualTo(3);
    JsonNode told = JSON.readTree(status.out());
    assertThat(told.at("/last_run/files").asLong()).isEqualTo(5);
    assertThat(told.at("/last_run/used").asLong()).isEqualTo(4);
    assertThat(told.at("/last_run/batches").asLong()).isEqualTo(1);
    assertThat(Instant.parse(told.at("/last_run/started_at").asText()))
        .isBefore(Instant.parse(told.at("/last_run/ended_at").asText()));
    assertThat(told.get("waiting").toString())
        .isEqualTo("{\"new\":1,\"changed\":1,\"outdated\":0,\"unreadable\":1,\"last_line\":0}");
    // The other archive's file is not missed: that archive was not listed.
    assertThat(told.get("vanished").toString())
        .isEqualTo("{\"files\":1,\"first\":[\"%s\"]}".formatted(archive.path("b.log")));
    assertThat(told.at("/unreadable/first/0/file").asText())
        .isEqualTo(archive.path("broken.log.gz"));
    assertThat(told.get("future").asLong()).isEqualTo(1);
    assertThat(told.get("killed_batch").asBoolean()).isFalse();
    assertThat(told.get("rollups_behind").asBoolean()).isFalse();
    assertThat(told.at("/evidence/0/last_event").asText()).isEqualTo("2024-05-06T10:00:00Z");
    assertThat(told.at("/parties/forwarding/all").asLong()).isEqualTo(1);
    assertThat(told.at("/parties/forwarding/first/0/client_ip").asText()).isEqualTo("192.0.2.1");
    assertThat(told.at("/parties/gateways").toString()).isEqualTo("{\"all\":0,\"first\":[]}");
    assertThat(told.get("tables")).hasSize(Tables.all().size());
    Map<String, Double> after = PrometheusText.read(metrics);
    assertThat(after)
        .containsEntry("run_exit_code", 3.0)
        .containsEntry("run_end_time_seconds", night.get("run_end_time_seconds"))
        .containsEntry("files_waiting{kind=\"new\"}", 1.0)
        .containsEntry("vanished_files", 1.0);
    assertThat(versions()).isEqualTo(versions);

    Command glob = run("status", "--archive", folder + "/*/a*.log", "--format", "json");
    assertThat(JSON.readTree(glob.out()).at("/vanished/files").asLong()).isZero();

    String gone = folder.resolve("gone").toString();
    Command failed = run("nightly", "--archive", gone);
    assertThat(failed.exitCode()).isEqualTo(2);
    assertThat(PrometheusText.read(metrics))
        .containsEntry("run_exit_code", 2.0)
        .containsEntry("last_success_time_seconds", night.get("last_success_time_seconds"))
        .containsEntry(
            "evidence_last_event_time_seconds{server=\"10.0.0.5\",source=\"iis\"}",
            (double) Instant.parse("2024-05-06T10:00:00Z").getEpochSecond())
        .doesNotContainKey("run_observations");
    try (var files = Files.list(metrics.getParent())) {
      assertThat(files).containsExactly(metrics);
    }

    Command text = Command.run("status", "--warehouse", warehouse);
    assertThat(text.exitCode()).isEqualTo(3);
    assertThat(text.out())
        .contains("files    5 read by it")
        .contains("waiting  1 unreadable so far, 0 with a last line")
        .contains("forwards 1 addresses")
        .contains("write: tls-sunset.proxies += { name = \"proxy 192.0.2.1\"")
        .contains("         1 × ends too early")
        .contains("             " + archive.path("broken.log.gz"))
        .contains("tls_observations");
  }

  @Test
  void linesThatCouldNotBeUsedAreCountedAndTheirLogsNamed() throws Exception {
    others.write("x.log", LogFiles.IIS_HEADER, "damaged", "damaged");
    others.write("y.log", LogFiles.IIS_HEADER, "damaged");
    Command night = run("nightly", "--archive", others.path());

    assertThat(night.err().lines())
        .filteredOn(line -> !line.contains("future"))
        .singleElement()
        .asString()
        .contains("2 logs were not read, or not wholly (0 not at all; 3 lines could not be used)")
        .contains(others.path("x.log") + ": 2 lines could not be used")
        .contains("see tls-sunset status --warehouse '%s'".formatted(warehouse));
    Command text = run("status");
    assertThat(text.out())
        .contains("rejected 3 lines of 2 logs could not be used")
        .contains(others.path("x.log") + ": 2");
    assertThat(JSON.readTree(run("status", "--format", "json").out()).get("rejected").toString())
        .isEqualTo(
            "{\"lines\":3,\"logs\":2,\"first\":[{\"file\":\"%s\",\"lines\":2},{\"file\":\"%s\",\"lines\":1}]}"
                .formatted(others.path("x.log"), others.path("y.log")));
  }

  @Test
  void aDamagedFileThatWasDeletedIsNoFailureAnyMore() throws Exception {
    assertThat(run("nightly", "--archive", archive.path()).exitCode()).isEqualTo(3);
    archive.delete("broken.log.gz");

    Command status = run("status", "--archive", archive.path());

    assertThat(status.exitCode()).as(status.err()).isZero();
    assertThat(status.out()).contains("1 of them have vanished");
    assertThat(PrometheusText.read(metrics)).containsEntry("unreadable_files", 0.0);
    Command others = run("status", "--archive", this.others.path());
    assertThat(others.exitCode()).isEqualTo(3);
    assertThat(PrometheusText.read(metrics)).containsEntry("unreadable_files", 1.0);
  }

  /** A web log without its server's name tells of an address that a mail log knows the name of. */
  @Test
  void aServerBearsOneName() throws Exception {
    log(others, "u_ex.log", "2024-05-03 11:00:00");
    others.write(
        "RECV.LOG",
        received("2024-05-03T12:00:00.000Z", "08D1", 0, "+,,"),
        received("2024-05-03T12:00:00.000Z", "08D1", 1, "-,,Remote"));
    assertThat(run("nightly", "--archive", others.path()).exitCode()).isZero();

    JsonNode evidence = JSON.readTree(run("status", "--format", "json").out()).get("evidence");

    assertThat(evidence.findValuesAsText("server")).containsExactly("EX1", "EX1");
    assertThat(evidence.findValuesAsText("source")).containsExactly("iis", "smtp-receive");
    assertThat(PrometheusText.read(metrics).keySet())
        .filteredOn(sample -> sample.startsWith("evidence"))
        .containsExactlyInAnyOrder(
            "evidence_last_event_time_seconds{server=\"EX1\",source=\"iis\"}",
            "evidence_last_event_time_seconds{server=\"EX1\",source=\"smtp-receive\"}");
  }

  @Test
  void anEmptyWarehouseHasNothingToTell() throws IOException {
    Command status = run("status", "--format", "json");

    assertThat(status.exitCode()).as(status.err()).isZero();
    assertThat(JSON.readTree(status.out()).get("last_run").isNull()).isTrue();
    assertThat(JSON.readTree(status.out()).get("evidence")).isEmpty();
    assertThat(JSON.readTree(status.out()).at("/parties/shared_addresses/all").asLong()).isZero();
    assertThat(PrometheusText.read(metrics)).containsEntry("unreadable_files", 0.0);
  }

  @Test
  void tablesThatAnOlderVersionLacksAreNamed() throws IOException {
    FileUtils.deleteDirectory(Path.of(warehouse, "programs").toFile());

    Command status = run("status");

    assertThat(status.exitCode()).isEqualTo(2);
    assertThat(status.err())
        .isEqualTo(
            "tls-sunset: %s lacks the table programs, as an older version leaves it: run 'tls-sunset nightly' once\n"
                .formatted(warehouse));
    log(others, "x.log", "2024-05-03 11:00:00");
    assertThat(run("nightly", "--archive", others.path()).exitCode()).isZero();
    assertThat(run("status").exitCode()).isZero();
  }

  @Test
  void metricsThatCannotBeWrittenAreToldAtOnce() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    Command night =
        Command.run(
            "nightly",
            "--archive",
            archive.path(),
            "--warehouse",
            warehouse,
            "--metrics",
            file + "/tls.prom");

    assertThat(night.exitCode()).isEqualTo(1);
    assertThat(night.err()).contains("nothing can be written to " + file).contains("--metrics");
  }

  private Command run(String... command) {
    List<String> all = new ArrayList<>(List.of(command));
    all.addAll(List.of("--warehouse", warehouse, "--metrics", metrics.toString()));
    return Command.run(all.toArray(String[]::new));
  }

  private Map<String, Long> versions() {
    Warehouse tables = Warehoused.at(Path.of(warehouse)).tables();
    return Tables.all().stream()
        .collect(
            java.util.stream.Collectors.toMap(
                Table::name,
                table ->
                    SharedSpark.delta(tables, table).history(1).head().<Long>getAs("version")));
  }

  private static void log(LogFiles where, String name, String time) throws IOException {
    where.write(
        name,
        IIS_HEADER,
        request(time, "/" + name, "u", "192.0.2.1", time.contains("11:") ? TLS12 : TLS10));
  }
}
