package org.tlssunset.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tlssunset.archive.Archive;
import org.tlssunset.archive.ServerNamePattern;
import org.tlssunset.archive.Stores;
import org.tlssunset.ingest.Ingest;
import org.tlssunset.ingest.IngestProgress;
import org.tlssunset.ingest.IngestReport;
import org.tlssunset.ingest.IngestSettings;
import org.tlssunset.ingest.LogFiles;
import org.tlssunset.ingest.ReadSettings;
import org.tlssunset.logs.LogSettings;
import org.tlssunset.rollup.Rollup;
import org.tlssunset.schema.Tables;
import org.tlssunset.synthetic.ArchiveShape;
import org.tlssunset.synthetic.SyntheticArchive;
import org.tlssunset.warehouse.SharedSpark;
import org.tlssunset.warehouse.SparkSessions;
import org.tlssunset.warehouse.Warehouse;

/**
 * A night on a cluster whose executors are other processes, and have Spark and what {@code
 * spark.jars} ships: nothing else of the job.
 */
class StandaloneClusterIT {

  private static final int EXECUTORS = 2;

  /** Small enough that the largest logs are cut: executors survey and read the pieces. */
  private static final IngestSettings SETTINGS =
      new IngestSettings(
          new ReadSettings(LogSettings.DEFAULTS, ServerNamePattern.NONE, Stores.DEFAULT, 1_000),
          1L << 30,
          1_000,
          64L << 10,
          Duration.ZERO);

  @TempDir private Path folder;

  /** Rows that tasks read, by stage and then by executor. */
  private static final class RowsRead extends SparkListener {

    private final Map<Integer, Map<String, Long>> stages = new ConcurrentHashMap<>();

    @Override
    public void onTaskEnd(SparkListenerTaskEnd task) {
      stages
          .computeIfAbsent(task.stageId(), stage -> new HashMap<>())
          .merge(
              task.taskInfo().executorId(),
              task.taskMetrics().inputMetrics().recordsRead(),
              Long::sum);
    }

    private Set<String> executors() {
      return stages.values().stream()
          .flatMap(executors -> executors.keySet().stream())
          .collect(Collectors.toSet());
    }

    private Map<String, Long> largestStage() {
      return Collections.max(
          stages.values(),
          Comparator.comparingLong(
              executors -> executors.values().stream().mapToLong(rows -> rows).sum()));
    }
  }

  @Test
  @Timeout(180)
  void aNightOnTwoExecutorsIsTheNightOfOneMachine() throws Exception {
    String archive = folder.resolve("archive").toString();
    SyntheticArchive.write(Path.of(archive), ArchiveShape.small().withDays(1).withNasty(true));
    writeLargeLog(new LogFiles(Path.of(archive)));
    Path tables = folder.resolve("tables");
    RowsRead read = new RowsRead();
    try (StandaloneCluster cluster = StandaloneCluster.start(Path.of("target"), EXECUTORS)) {
      Warehouse local = SharedSpark.emptyWarehouse(folder.resolve("local"));
      SharedSpark.emptyWarehouse(tables);
      IngestReport report = night(local, archive);
      List<String> rows = rows(local);
      SharedSpark.session().stop();
      Map<String, String> settings = new HashMap<>(cluster.settings(EXECUTORS));
      settings.put("spark.executor.extraJavaOptions", "-XX:TieredStopAtLevel=1");
      SparkSession spark = SparkSessions.open(settings);
      try {
        spark.sparkContext().addSparkListener(read);
        Warehouse warehouse = new Warehouse(spark, tables.toString());

        assertThat(night(warehouse, archive)).isEqualTo(report);
        assertThat(rows(warehouse)).isEqualTo(rows).hasSizeGreaterThan(1_000);
      } finally {
        spark.stop();
      }
      assertThat(read.executors()).containsExactlyInAnyOrder("0", "1");
      // Pieces of the large log give the same rows again and again: more than any table holds.
      assertThat(read.largestStage()).containsOnlyKeys("0", "1");
      assertThat(read.largestStage().values())
          .allMatch(count -> count > 0)
          .satisfies(
              counts ->
                  assertThat(counts.stream().mapToLong(count -> count).sum())
                      .isGreaterThan(report.observations()));
    }
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

  private static IngestReport night(Warehouse warehouse, String archive) {
    IngestReport report =
        new Ingest(warehouse, SETTINGS, IngestProgress.NONE)
            .run(Archive.list(List.of(archive), Stores.DEFAULT));
    assertThat(new Rollup(warehouse).run()).isTrue();
    return report;
  }

  /** All rows of all tables as JSON, sorted. */
  private static List<String> rows(Warehouse warehouse) {
    return Tables.all().stream()
        .map(table -> warehouse.read(table).toJSON())
        .reduce(Dataset::union)
        .orElseThrow()
        .collectAsList()
        .stream()
        .sorted()
        .toList();
  }
}
