package org.tlssunset.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tlssunset.cli.TlsSunset;
import org.tlssunset.ingest.LogFiles;
import org.tlssunset.schema.Tables;
import org.tlssunset.synthetic.ArchiveShape;
import org.tlssunset.synthetic.SyntheticArchive;
import org.tlssunset.warehouse.SparkSessions;
import org.tlssunset.warehouse.Warehouse;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Nights on a cluster whose executors are other processes, and have Spark and what ships with the
 * job: nothing else of it. However they go, the tables are those of a night on one machine.
 */
@Timeout(StandaloneClusterIT.TIMEOUT)
class StandaloneClusterIT {

  /** Of a night, in seconds. */
  static final int TIMEOUT = 300;

  private static final int EXECUTORS = 2;

  /** Small enough that the largest logs are cut: executors survey and read the pieces. */
  private static final String CUT = "tls-sunset.ingest { split-bytes = 64K, settled-after = 0s }\n";

  @TempDir private static Path shared;

  private static Path archive;
  private static List<String> expected;
  private static StandaloneCluster cluster;

  @TempDir private Path folder;

  @BeforeAll
  static void aNightOnOneMachine() throws IOException {
    cluster = StandaloneCluster.start(Path.of("target"), EXECUTORS);
    archive = shared.resolve("archive");
    SyntheticArchive.write(archive, ArchiveShape.small().withDays(1).withNasty(true));
    writeLargeLog(new LogFiles(archive));
    Path tables = shared.resolve("tables");
    run(nightly(shared, CUT, tables, "--master", "local[2]"));
    expected = rows(tables);
    SparkSession.active().stop();
    assertThat(expected).hasSizeGreaterThan(1_000);
  }

  @AfterAll
  static void endCluster() {
    cluster.close();
  }

  @AfterEach
  void endSession() {
    SparkSession.active().stop();
  }

  @Test
  void withTheMasterAlone() throws IOException {
    Path tables = folder.resolve("tables");

    run(nightly(folder, CUT, tables, "--master", cluster.master()));

    assertThat(SparkSession.active().sparkContext().master()).isEqualTo(cluster.master());
    assertThat(executors()).containsExactlyInAnyOrder("0", "1");
    assertThat(rows(tables)).isEqualTo(expected);
  }

  @Test
  void whenAWorkerIsKilledInMidBatch() throws IOException {
    Path tables = folder.resolve("tables");
    String settings =
        CUT
            + "tls-sunset.spark { spark.extraListeners = %s }%n"
                .formatted(PowerCut.class.getName());
    PowerCut.in(cluster);

    run(nightly(folder, settings, tables, "--master", cluster.master()));

    assertThat(PowerCut.tasksLost()).isPositive();
    assertThat(rows(tables)).isEqualTo(expected);
  }

  @Test
  void bySparkSubmit() throws Exception {
    Path tables = folder.resolve("tables");
    Path err = folder.resolve("err");
    ProcessBuilder command =
        new ProcessBuilder(nightly(folder, CUT, tables))
            .redirectError(err.toFile())
            .redirectOutput(folder.resolve("out").toFile());
    command.command().add(0, Path.of("tls-sunset-submit").toAbsolutePath().toString());
    command.environment().putAll(cluster.environment());
    command.environment().put("TLS_SUNSET_SUBMIT_OPTIONS", "--master " + cluster.master());

    Process process = command.start();

    try {
      assertThat(process.waitFor(TIMEOUT, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).as(Files.readString(err)).isEqualTo(3);
    SparkSessions.open(Map.of("spark.master", "local[2]"));
    assertThat(rows(tables)).isEqualTo(expected);
  }

  /** The command, of which the archive's damaged lines make an exit code of 3. */
  private static List<String> nightly(Path folder, String settings, Path tables, String... options)
      throws IOException {
    Path config = Files.writeString(folder.resolve("own.conf"), settings);
    List<String> command =
        new ArrayList<>(List.of("nightly", "--archive", archive.toString(), "--verbose"));
    command.addAll(List.of("--warehouse", tables.toString(), "--config", config.toString()));
    command.addAll(List.of(options));
    return command;
  }

  private static void run(List<String> command) {
    StringWriter err = new StringWriter();
    PrintWriter out = new PrintWriter(new StringWriter());
    int exitCode = TlsSunset.run(out, new PrintWriter(err), command.toArray(String[]::new));
    assertThat(exitCode).as(err.toString()).isEqualTo(3);
  }

  /** An IIS log that is cut: it is more than its share of the archive. */
  private static void writeLargeLog(LogFiles archive) throws IOException {
    List<String> lines = new ArrayList<>(List.of(LogFiles.IIS_HEADER));
    for (int i = 0; i < 3_600; i++) {
      lines.add(
          LogFiles.request(
              "2024-05-03 10:%02d:%02d".formatted(i / 60, i % 60),
              "/owa/",
              "user" + i % 40,
              "192.0.2." + i % 90,
              i % 2 == 0 ? LogFiles.TLS10 : LogFiles.TLS12));
    }
    archive.write("W3SVC1/u_ex240503.log", lines.toArray(String[]::new));
  }

  /** The executors that did any task. */
  private static List<String> executors() {
    return CollectionConverters.asJava(
            SparkSession.active().sparkContext().statusStore().executorList(false))
        .stream()
        .filter(executor -> executor.completedTasks() > 0 && !executor.id().equals("driver"))
        .map(executor -> executor.id())
        .toList();
  }

  /** All rows of all tables as JSON, sorted; without the times at which the runs were. */
  private static List<String> rows(Path tables) {
    Warehouse warehouse = new Warehouse(SparkSession.active(), tables.toString());
    return Tables.all().stream()
        .map(table -> warehouse.read(table).drop("run_started_at", "recorded_at").toJSON())
        .reduce(Dataset::union)
        .orElseThrow()
        .collectAsList()
        .stream()
        .sorted()
        .toList();
  }
}
