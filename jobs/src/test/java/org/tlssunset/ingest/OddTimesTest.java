package org.tlssunset.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tlssunset.ingest.LogFiles.IIS_HEADER;
import static org.tlssunset.ingest.LogFiles.TLS10;
import static org.tlssunset.ingest.LogFiles.TLS12;
import static org.tlssunset.ingest.LogFiles.request;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tlssunset.schema.Tables;

/**
 * Clocks that are wrong, here or where the logs were written, lose nothing and count nothing twice.
 */
class OddTimesTest {

  private static final Instant NOW = Instant.parse("2024-06-01T02:00:00Z");

  private static final IngestSettings SETTLED_AFTER_AN_HOUR =
      new IngestSettings(
          Nights.SETTINGS.read(),
          Nights.SETTINGS.batchBytes(),
          Nights.SETTINGS.batchFiles(),
          Nights.SETTINGS.splitBytes(),
          Duration.ofHours(1));

  @TempDir Path folder;

  private LogFiles archive;
  private Nights nights;

  @BeforeEach
  void anArchive() throws IOException {
    archive = new LogFiles(folder.resolve("archive"));
    nights = new Nights(folder.resolve("warehouse"));
    log("a.log", "2024-05-03 10:00:00", TLS10);
    log("b.log", "2024-05-04 10:00:00", TLS12);
  }

  @Test
  void theClockSetBackBetweenNightsChangesNothing() throws IOException {
    half("growing.log", "2024-05-05 10:00:00");
    modified("growing.log", NOW.minusSeconds(60));
    assertThat(night(NOW).waiting()).isEqualTo(1);

    Instant before = NOW.minus(Duration.ofDays(2));
    log("a.log", "2024-05-03 11:00:00", TLS12);
    modified("a.log", Instant.parse("2024-04-01T00:00:00Z")); // a changed file, older than it was
    log("c.log", "2024-05-05 10:00:00", TLS10);
    IngestReport second = night(before);

    assertThat(second.kinds()).isEqualTo(new IngestReport.Kinds(1, 1, 0, 0));
    assertThat(night(before).read()).isZero();
    log("growing.log", "2024-05-05 10:00:00", TLS10);
    modified("growing.log", before.minusSeconds(60));
    night(before);
    assertThat(night(NOW.plusSeconds(1)).read()).isZero();
    assertEqualToOneQuietNight();
  }

  @Test
  void anArchiveFromTheFutureIsReadAndFlagged() throws IOException {
    log("a.log", "2031-05-01 00:00:00", TLS10);
    modified("b.log", Instant.parse("2030-01-01T00:00:00Z"));
    half("half.log", "2024-05-06 10:00:00");
    modified("half.log", Instant.parse("2030-01-01T00:00:00Z"));

    IngestReport report = night(NOW);

    assertThat(report.odd())
        .extracting(odd -> odd.name().sourceFile() + ": " + odd.reason())
        .containsExactlyInAnyOrder(
            archive.path("a.log")
                + ": its last event, 2031-05-01 00:00:00, is in the future: check that server's"
                + " clock",
            archive.path("b.log")
                + ": its modification time, 2030-01-01 00:00:00, is in the future: check the clock"
                + " of whoever wrote it",
            archive.path("half.log")
                + ": its modification time, 2030-01-01 00:00:00, is in the future: check the clock"
                + " of whoever wrote it");
    assertThat(report.oddCount()).isEqualTo(3);
    assertThat(report.unread()).isZero();
    assertThat(night(NOW).read()).isZero();
    log("half.log", "2024-05-06 10:00:00", TLS10);
    modified("half.log", Instant.parse("2030-01-02T00:00:00Z"));
    night(NOW);
    assertThat(nights.observations()).hasSize(3);
    assertEqualToOneQuietNight();
  }

  @Test
  void aLittleAheadIsNobodysFault() throws IOException {
    log("a.log", "2024-06-01 20:00:00", TLS10);
    modified("a.log", NOW.plus(Duration.ofMinutes(30)));

    assertThat(night(NOW).odd()).isEmpty();
  }

  @Test
  void touchedFilesCountOnceAndAreToldApart() throws IOException {
    night(NOW);
    modified("a.log", NOW);
    log("b.log", "2024-05-04 11:00:00", TLS12);

    IngestReport report = night(NOW.plus(Duration.ofDays(1)));

    assertThat(report.kinds()).isEqualTo(new IngestReport.Kinds(0, 1, 1, 0));
    assertThat(nights.observations()).hasSize(2);
    assertEqualToOneQuietNight();
  }

  @Test
  void ofTouchedFilesTheLedgerAloneTakesNote() throws IOException {
    archive.write("notes.txt", "nothing that anybody knows");
    archive.write("damaged.log", IIS_HEADER, "damaged");
    night(NOW);
    Map<String, Long> before = nights.versions();
    List<String> days = nights.rows(Tables.INGESTED_FILES, "path", "days", "batch_id");
    for (String name : List.of("a.log", "b.log", "notes.txt", "damaged.log")) {
      modified(name, NOW);
    }

    IngestReport report = night(NOW.plus(Duration.ofDays(1)));

    assertThat(report.kinds()).isEqualTo(new IngestReport.Kinds(0, 0, 4, 0));
    assertThat(report.unread()).isEqualTo(1);
    Map<String, Long> after = nights.versions();
    assertThat(after.remove("ingested_files")).isEqualTo(before.remove("ingested_files") + 1);
    assertThat(after).isEqualTo(before);
    assertThat(nights.rows(Tables.INGESTED_FILES, "path", "days", "batch_id")).isEqualTo(days);
    assertThat(nights.rows(Tables.INGESTED_FILES, "modified_at")).containsOnly(NOW.toString());
    assertThat(night(NOW.plus(Duration.ofDays(1))).read()).isZero();
    assertEqualToOneQuietNight();
  }

  @Test
  void aTouchedLogIsALongerOnesBeginningAllTheSame() throws IOException {
    String[] lines = new String[60];
    Arrays.setAll(
        lines, i -> request("2024-05-03 10:00:%02d".formatted(i), "/", "u" + i, "::1", TLS10));
    lines[0] = IIS_HEADER;
    archive.write("part.log", lines);
    night(NOW);
    modified("part.log", NOW);
    archive.write(
        "whole.log",
        LogFiles.text(lines).concat(lines[1] + "\r\n").getBytes(StandardCharsets.UTF_8));

    IngestReport report = night(NOW.plus(Duration.ofDays(1)));

    assertThat(report.kinds()).isEqualTo(new IngestReport.Kinds(1, 0, 1, 0));
    assertThat(nights.rows(Tables.INGESTED_FILES, "path", "state"))
        .contains(archive.path("part.log") + "|duplicate");
    assertThat(nights.rows(Tables.TLS_OBSERVATIONS, "source_file"))
        .doesNotContain(archive.path("part.log"));
    assertThat(night(NOW.plus(Duration.ofDays(1))).read()).isZero();
  }

  private IngestReport night(Instant now) {
    return nights.runAt(now, archive, SETTLED_AFTER_AN_HOUR);
  }

  private void assertEqualToOneQuietNight() {
    Nights quiet = new Nights(folder.resolve("quiet"));
    quiet.runAt(Instant.parse("2040-01-01T00:00:00Z"), archive, SETTLED_AFTER_AN_HOUR);
    assertThat(nights.contents()).isEqualTo(quiet.contents());
  }

  private void log(String name, String time, String tls) throws IOException {
    archive.write(name, IIS_HEADER, request(time, "/" + name, "u", "192.0.2.1", tls));
  }

  /** The header, and a line without its end. */
  private void half(String name, String time) throws IOException {
    String text = LogFiles.text(IIS_HEADER, request(time, "/" + name, "u", "192.0.2.1", TLS10));
    archive.write(name, text.substring(0, text.length() - 20).getBytes(StandardCharsets.UTF_8));
  }

  private void modified(String name, Instant time) throws IOException {
    Files.setLastModifiedTime(Path.of(archive.path(name)), FileTime.from(time));
  }
}
