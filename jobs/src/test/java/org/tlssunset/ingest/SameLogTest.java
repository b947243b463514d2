package org.tlssunset.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tlssunset.ingest.LogFiles.IIS_HEADER;
import static org.tlssunset.ingest.LogFiles.TLS10;
import static org.tlssunset.ingest.LogFiles.received;
import static org.tlssunset.ingest.LogFiles.request;
import static org.tlssunset.ingest.Requests.hour;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A log counts once, however it is called, packed and moved, and however often it is there. All
 * cases are one archive, each in a folder of its own, and tell of a day of their own.
 */
class SameLogTest {

  private static final int MANY = 40;

  /** Requests of some six kilobytes: a good way behind the mark at four. */
  private static final int PART = 60;

  /** Of the logs, only the one of 2,000 requests is cut. */
  private static final IngestSettings CUTTING = Nights.splitBytes(64 << 10);

  @TempDir private static Path folder;

  private static LogFiles archive;
  private static Requests firstNight;
  private static Requests secondNight;
  private static Requests thirdNight;
  private static Requests lastNight;
  private static Map<String, List<String>> threeNights;
  private static Map<String, List<String>> oneNight;
  private static List<IngestReport> again;
  private static List<Map<String, Long>> versions;
  private static IngestReport packed;

  @BeforeAll
  static void fourNights() throws IOException {
    archive = new LogFiles(folder.resolve("archive"));
    Nights nights = new Nights(folder.resolve("warehouse"));
    writeFirst();
    nights.run(archive, CUTTING);
    firstNight = Requests.of(nights, archive);
    writeSecond();
    nights.run(archive);
    secondNight = Requests.of(nights, archive);
    archive.write("outgrown/whole.log", hour("02", MANY));
    nights.run(archive);
    thirdNight = Requests.of(nights, archive);
    threeNights = nights.contents();
    oneNight = Nights.quiet(folder.resolve("one"), archive).contents();
    versions = new ArrayList<>(List.of(nights.versions()));
    again = new ArrayList<>(List.of(nights.run(archive)));
    versions.add(nights.versions());
    writeLast();
    packed = nights.run(archive);
    lastNight = Requests.of(nights, archive);
    versions.add(nights.versions());
    again.add(nights.run(archive));
    versions.add(nights.versions());
  }

  private static void writeFirst() throws IOException {
    archive.write("outgrown/u.log", hour("01", MANY));
    archive.write("copies/a.log", hour("03", MANY));
    archive.write("copies/b.log", hour("03", MANY));
    archive.write("copies/c.log.gz", LogFiles.gzip(hour("03", MANY)));
    archive.write("copies/d.zip", LogFiles.zip("d.log", LogFiles.text(hour("03", MANY))));
    archive.write("copies/other.log", hour("04", MANY));
    archive.write("shorter/whole.log", hour("05", MANY));
    archive.write("begins/longer.log", otherBehindTheMark("06"));
    archive.write("begins/shorter.log", hour("06", PART));
    archive.write("later/shorter.log", hour("07", PART));
    archive.write("no-more/whole.log", hour("08", 2 * PART));
    archive.write("no-more/z/part.log", hour("08", PART));
    archive.write("else/a.log", hour("09", MANY));
    archive.write("else/b.log", hour("09", MANY));
    archive.write("named/a!/u.log", hour("11", MANY));
    archive.write("named/b/u.log", hour("11", MANY));
    archive.write("unused/a.log", IIS_HEADER);
    archive.write("unused/b.log", IIS_HEADER);
    archive.write("cut/a.log", hour("13", 2_000));
    archive.write(
        "zip/mon.zip",
        LogFiles.zip(
            "u.log",
            LogFiles.text(with("damaged", hour("14", MANY))),
            "v.log",
            LogFiles.text(hour("15", MANY)),
            "RECV1.LOG",
            LogFiles.text(Requests.sessions("14", 20)),
            "RECV2.LOG",
            LogFiles.text(unended("08E1", "2024-05-16"))));
    archive.write("moved/ex1/u.log", hour("17", MANY));
    archive.write("grown/u.log", hour("18", MANY));
    archive.write("grown/RECV1.LOG", Requests.sessions("18", 20));
    archive.write("gone/whole.log", hour("19", 2 * MANY));
  }

  private static void writeSecond() throws IOException {
    archive.write("outgrown/whole.log", hour("01", 2 * MANY));
    archive.write("shorter/backup/part.log", hour("05", MANY / 2));
    archive.write("later/longer.log", otherBehindTheMark("07"));
    archive.write("no-more/whole.log", otherBehindTheMark("08"));
    archive.write("else/a.log", hour("10", MANY));
    archive.write("named/a!/u.log", hour("12", MANY));
    archive.write("cut/b.log.gz", LogFiles.gzip(hour("13", 2_000)));
    archive.write("zip/u.log.gz", LogFiles.gzip(with("damaged", hour("14", 2 * MANY))));
    archive.write(
        "zip/tue.zip", LogFiles.zip("RECV1.LOG", LogFiles.text(Requests.sessions("14", 30))));
  }

  private static void writeLast() throws IOException {
    archive.delete("moved/ex1/u.log");
    archive.write("moved/old/u.log.gz", LogFiles.gzip(hour("17", MANY)));
    archive.delete("grown/u.log");
    archive.delete("grown/RECV1.LOG");
    archive.write("grown/old/u.log.gz", LogFiles.gzip(hour("18", 2 * MANY)));
    archive.write("grown/old/RECV1.LOG", Requests.sessions("18", 30));
    archive.delete("gone/whole.log");
    archive.write("gone/part.log", hour("19", MANY));
  }

  @Test
  void severalNightsMakeWhatOneDoesAndThenThereIsNothingLeftToDo() {
    assertThat(threeNights).isEqualTo(oneNight);
    assertThat(again).allMatch(report -> report.read() == 0);
    assertThat(versions.get(1)).isEqualTo(versions.get(0));
    assertThat(versions.get(3)).isEqualTo(versions.get(2));
  }

  @Test
  void packedAndMovedItIsTheSame() {
    List<String> before = List.of("moved/ex1/u.log|2024-05-17|40");
    assertThat(thirdNight.of("moved/")).isEqualTo(before);
    assertThat(lastNight.of("moved/")).isEqualTo(before);
    assertThat(packed.duplicates()).isEqualTo(3); // and those that have grown
    assertThat(packed.problems()).isEmpty();
    assertThat(lastNight.states("moved/"))
        .contains("moved/old/u.log.gz|duplicate|" + archive.path("moved/ex1/u.log") + "|0");
  }

  @Test
  void copiesOfOneNightCountOnce() {
    assertThat(firstNight.of("copies/"))
        .containsExactly("copies/a.log|2024-05-03|40", "copies/other.log|2024-05-04|40");
    assertThat(firstNight.states("copies/")).filteredOn(row -> row.contains("dup")).hasSize(3);
  }

  @Test
  void whatHasGrownSinceReplacesWhatWasReadOfIt() {
    assertThat(lastNight.of("grown/"))
        .containsExactly("grown/old/RECV1.LOG|2024-05-18|30", "grown/old/u.log.gz|2024-05-18|80");
    assertThat(lastNight.states("grown/")).anyMatch(row -> row.startsWith("grown/u.log|duplicate"));
    assertThat(lastNight.clientsOf("2024-05-18")).isEqualTo(30 + 80);
  }

  @Test
  void aShorterCopyThatTurnsUpLaterCountsForNothing() {
    assertThat(secondNight.of("shorter/")).containsExactly("shorter/whole.log|2024-05-05|40");
    assertThat(secondNight.states("shorter/backup/")).singleElement().asString().contains("|dup");
  }

  @Test
  void whatOnlyBeginsLikeAnotherCounts() {
    assertThat(firstNight.of("begins/"))
        .containsExactly(
            "begins/longer.log|2024-05-06|" + 2 * PART, "begins/shorter.log|2024-05-06|" + PART);
  }

  @Test
  void whatOnlyBeginsLikeALogOfAnEarlierNightCounts() {
    assertThat(secondNight.of("later/"))
        .containsExactly(
            "later/longer.log|2024-05-07|" + 2 * PART, "later/shorter.log|2024-05-07|" + PART);
  }

  @Test
  void aBeginningCountsOnceItsOriginalOnlyBeginsLikeIt() {
    assertThat(firstNight.of("no-more/"))
        .containsExactly("no-more/whole.log|2024-05-08|" + 2 * PART);
    assertThat(secondNight.of("no-more/"))
        .containsExactly(
            "no-more/whole.log|2024-05-08|" + 2 * PART, "no-more/z/part.log|2024-05-08|" + PART);
  }

  @Test
  void aBeginningOfALogThatIsGoneCounts() {
    assertThat(lastNight.of("gone/"))
        .containsExactly(
            "gone/part.log|2024-05-19|" + MANY, "gone/whole.log|2024-05-19|" + 2 * MANY);
    assertThat(lastNight.states("gone/")).noneMatch(row -> row.contains("dup"));
  }

  @Test
  void aCopyCountsOnceItsOriginalSaysSomethingElse() {
    assertThat(firstNight.of("else/")).containsExactly("else/a.log|2024-05-09|40");
    assertThat(secondNight.of("else/"))
        .containsExactly("else/a.log|2024-05-10|40", "else/b.log|2024-05-09|40");
  }

  @Test
  void anOriginalMayLieInAFolderOfAnyName() {
    assertThat(firstNight.of("named/")).containsExactly("named/a!/u.log|2024-05-11|40");
    assertThat(secondNight.of("named/"))
        .containsExactly("named/a!/u.log|2024-05-12|40", "named/b/u.log|2024-05-11|40");
  }

  @Test
  void whatAnOutgrownLogHeldIsKnown() {
    assertThat(secondNight.of("outgrown/")).containsExactly("outgrown/whole.log|2024-05-01|80");
    assertThat(thirdNight.of("outgrown/"))
        .containsExactly("outgrown/u.log|2024-05-01|40", "outgrown/whole.log|2024-05-02|40");
  }

  @Test
  void whatHasGrownSinceReplacesWhatWasReadOfItInAZip() {
    assertThat(secondNight.of("zip/"))
        .containsExactly(
            "zip/mon.zip!/RECV2.LOG|2024-05-16|1",
            "zip/mon.zip!/v.log|2024-05-15|40",
            "zip/tue.zip!/RECV1.LOG|2024-05-14|30",
            "zip/u.log.gz|2024-05-14|80");
  }

  @Test
  void logsOfNoUsedLineAreNobodysCopies() {
    assertThat(firstNight.states("unused/")).hasSize(2).noneMatch(row -> row.contains("dup"));
  }

  @Test
  void aCutLogIsTheSameAsAWholeOne() {
    assertThat(firstNight.of("cut/")).containsExactly("cut/a.log|2024-05-13|2000");
    assertThat(secondNight.of("cut/")).isEqualTo(firstNight.of("cut/"));
    assertThat(secondNight.states("cut/b")).singleElement().asString().contains("|duplicate|");
  }

  /** Differs from {@code hour(day, 2 * PART)} in the last line of its first half. */
  private static String[] otherBehindTheMark(String day) {
    String[] other = hour(day, 2 * PART);
    other[PART] =
        request("2024-05-%s 20:00:00".formatted(day), "/EWS/x", "other", "192.0.2.9", TLS10);
    return other;
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
}
