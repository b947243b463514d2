package org.tlssunset.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tlssunset.ingest.LogFiles.IIS_HEADER;
import static org.tlssunset.ingest.LogFiles.TLS12;
import static org.tlssunset.ingest.LogFiles.handshake;
import static org.tlssunset.ingest.LogFiles.received;
import static org.tlssunset.ingest.LogFiles.request;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.OptionalInt;
import org.apache.spark.sql.delta.DeltaConcurrentModificationException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tlssunset.schema.Table;
import org.tlssunset.schema.Tables;
import org.tlssunset.steps.DerivedTables;
import org.tlssunset.upkeep.Maintenance;
import org.tlssunset.upkeep.RetentionSettings;
import org.tlssunset.warehouse.delta.Transaction;

/** Nothing lost, nothing twice: a run that was killed and run again is one quiet run. */
class KilledRunTest {

  @TempDir static Path shared;

  private static SharedNights firstNight;

  @TempDir Path folder;

  private LogFiles archive;
  private Nights nights;

  @BeforeAll
  static void firstNight() throws IOException {
    firstNight =
        new SharedNights(
            shared,
            (archive, nights) -> {
              archive.writeFirstNight();
              nights.run(archive);
            });
  }

  @BeforeEach
  void asItWasThen() throws IOException {
    archive = firstNight.archive();
    nights = firstNight.nights(folder.resolve("warehouse"));
  }

  private void secondNight() throws IOException {
    archive.write(
        "u_ex240503.log",
        IIS_HEADER,
        request("2024-05-03 10:00:01", "/EWS/x", "alice", "192.0.2.1", TLS12),
        "damaged again",
        "and again");
    archive.write(
        "RECV2024050400-1.LOG",
        received("2024-05-04T00:00:01.000Z", "08D1", 2, handshake("TLS1")),
        received("2024-05-04T00:00:02.000Z", "08D1", 3, "-,,Remote"));
  }

  /** And nobody sees what is left of it until the next run. */
  @ParameterizedTest
  @ValueSource(strings = {"writing rejected lines", "recording"})
  void inALaterNight(String step) throws IOException {
    var before = nights.contents();
    secondNight();

    nights.runKilledBefore(step, archive);
    assertThat(nights.rows(Tables.INGESTED_FILES, "batch_id")).containsExactly("1", "1");
    assertThat(new Recovery(nights.warehouse()).isNeeded()).isTrue();
    assertThat(settled(Tables.TLS_OBSERVATIONS)).isEqualTo(before.get("tls_observations").size());
    assertThat(settled(Tables.REJECTED_LINES)).isEqualTo(before.get("rejected_lines").size());
    assertThat(nights.observations()).isNotEqualTo(before.get("tls_observations"));
    assertThat(DerivedTables.count(nights.warehouse())).isFalse(); // it is taken back first
    nights.runKilledBefore(step, archive);
    nights.run(archive);
    assertThat(new Recovery(nights.warehouse()).isNeeded()).isFalse();

    assertThat(nights.contents()).isEqualTo(firstNight.quietRun());
    assertThat(nights.rows(Tables.INGESTED_FILES, "batch_id")).containsExactly("1", "4", "4");
    assertThat(settled(Tables.TLS_OBSERVATIONS)).isEqualTo(nights.observations().size());
  }

  @Test
  void inANightAfterTheLogsWereCutShort() throws IOException {
    RetentionSettings nothingOld =
        new RetentionSettings(
            OptionalInt.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            Duration.ZERO);
    new Maintenance(nights.warehouse(), nothingOld, LocalDate.now(ZoneOffset.UTC)).tidy();
    assertThat(folder.resolve("warehouse/tls_observations/_delta_log/%020d.json".formatted(0)))
        .doesNotExist();
    secondNight();

    nights.runKilledBefore("recording", archive);
    assertThat(new Recovery(nights.warehouse()).isNeeded()).isTrue();
    nights.run(archive);

    assertThat(nights.contents()).isEqualTo(firstNight.quietRun());
  }

  @Test
  void inTheFirstNight() throws IOException {
    nights = new Nights(folder.resolve("first"));
    nights.runKilledBefore("recording", archive);
    assertThat(nights.observations()).isNotEmpty();
    secondNight();

    nights.run(archive);

    assertThat(nights.contents()).isEqualTo(firstNight.quietRun());
  }

  @Test
  void whatIsTakenBackIsTakenBackOnce() throws IOException {
    var before = nights.contents();
    archive.write(
        "u_ex240504.log",
        IIS_HEADER,
        request("2024-05-04 10:00:01", "/EWS/x", "bob", "192.0.2.2", TLS12),
        "damaged");
    nights.runKilledBefore("recording", archive);
    archive.delete("u_ex240504.log");

    nights.run(archive);
    assertThat(nights.contents()).isEqualTo(before);
    var versions = nights.versions();
    nights.run(archive);

    assertThat(nights.versions()).isEqualTo(versions);
  }

  private int settled(Table table) {
    return Recovery.settled(nights.warehouse(), table).collectAsList().size();
  }

  /** A run that was only held up, past its claim's end: another has taken its batch back. */
  @Test
  void theLedgersCommitThatWasOnItsWayFails() throws IOException {
    secondNight();
    nights.runKilledBefore("recording", archive);
    Transaction late = nights.warehouse().begin(Tables.INGESTED_FILES, "tls-sunset-ingest", 2);
    new Recovery(nights.warehouse()).run();

    assertThatThrownBy(late::commitAlways).isInstanceOf(DeltaConcurrentModificationException.class);

    nights.run(archive);
    assertThat(nights.contents()).isEqualTo(firstNight.quietRun());
  }

  @Test
  void betweenTheRollups() throws IOException {
    secondNight();
    nights.ingest(archive, Nights.SETTINGS);
    Path clients = folder.resolve("warehouse/client_protocol");
    Files.move(clients, folder.resolve("away"));
    assertThat(rollupFails()).isTrue();
    Files.deleteIfExists(clients);
    Files.move(folder.resolve("away"), clients);

    assertThat(DerivedTables.count(nights.warehouse())).isTrue();

    assertThat(nights.contents()).isEqualTo(firstNight.quietRun());
    assertThat(DerivedTables.count(nights.warehouse())).isFalse();
  }

  private boolean rollupFails() {
    Path clients = folder.resolve("warehouse/client_protocol");
    try {
      // A file in the folder's place: nothing can be written there.
      Files.createFile(clients);
      DerivedTables.count(nights.warehouse());
      return false;
    } catch (Exception e) {
      return true;
    }
  }
}
