package org.tlssunset.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tlssunset.ingest.LogFiles.IIS_HEADER;
import static org.tlssunset.ingest.LogFiles.TLS12;
import static org.tlssunset.ingest.LogFiles.received;
import static org.tlssunset.ingest.LogFiles.request;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tlssunset.schema.Table;
import org.tlssunset.schema.Tables;
import org.tlssunset.steps.DerivedTables;
import org.tlssunset.warehouse.TableLog;

/**
 * A table whose last commits are gone is behind the others, and the next run brings all of them to
 * what the archive holds: nothing is missing that the ledger says was read, and nothing is counted
 * that it does not know.
 */
class LostCommitTest {

  @TempDir static Path shared;

  private static SharedNights twoNights;

  @TempDir Path folder;

  private LogFiles archive;
  private Nights nights;

  @BeforeAll
  static void twoNights() throws IOException {
    twoNights = new SharedNights(shared, LostCommitTest::twoNights);
  }

  @BeforeEach
  void asTheyWereThen() throws IOException {
    archive = twoNights.archive();
    nights = twoNights.nights(folder.resolve("warehouse"));
  }

  private static void twoNights(LogFiles archive, Nights nights) throws IOException {
    archive.writeFirstNight();
    nights.run(archive);
    archive.write(
        "u_ex240503.log",
        IIS_HEADER,
        request("2024-05-03 10:00:01", "/EWS/x", "alice", "192.0.2.1", TLS12),
        "damaged again",
        "and again");
    archive.write(
        "RECV2024050400-1.LOG", received("2024-05-04T00:00:01.000Z", "08D1", 2, "-,,Remote"));
    archive.write(
        "RECV2024050410-1.LOG",
        received("2024-05-04T10:00:00.000Z", "08D2", 0, "+,,"),
        received("2024-05-04T10:00:00.000Z", "08D2", 1, "<,XPROXYFROM SID=08D1 IP=192.0.2.7,"),
        received("2024-05-04T10:00:00.000Z", "08D2", 2, ">,250 XProxyFrom accepted,"),
        received("2024-05-04T10:00:00.000Z", "08D2", 3, "-,,Remote"));
    archive.write(
        "u_ex240505.log",
        IIS_HEADER,
        request("2024-05-05 10:00:01", "/owa/", "bob", "192.0.2.2", TLS12));
    nights.run(archive);
  }

  /** Of a warehouse from which a file's batch was lost, the file may be gone too. */
  @ParameterizedTest
  @ValueSource(strings = {"tls_observations", "rejected_lines", "ingested_files"})
  void theNextRunReadsItsFilesAgain(String table) throws IOException {
    TableLog.of(folder.resolve("warehouse"), table).deleteLast();
    archive.delete("u_ex240505.log");

    nights.run(archive);

    assertThat(nights.contents()).isEqualTo(twoNights.quietRun());
    assertThat(nights.rows(Tables.CLIENT_PROTOCOL, "client_ip")).doesNotContain("192.0.2.2");
    List<Long> versions = versions();
    nights.run(archive);
    assertThat(versions()).isEqualTo(versions);
  }

  /** What is counted from others is counted again. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "inner_clients",
        "programs",
        "addresses matches",
        "client_protocol_daily client_protocol"
      })
  void theNextRunBringsBackWhatWasMadeOfThem(String tables) throws IOException {
    for (String table : tables.split(" ")) {
      TableLog.of(folder.resolve("warehouse"), table).deleteLast();
      assertThat(nights.contents().get(table)).isNotEqualTo(twoNights.quietRun().get(table));
    }

    nights.run(archive);

    assertThat(nights.contents()).isEqualTo(twoNights.quietRun());
  }

  @Test
  void twoNightsMayBeLost() throws IOException {
    TableLog log = TableLog.of(folder.resolve("warehouse"), "tls_observations");
    log.deleteLast();
    log.deleteLast();

    nights.run(archive);

    assertThat(nights.contents()).isEqualTo(twoNights.quietRun());
  }

  @Test
  void ofTheLedgersOnlyNightNothingIsKept() throws IOException {
    TableLog log = TableLog.of(folder.resolve("warehouse"), "ingested_files");
    log.deleteLast();
    log.deleteLast();
    archive.delete("u_ex240505.log");

    nights.run(archive);

    assertThat(nights.contents()).isEqualTo(twoNights.quietRun());
  }

  @Test
  void aRollupInBetweenSpoilsNothing() throws IOException {
    TableLog.of(folder.resolve("warehouse"), "tls_observations").deleteLast();
    TableLog.of(folder.resolve("warehouse"), "client_protocol_daily").deleteLast();
    DerivedTables.count(nights.warehouse());

    nights.run(archive);

    assertThat(nights.contents()).isEqualTo(twoNights.quietRun());
  }

  private List<Long> versions() {
    return Tables.all().stream().map(Table::name).map(nights.versions()::get).toList();
  }
}
