package org.tlssunset.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tlssunset.ingest.LogFiles.IIS_HEADER;
import static org.tlssunset.ingest.LogFiles.TLS10;
import static org.tlssunset.ingest.LogFiles.request;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tlssunset.archive.Archive;
import org.tlssunset.archive.IgnorePatterns;
import org.tlssunset.archive.Stores;
import org.tlssunset.schema.FileState;
import org.tlssunset.schema.Tables;

/** What is not read is counted, with its reason, every night until it is gone. */
class UnreadLogsTest {

  private static final String TRACKING =
      "is a log of the type 'Message Tracking Log', which is not read";

  @TempDir Path folder;

  private LogFiles archive;
  private Nights nights;

  @BeforeEach
  void oneNight() throws IOException {
    archive = new LogFiles(folder.resolve("archive"));
    nights = new Nights(folder.resolve("warehouse"));
    archive.write(
        "u.log", IIS_HEADER, request("2024-05-03 10:00:00", "/", "a", "192.0.2.1", TLS10));
    archive.write("notes.txt", "nothing that anybody knows");
    archive.write("cut.log.gz", LogFiles.firstHalf(LogFiles.gzip(IIS_HEADER)));
    archive.write(
        "MSGTRK1.LOG", "#Software: Microsoft Exchange Server", "#Log-type: Message Tracking Log");
  }

  @Test
  void isCountedEveryNight() {
    IngestReport first = nights.run(archive);
    Map<String, Long> versions = nights.versions();
    IngestReport second = nights.run(archive);

    for (IngestReport report : List.of(first, second)) {
      assertThat(report.unread()).isEqualTo(2);
      assertThat(report.losses().logs(FileState.UNREADABLE)).isEqualTo(1);
      assertThat(report.losses().logs(FileState.UNRECOGNISED)).isEqualTo(1);
      assertThat(report.losses().notRead()).isEqualTo(Map.of(TRACKING, 1L));
      assertThat(report.problems())
          .extracting(problem -> problem.name().path())
          .containsExactlyInAnyOrder(archive.path("notes.txt"), archive.path("cut.log.gz"));
      assertThat(report.problems())
          .extracting(IngestReport.Problem::reason)
          .contains("is no log of a known format");
    }
    assertThat(nights.versions()).isEqualTo(versions);
    LedgerStatus status = status();
    assertThat(status.totals().failures()).isEqualTo(2);
    assertThat(status.failures(10))
        .extracting(log -> log.name().path())
        .containsExactly(archive.path("cut.log.gz"), archive.path("notes.txt"));
    assertThat(status.notRead()).isEqualTo(Map.of(TRACKING, 1L));
  }

  @Test
  void isNobodysConcernOnceItIsGone() throws IOException {
    nights.run(archive);
    byte[] notes = java.nio.file.Files.readAllBytes(Path.of(archive.path("notes.txt")));
    var time = java.nio.file.Files.getLastModifiedTime(Path.of(archive.path("notes.txt")));
    archive.delete("notes.txt");
    archive.delete("cut.log.gz");
    archive.delete("MSGTRK1.LOG");
    assertThat(compared().vanished()).isEqualTo(3);
    assertThat(compared().vanishedUnread()).isEqualTo(2);

    IngestReport report = nights.run(archive);

    assertThat(report.unread()).isZero();
    assertThat(report.losses().notRead()).isEmpty();
    assertThat(status().totals().failures()).isZero();
    assertThat(status().totals().notRead()).isZero();
    assertThat(compared().vanished()).isZero();
    assertThat(status().lastRun().orElseThrow().files()).isEqualTo(4);
    Map<String, Long> versions = nights.versions();
    assertThat(nights.run(archive).read()).isZero();
    assertThat(nights.versions()).isEqualTo(versions);

    // It comes back as it was.
    archive.write("notes.txt", notes);
    java.nio.file.Files.setLastModifiedTime(Path.of(archive.path("notes.txt")), time);
    assertThat(nights.run(archive).losses().logs(FileState.UNRECOGNISED)).isEqualTo(1);
    assertThat(status().totals().failures()).isEqualTo(1);
  }

  @Test
  void ofAnotherArchiveIsNotGone() throws IOException {
    nights.run(archive);
    LogFiles other = new LogFiles(folder.resolve("other"));
    other.write("u.log", IIS_HEADER, request("2024-05-04 10:00:00", "/", "a", "192.0.2.1", TLS10));

    assertThat(nights.run(other).unread()).isZero();

    assertThat(status().totals().failures()).isEqualTo(2);
  }

  @Test
  void whatIsIgnoredIsNeitherListedNorMissing() throws IOException {
    nights.run(archive);
    IgnorePatterns ignored = IgnorePatterns.of(List.of("*.txt", "cut*", "u.log"));

    IngestReport report = nights.run(listing(ignored));

    assertThat(report.found()).isEqualTo(1);
    assertThat(report.ignored()).isEqualTo(3);
    assertThat(report.unread()).isZero();
    assertThat(status().totals().failures()).isZero();
    assertThat(nights.rows(Tables.TLS_OBSERVATIONS, "client_ip")).containsExactly("192.0.2.1");
    assertThat(
            ArchiveStatus.of(nights.warehouse(), listing(ignored), Nights.SETTINGS.read(), 9)
                .vanished())
        .isZero();
  }

  private Archive.Listing listing(IgnorePatterns ignored) {
    return Archive.list(List.of(archive.path()), Stores.DEFAULT, ignored);
  }

  private ArchiveStatus compared() {
    return ArchiveStatus.of(
        nights.warehouse(), listing(IgnorePatterns.NONE), Nights.SETTINGS.read(), 9);
  }

  private LedgerStatus status() {
    return new LedgerStatus(nights.warehouse(), Instant.now(), Nights.SETTINGS);
  }
}
