package org.tlssunset.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
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
import org.tlssunset.ingest.ReadSettings;
import org.tlssunset.logs.LogSettings;
import org.tlssunset.rollup.Rollup;
import org.tlssunset.schema.Table;
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
          64L << 10);

  @TempDir private Path folder;

  /** Rows that tasks wrote, by stage and then by executor. */
  private static final class RowsWritten extends SparkListener {

    private final Map<Integer, Map<String, Long>> stages = new ConcurrentHashMap<>();

    @Override
    public void onTaskEnd(SparkListenerTaskEnd task) {
      stages
          .computeIfAbsent(task.stageId(), stage -> new HashMap<>())
          .merge(
              task.taskInfo().executorId(),
              task.taskMetrics().outputMetrics().recordsWritten(),
              Long::sum);
    }
  }

  @Test
  @Timeout(120)
  void aNightOnTwoExecutorsIsTheNightOfOneMachine() throws Exception {
    Path archive = folder.resolve("archive");
    SyntheticArchive.write(archive, ArchiveShape.small().withDays(1).withNasty(true));
    RowsWritten written = new RowsWritten();
    Map<String, List<String>> tables;
    try (StandaloneCluster cluster = StandaloneCluster.start(Path.of("target"), EXECUTORS)) {
      SparkSession spark = SparkSessions.open(cluster.settings(EXECUTORS));
      try {
        spark.sparkContext().addSparkListener(written);
        Warehouse warehouse = new Warehouse(spark, folder.resolve("cluster").toString());
        warehouse.createMissing();
        IngestReport report = night(warehouse, archive);
        tables = rows(warehouse);
        System.err.println(report);
      } finally {
        spark.stop();
      }
    }
    System.err.println(written.stages);

    Warehouse local = SharedSpark.emptyWarehouse(folder.resolve("local"));
    night(local, archive);
    assertThat(tables).isEqualTo(rows(local));
  }

  private static IngestReport night(Warehouse warehouse, Path archive) {
    IngestReport report =
        new Ingest(warehouse, SETTINGS, IngestProgress.NONE)
            .run(Archive.list(List.of(archive.toString()), Stores.DEFAULT));
    assertThat(new Rollup(warehouse).run()).isTrue();
    return report;
  }

  /** All rows of all tables as JSON, sorted. */
  private static Map<String, List<String>> rows(Warehouse warehouse) {
    Map<String, List<String>> rows = new LinkedHashMap<>();
    for (Table table : Tables.all()) {
      rows.put(
          table.name(), warehouse.read(table).toJSON().collectAsList().stream().sorted().toList());
    }
    return rows;
  }
}
