package org.tlssunset.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tlssunset.ingest.LogFiles.IIS_HEADER;
import static org.tlssunset.ingest.LogFiles.TLS10;
import static org.tlssunset.ingest.LogFiles.handshake;
import static org.tlssunset.ingest.LogFiles.received;
import static org.tlssunset.ingest.LogFiles.request;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tlssunset.schema.Tables;

/** A log counts once, however it is called, packed and moved, and however often it is there. */
class SameLogTest {

  private static final int MANY = 40;

  /** Requests of some six kilobytes: a good way behind the mark at four. */
  private static final int PART = 60;

  @TempDir Path folder;

  private LogFiles archive;
  private Nights nights;

  @BeforeEach
  void nothing() throws IOException {
    archive = new LogFiles(folder.resolve("archive"));
    nights = new Nights(folder.resolve("warehouse"));
  }

  @Test
  void packedAndMovedItIsTheSame() throws IOException {
    archive.write("ex1/u_ex240503.log", hour("03", MANY));
    nights.ingestOnly(archive);
    List<String> before = nights.observations();
    List<String> clients = requests();
    archive.delete("ex1/u_ex240503.log");
    archive.write("old/u_ex240503.log.gz", LogFiles.gzip(hour("03", MANY)));

    IngestReport report = nights.ingestOnly(archive);

    assertThat(report.duplicates()).isEqualTo(1);
    assertThat(report.problems()).isEmpty();
    assertThat(report.observations()).isZero();
    assertThat(nights.observations()).isEqualTo(before);
    assertThat(requests()).isEqualTo(clients);
    assertThat(nights.rows(Tables.INGESTED_FILES, "path", "state", "same_as", "lines"))
        .contains(
            "%s|duplicate|%s|0"
                .formatted(
                    archive.path("old/u_ex240503.log.gz"), archive.path("ex1/u_ex240503.log")));
    assertThat(nights.ingestOnly(archive).read()).isZero();
  }

  @Test
  void copiesOfOneNightCountOnce() throws IOException {
    archive.write("a.log", hour("03", MANY));
    archive.write("b.log", hour("03", MANY));
    archive.write("c.log.gz", LogFiles.gzip(hour("03", MANY)));
    archive.write("d.zip", LogFiles.zip("d.log", LogFiles.text(hour("03", MANY))));
    archive.write("other.log", hour("04", MANY));

    assertThat(nights.ingestOnly(archive).duplicates()).isEqualTo(3);

    assertThat(requests()).containsExactly("2024-05-03|40", "2024-05-04|40");
  }

  @Test
  void whatHasGrownSinceReplacesWhatWasReadOfIt() throws IOException {
    archive.write("u_ex240503.log", hour("03", MANY));
    archive.write("RECV1.LOG", session(2));
    nights.run(archive);
    archive.delete("u_ex240503.log");
    archive.delete("RECV1.LOG");
    archive.write("old/u_ex240503.log.gz", LogFiles.gzip(hour("03", 2 * MANY)));
    archive.write("old/RECV1.LOG", session(3));

    nights.run(archive);

    Nights fresh = Nights.quiet(folder.resolve("fresh"), archive);
    assertThat(nights.observations()).isEqualTo(fresh.observations());
    assertThat(nights.rows(Tables.CLIENT_PROTOCOL, "*"))
        .isEqualTo(fresh.rows(Tables.CLIENT_PROTOCOL, "*"));
    assertThat(nights.rows(Tables.INGESTED_FILES, "path", "state"))
        .contains(archive.path("u_ex240503.log") + "|duplicate");
  }

  @Test
  void aShorterCopyThatTurnsUpLaterCountsForNothing() throws IOException {
    archive.write("whole.log", hour("03", MANY));
    nights.ingestOnly(archive);
    archive.write("backup/part.log", hour("03", MANY / 2));

    assertThat(nights.ingestOnly(archive).duplicates()).isEqualTo(1);

    assertThat(requests()).containsExactly("2024-05-03|40");
  }

  @Test
  void whatOnlyBeginsLikeAnotherCounts() throws IOException {
    archive.write("a/longer.log", otherBehindTheMark());
    archive.write("a/shorter.log", hour("03", PART));

    assertThat(nights.run(archive).duplicates()).isZero();

    assertThat(requests()).containsExactly("2024-05-03|" + 3 * PART);
    assertReadsNothingMore();
  }

  @Test
  void whatOnlyBeginsLikeALogOfAnEarlierNightCounts() throws IOException {
    archive.write("shorter.log", hour("03", PART));
    nights.run(archive);
    archive.write("longer.log", otherBehindTheMark());

    nights.run(archive);

    assertThat(requests()).containsExactly("2024-05-03|" + 3 * PART);
    assertReadsNothingMore();
  }

  @Test
  void aBeginningCountsOnceItsOriginalOnlyBeginsLikeIt() throws IOException {
    archive.write("whole.log", hour("03", 2 * PART));
    archive.write("z/part.log", hour("03", PART));
    nights.run(archive);
    assertThat(requests()).containsExactly("2024-05-03|" + 2 * PART);
    archive.write("whole.log", otherBehindTheMark());

    nights.run(archive);

    assertThat(requests()).containsExactly("2024-05-03|" + 3 * PART);
    assertIsAFreshRun();
  }

  /** Differs from {@code hour("03", 2 * PART)} in the last line of its first half. */
  private static String[] otherBehindTheMark() {
    String[] other = hour("03", 2 * PART);
    other[PART] = request("2024-05-03 20:00:00", "/EWS/x", "other", "192.0.2.9", TLS10);
    return other;
  }

  @Test
  void aBeginningOfALogThatIsGoneCounts() throws IOException {
    archive.write("whole.log", hour("03", 2 * MANY));
    nights.run(archive);
    archive.delete("whole.log");
    archive.write("part.log", hour("03", MANY));

    assertThat(nights.run(archive).duplicates()).isZero();

    assertThat(requests()).containsExactly("2024-05-03|" + 3 * MANY);
    assertReadsNothingMore();
  }

  @Test
  void namesThatRotateLoseNothing() throws IOException {
    archive.write("u.log", hour("03", MANY));
    nights.ingestOnly(archive);
    archive.write("u.log", hour("04", MANY));
    archive.write("u.log.1", hour("03", MANY));
    nights.ingest(archive, Nights.batchFiles(1));
    archive.write("u.log", hour("05", MANY));
    archive.write("u.log.1", hour("04", MANY));
    archive.write("u.log.2", hour("03", MANY));

    nights.ingestOnly(archive);

    assertThat(requests()).containsExactly("2024-05-03|40", "2024-05-04|40", "2024-05-05|40");
    Nights fresh = new Nights(folder.resolve("fresh"));
    fresh.ingestOnly(archive);
    assertThat(nights.observations()).isEqualTo(fresh.observations());
  }

  @Test
  void aCopyCountsOnceItsOriginalSaysSomethingElse() throws IOException {
    archive.write("a.log", hour("03", MANY));
    archive.write("b.log", hour("03", MANY));
    nights.ingestOnly(archive);
    archive.write("a.log", hour("04", MANY));

    nights.ingestOnly(archive);

    assertThat(requests()).containsExactly("2024-05-03|40", "2024-05-04|40");
  }

  @Test
  void aCopyCountsAlsoIfTheRunThatSawItsOriginalChangeWasKilled() throws IOException {
    archive.write("u.log", hour("03", MANY));
    archive.write("z/u.log.gz", LogFiles.gzip(hour("03", MANY)));
    nights.run(archive);
    archive.write("u.log", hour("04", MANY));
    nights.runKilledBefore("reading", 2, archive, Nights.batchFiles(1));
    assertThat(requests()).containsExactly("2024-05-04|40");

    nights.run(archive);

    assertThat(requests()).containsExactly("2024-05-03|40", "2024-05-04|40");
    assertIsAFreshRun();
  }

  @Test
  void aCopyCountsOnceItIsListedAgain() throws IOException {
    LogFiles live = new LogFiles(folder.resolve("archive/live"));
    live.write("u.log", hour("03", MANY));
    archive.write("old/u.log.gz", LogFiles.gzip(hour("03", MANY)));
    archive.write("old/logs.zip", LogFiles.zip("u.log", LogFiles.text(hour("03", MANY))));
    nights.run(live);
    nights.run(archive);
    assertThat(requests()).containsExactly("2024-05-03|40");
    live.write("u.log", hour("04", MANY));
    nights.run(live);

    nights.run(archive);

    assertThat(requests()).containsExactly("2024-05-03|40", "2024-05-04|40");
    assertThat(nights.contents().get("tls_observations"))
        .isEqualTo(freshRun().get("tls_observations"));
    assertReadsNothingMore();
  }

  @Test
  void anOriginalThatIsStillToBeReadAgainKeepsItsCopies() throws IOException {
    archive.write("u.log", hour("03", MANY));
    nights.run(archive);
    archive.write("a.log", hour("03", MANY));
    archive.write("u.log", hour("04", MANY));
    nights.runKilledBefore("reading", 2, archive, Nights.batchFiles(1));
    archive.delete("u.log");

    nights.run(archive);

    assertThat(requests()).containsExactly("2024-05-03|40");
    assertReadsNothingMore();
  }

  @Test
  void aCopyThatIsReadBeforeItsOriginalsChangeCountsAllTheSame() throws IOException {
    archive.write("u.log", hour("03", MANY));
    nights.run(archive);
    archive.write("a.log", hour("03", MANY));
    archive.write("u.log", hour("04", MANY));

    nights.run(archive, Nights.batchFiles(1));

    assertIsAFreshRun();
  }

  @Test
  void anOriginalMayLieInAFolderOfAnyName() throws IOException {
    archive.write("a!/u.log", hour("03", MANY));
    archive.write("b/u.log", hour("03", MANY));
    nights.run(archive);
    archive.write("a!/u.log", hour("04", MANY));

    nights.run(archive);

    assertIsAFreshRun();
  }

  @Test
  void whatAnOutgrownLogHeldIsKnown() throws IOException {
    archive.write("u.log", hour("03", MANY));
    nights.run(archive);
    archive.write("whole.log", hour("03", 2 * MANY));
    nights.run(archive);
    assertReadsNothingMore();
    archive.write("whole.log", hour("04", MANY));

    nights.run(archive);

    assertIsAFreshRun();
  }

  @Test
  void whatHasGrownSinceReplacesWhatWasReadOfItInAZip() throws IOException {
    archive.write(
        "mon.zip",
        LogFiles.zip(
            "u.log",
            LogFiles.text(with("damaged", hour("03", MANY))),
            "v.log",
            LogFiles.text(hour("04", MANY)),
            "RECV1.LOG",
            LogFiles.text(session(2)),
            "RECV2.LOG",
            LogFiles.text(unended("08E1", "2024-05-06"))));
    nights.run(archive);
    archive.write("u.log.gz", LogFiles.gzip(with("damaged", hour("03", 2 * MANY))));
    archive.write("tue.zip", LogFiles.zip("RECV1.LOG", LogFiles.text(session(3))));

    nights.run(archive);

    assertThat(requests()).containsExactly("2024-05-03|110", "2024-05-04|40", "2024-05-06|1");
    assertIsAFreshRun();
  }

  private static String[] with(String line, String[] lines) {
    List<String> all = new ArrayList<>(Arrays.asList(lines));
    all.add(2, line);
    return all.toArray(String[]::new);
  }

  private static String[] unended(String session, String day) {
    return new String[] {
      received(day + "T10:00:00.000Z", session, 0, "+,,"),
      received(day + "T10:00:01.000Z", session, 1, "<,EHLO pc.example,")
    };
  }

  /** All tables as one run over the archive as it is now makes them. */
  private Map<String, List<String>> freshRun() {
    return Nights.quiet(folder.resolve("fresh"), archive).contents();
  }

  /** And that there is nothing left to do. */
  private void assertIsAFreshRun() {
    assertThat(nights.contents()).isEqualTo(freshRun());
    assertReadsNothingMore();
  }

  private void assertReadsNothingMore() {
    Map<String, Long> versions = nights.versions();
    assertThat(nights.run(archive).read()).isZero();
    assertThat(nights.versions()).isEqualTo(versions);
  }

  @Test
  void logsOfNoUsedLineAreNobodysCopies() throws IOException {
    archive.write("a.log", IIS_HEADER);
    archive.write("b.log", IIS_HEADER);

    assertThat(nights.ingestOnly(archive).duplicates()).isZero();
  }

  @Test
  void aCutLogIsTheSameAsAWholeOne() throws IOException {
    archive.write("a.log", hour("03", 2_000));
    nights.ingest(archive, Nights.splitBytes(8 << 10));
    archive.write("b.log.gz", LogFiles.gzip(hour("03", 2_000)));

    assertThat(nights.ingestOnly(archive).duplicates()).isEqualTo(1);

    assertThat(requests()).containsExactly("2024-05-03|2000");
  }

  @Test
  void halfALineWaitsForItsEnd() throws IOException {
    String all = LogFiles.text(hour("03", 2));
    IngestSettings settings =
        new IngestSettings(
            Nights.SETTINGS.read(), 1L << 30, 1_000, 1L << 30, Duration.ofMinutes(5));
    written("u.log", all.substring(0, all.length() - 30), Instant.now());

    IngestReport report = nights.ingest(archive, settings);

    assertThat(report.problems()).isEmpty();
    assertThat(report.counts().lines()).isEqualTo(2);
    assertThat(requests()).containsExactly("2024-05-03|1");
    assertThat(nights.ingest(archive, settings).read()).isZero();

    written("u.log", all, Instant.now());
    nights.ingest(archive, settings);
    assertThat(requests()).containsExactly("2024-05-03|2");
  }

  @Test
  void halfALineThatNobodyEndsIsTakenAsItIs() throws IOException {
    String all = LogFiles.text(hour("03", 2));
    Instant written = Instant.now().minusSeconds(10);
    written("u.log", all.substring(0, all.length() - 60), written);
    written("old.log", LogFiles.text(hour("04", 2)).stripTrailing(), Instant.EPOCH);
    nights.ingest(archive, settledAfter(Duration.ofMinutes(5)));
    assertThat(requests()).containsExactly("2024-05-03|1", "2024-05-04|2");

    IngestReport report = nights.ingest(archive, settledAfter(Duration.ofSeconds(1)));

    assertThat(report.read()).isEqualTo(1);
    assertThat(report.counts().rejected()).isEqualTo(1);
    assertThat(nights.ingest(archive, settledAfter(Duration.ofSeconds(1))).read()).isZero();
  }

  private static IngestSettings settledAfter(Duration time) {
    return new IngestSettings(Nights.SETTINGS.read(), 1L << 30, 1_000, 1L << 30, time);
  }

  private void written(String name, String text, Instant at) throws IOException {
    Path file = Path.of(archive.write(name, text.getBytes(StandardCharsets.UTF_8)));
    Files.setLastModifiedTime(file, FileTime.from(at));
  }

  /** Requests per day. */
  private List<String> requests() {
    return Arrays.asList(
        nights
            .warehouse()
            .read(Tables.TLS_OBSERVATIONS)
            .groupBy("observed_on")
            .sum("requests")
            .collectAsList()
            .stream()
            .map(row -> row.get(0) + "|" + row.get(1))
            .sorted()
            .toArray(String[]::new));
  }

  private static String[] hour(String day, int requests) {
    List<String> lines = new ArrayList<>(List.of(IIS_HEADER));
    for (int i = 0; i < requests; i++) {
      String time = "2024-05-%s %02d:%02d:%02d".formatted(day, i / 3600, i / 60 % 60, i % 60);
      lines.add(request(time, "/EWS/x", "user" + i % 7, "192.0.2." + i % 5, TLS10));
    }
    return lines.toArray(String[]::new);
  }

  /** Sessions of which the last one lacks its end unless a later one begins. */
  private static String[] session(int count) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 10 * count; i++) {
      String id = "08D%03d".formatted(i);
      String minute = "2024-05-03T10:%02d:".formatted(i);
      lines.add(received(minute + "00.000Z", id, 0, "+,,"));
      lines.add(received(minute + "01.000Z", id, 1, "<,EHLO pc.example,"));
      lines.add(received(minute + "02.000Z", id, 2, handshake("TLS1_0")));
      if (i < 10 * count - 1) {
        lines.add(received(minute + "03.000Z", id, 3, "-,,Remote"));
      }
    }
    return lines.toArray(String[]::new);
  }
}
