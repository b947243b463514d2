package org.tlssunset.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tlssunset.ingest.Requests.hour;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A log counts once also where batches end between it and its copies, runs die, and lists differ.
 */
class CopiesOverRunsTest {

  private static final int MANY = 40;

  @TempDir Path folder;

  private LogFiles archive;
  private Nights nights;

  @BeforeEach
  void nothing() throws IOException {
    archive = new LogFiles(folder.resolve("archive"));
    nights = new Nights(folder.resolve("warehouse"));
  }

  /** And a copy that is read before its original's change counts all the same. */
  @Test
  void namesThatRotateLoseNothing() throws IOException {
    archive.write("u.log", hour("03", MANY));
    archive.write("z/u.log", hour("06", MANY));
    nights.ingestOnly(archive);
    archive.write("u.log", hour("04", MANY));
    archive.write("u.log.1", hour("03", MANY));
    archive.write("z/a.log", hour("06", MANY));
    archive.write("z/u.log", hour("07", MANY));
    nights.run(archive, Nights.batchFiles(1));
    assertIsAFreshRun("second");
    archive.write("u.log", hour("05", MANY));
    archive.write("u.log.1", hour("04", MANY));
    archive.write("u.log.2", hour("03", MANY));

    nights.ingestOnly(archive);

    assertThat(requests().counted())
        .containsExactly(
            "u.log.1|2024-05-04|40",
            "u.log.2|2024-05-03|40",
            "u.log|2024-05-05|40",
            "z/a.log|2024-05-06|40",
            "z/u.log|2024-05-07|40");
    Nights fresh = new Nights(folder.resolve("third"));
    fresh.ingestOnly(archive);
    assertThat(nights.observations()).isEqualTo(fresh.observations());
  }

  /**
   * A run was killed after it had read a copy whose original was still to be read, and then went
   * away, and an original that changed, but not its copy.
   */
  @Test
  void aKilledRunLosesNoCopies() throws IOException {
    archive.write("changed/u.log", hour("03", MANY));
    archive.write("z/of-changed.log.gz", LogFiles.gzip(hour("03", MANY)));
    archive.write("z/u.log", hour("05", MANY));
    nights.run(archive);
    archive.write("a/of-z.log", hour("05", MANY));
    archive.write("changed/u.log", hour("04", MANY));
    archive.write("z/u.log", hour("06", MANY));
    nights.runKilledBefore("reading", 3, archive, Nights.batchFiles(1));
    assertThat(requests().counted())
        .containsExactly("changed/u.log|2024-05-04|40", "z/u.log|2024-05-05|40");
    archive.delete("z/u.log");

    nights.run(archive);

    Requests requests = requests();
    assertThat(requests.counted())
        .containsExactly(
            "changed/u.log|2024-05-04|40",
            "z/of-changed.log.gz|2024-05-03|40",
            "z/u.log|2024-05-05|40");
    assertThat(requests.clientsOf("2024-05-03")).isEqualTo(MANY);
    assertThat(requests.clientsOf("2024-05-04")).isEqualTo(MANY);
    assertThat(requests.clientsOf("2024-05-05")).isEqualTo(MANY);
    assertReadsNothingMore();
  }

  @Test
  void aCopyCountsOnceItIsListedAgain() throws IOException {
    LogFiles live = new LogFiles(folder.resolve("archive/live"));
    live.write("u.log", hour("03", MANY));
    archive.write("old/u.log.gz", LogFiles.gzip(hour("03", MANY)));
    archive.write("old/logs.zip", LogFiles.zip("u.log", LogFiles.text(hour("03", MANY))));
    nights.ingestOnly(live);
    nights.ingestOnly(archive);
    assertThat(requests().counted()).containsExactly("live/u.log|2024-05-03|40");
    live.write("u.log", hour("04", MANY));
    nights.ingestOnly(live);

    nights.run(archive);

    assertThat(requests().counted())
        .hasSize(2)
        .contains("live/u.log|2024-05-04|40")
        .anyMatch(row -> row.startsWith("old/") && row.endsWith("|2024-05-03|40"));
    Nights fresh = new Nights(folder.resolve("fresh"));
    fresh.ingestOnly(archive);
    assertThat(nights.observations()).isEqualTo(fresh.observations());
    assertReadsNothingMore();
  }

  private Requests requests() {
    return Requests.of(nights, archive);
  }

  private void assertIsAFreshRun(String name) {
    assertThat(nights.contents()).isEqualTo(Nights.quiet(folder.resolve(name), archive).contents());
    assertReadsNothingMore();
  }

  private void assertReadsNothingMore() {
    Map<String, Long> versions = nights.versions();
    assertThat(nights.run(archive).read()).isZero();
    assertThat(nights.versions()).isEqualTo(versions);
  }
}
