package org.tlssunset.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tlssunset.RandomCases.between;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tlssunset.RandomCases;
import org.tlssunset.logs.LineCounts;
import org.tlssunset.logs.iis.IisFormat;

/** Reading a file in slices is reading the file. */
class SliceTest {

  @Test
  void slicesOfAnySizeTellWhatTheWholeFileTells(@TempDir Path folder) {
    RandomCases.each(
        400,
        random -> {
          byte[] text = IisText.nasty(random, between(random, 0, 29));
          Path log = Files.write(folder.resolve("slices.log"), text);
          assertSlicesTellTheSame(log, between(random, 1, 400));
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void soDoSlicesOfAByteOrTwo(int sliceBytes, @TempDir Path folder) {
    RandomCases.each(
        30,
        random -> {
          byte[] text = IisText.nasty(random, between(random, 0, 7));
          Path log = Files.write(folder.resolve("slices.log"), text);
          assertSlicesTellTheSame(log, sliceBytes);
        });
  }

  @Test
  void headersAreInForceUpToTheLengthOfTheLongestLine(@TempDir Path folder) throws IOException {
    // With their line end, carriage return and all, the first fits and the second does not.
    for (int length : new int[] {LogPump.LONGEST_LINE - 2, LogPump.LONGEST_LINE - 1}) {
      String header = "#Fields: date time c-ip x";
      String text =
          "#Fields: date time cs-method\n"
              + (header + " ".repeat(length - header.length()) + "\r\n")
              + "2024-03-04 07:00:00 192.0.2.1 y\n".repeat(100);
      Path log = Files.writeString(folder.resolve("long-header.log"), text);
      LineCounts counts = Reading.only(log).counts();
      assertThat(counts.used()).isEqualTo(length == LogPump.LONGEST_LINE - 2 ? 100 : 0);
      assertSlicesTellTheSame(log, 1_000_000);
      assertSlicesTellTheSame(log, 200_000);
    }
  }

  @Test
  void aPeerIsSpelledAsItsLineSpellsIt(@TempDir Path folder) throws IOException {
    Path log =
        Files.writeString(
            folder.resolve("peers.log"),
            """
            #Fields: date time c-ip cs-uri-stem
            2024-03-04 07:00:00 10.0.0.1 /owa
            2024-03-04 07:00:01 ::ffff:10.0.0.1 /owa
            2024-03-04 07:00:02 10.0.0.1 /owa
            2024-03-04 07:00:03 ::ffff:10.0.0.1 /owa
            """);
    for (int sliceBytes = 1; sliceBytes < 100; sliceBytes++) {
      assertSlicesTellTheSame(log, sliceBytes);
    }
  }

  @Test
  void aHeaderBehindAByteOrderMarkIsInForce(@TempDir Path folder) throws IOException {
    String line = "2024-03-04 07:00:00 192.0.2.1\n";
    Path log =
        Files.writeString(
            folder.resolve("mark.log"),
            "\uFEFF#Fields: date time cs-method\n"
                + line.repeat(3)
                // Another log behind the first one.
                + "\uFEFF#Fields: c-ip date time\n"
                + "192.0.2.1 2024-03-04 07:00:00\n".repeat(3));
    assertThat(Reading.only(log).counts().used()).isEqualTo(6);
    for (int sliceBytes = 1; sliceBytes < 40; sliceBytes++) {
      assertSlicesTellTheSame(log, sliceBytes);
    }
  }

  /** As copying one log behind another leaves it. */
  @Test
  void aHeaderBehindAMarkInMidFileIsInForce(@TempDir Path folder) throws IOException {
    String header = "\uFEFF#Fields: date time cs-method\n";
    String other = "\uFEFF\uFEFF#Fields: cs-method time date\n";
    String text =
        header
            + "2024-03-04 07:00:00 GET\n"
            + other
            + "GET 07:00:00 2024-03-04\n\uFEFFGET 07:00:01 2024-03-04\n\uFEFF\n"
            + "\uFEFF";
    Path log = Files.writeString(folder.resolve("marks.log"), text);
    LineCounts counts = Reading.only(log).counts();
    assertThat(counts.lines()).isEqualTo(7);
    assertThat(counts.used()).isEqualTo(3);
    assertThat(counts.rejected()).isZero();
    for (int sliceBytes = 1; sliceBytes < 60; sliceBytes++) {
      assertSlicesTellTheSame(log, sliceBytes);
    }
  }

  @Test
  void halfAMarkIsNone(@TempDir Path folder) throws IOException {
    byte[] text =
        "#Fields: date time cs-method\n\uFEFFx\n2024-03-04 07:00:00 192.0.2.1\n"
            .getBytes(StandardCharsets.UTF_8);
    for (int cut = 1; cut < 3; cut++) {
      byte[] halved = text.clone();
      byte[] instead = new byte[] {'#', 'y'};
      System.arraycopy(instead, 0, halved, 29 + cut, 3 - cut);
      Path log = Files.write(folder.resolve("half.log"), halved);
      assertThat(Reading.only(log).counts().used()).isEqualTo(1);
      assertThat(Reading.only(log).rejects()).extracting(Reading.Reject::line).containsExactly(2L);
      for (int sliceBytes = 1; sliceBytes < 40; sliceBytes++) {
        assertSlicesTellTheSame(log, sliceBytes);
      }
    }
  }

  @Test
  void commentsAreNotKeptForTheSlicesToCome(@TempDir Path folder) throws IOException {
    StringBuilder text = new StringBuilder("#Fields: date time c-ip\n");
    for (int i = 0; i < 10_000; i++) {
      text.append("# remark ").append(i).append(": nothing\n");
    }
    Path log = Files.writeString(folder.resolve("remarks.log"), text);
    List<FileSlice> slices = slices(Reading.listed(log), 1_000);
    assertThat(slices.get(slices.size() - 1).headerLines())
        .extracting(header -> new String(header, StandardCharsets.UTF_8))
        .containsExactly("#Fields: date time c-ip");
  }

  @Test
  void aLineThatGoesOverManySlicesIsOneLine(@TempDir Path folder) throws IOException {
    String text =
        "#Fields: date time cs-method\n"
            + ("2024-03-04 07:00:00 " + "x".repeat(3 * LogPump.LONGEST_LINE) + "\n")
            + "2024-03-04 07:00:00 192.0.2.1\n";
    Path log = Files.writeString(folder.resolve("long-line.log"), text);
    assertThat(Reading.only(log).rejects()).hasSize(1);
    assertSlicesTellTheSame(log, 100_000);
  }

  @Test
  void aFileThatIsGoneOrShorterIsNamed(@TempDir Path folder) throws IOException {
    Path log = Files.write(folder.resolve("short.log"), IisText.clean(100));
    ArchiveFile listed = Reading.listed(log);
    List<FileSlice> slices = slices(listed, 4_000);
    Files.write(log, IisText.clean(50));
    FileSlice last = slices.get(slices.size() - 1);
    assertThat(Reading.slice(Reading.reader(), last).end())
        .startsWith("unreadable: ends too early")
        .contains("fewer than it was listed with");
    Files.delete(log);
    assertThat(Reading.slice(Reading.reader(), last).end())
        .isEqualTo("unreadable: is gone since it was listed");
  }

  @Test
  void aHalfLastLineWaitsWhereverItBegins(@TempDir Path folder) throws IOException {
    Path log = folder.resolve("growing.log");
    Files.write(log, IisText.clean(20));
    Files.writeString(log, "2024-03-04 07:00:0", StandardOpenOption.APPEND);
    ArchiveFile listed = Reading.listed(log);
    Reading.Log whole = Reading.growing(listed);
    assertThat(whole.text().waits()).isTrue();
    for (int sliceBytes = 1; sliceBytes < 60; sliceBytes++) {
      LogText text = LogText.NONE;
      LineCounts counts = LineCounts.NONE;
      for (FileSlice slice : slices(listed, sliceBytes)) {
        Reading.Log part = Reading.growing(slice);
        text = text.plus(part.text());
        counts = counts.plus(part.counts());
      }
      assertThat(text).as("slices of %d", sliceBytes).isEqualTo(whole.text());
      assertThat(counts.lines()).isEqualTo(whole.counts().lines());
    }
  }

  private static List<FileSlice> slices(ArchiveFile file, long sliceBytes) throws IOException {
    List<SliceSurvey.Stretch> stretches = new ArrayList<>();
    for (long from = 0; from < file.size(); from += sliceBytes) {
      long to = Math.min(file.size(), from + sliceBytes);
      stretches.add(SliceSurvey.of(Stores.DEFAULT, file, from, to));
    }
    return SliceSurvey.slices(file, IisFormat.W3C, sliceBytes, stretches);
  }

  private static void assertSlicesTellTheSame(Path log, long sliceBytes) throws IOException {
    assertSlicesTellTheSame(Reading.listed(log), sliceBytes);
  }

  static void assertSlicesTellTheSame(ArchiveFile log, long sliceBytes) throws IOException {
    Reading.Log whole = Reading.of(log).get(0);
    assertThat(whole.end()).isEqualTo(Reading.DONE);
    List<FileSlice> slices = slices(log, sliceBytes);
    if (log.size() > 0) {
      assertThat(slices.isEmpty()).isEqualTo(holdsLinesWithoutDate(Path.of(log.path())));
    }
    if (slices.isEmpty()) {
      return; // the day follows from the lines before
    }
    LogReader reader = Reading.reader();
    List<Map<String, Object>> rows = new ArrayList<>();
    List<Reading.Reject> rejects = new ArrayList<>();
    LineCounts counts = LineCounts.NONE;
    for (FileSlice slice : slices) {
      Reading.Log part = Reading.slice(reader, slice);
      assertThat(part.end()).isEqualTo(Reading.DONE);
      rows.addAll(part.rows());
      rejects.addAll(part.rejects());
      counts = counts.plus(part.counts());
    }
    LineCounts all = whole.counts();
    assertThat(Reading.requests(rows)).isEqualTo(whole.requests());
    assertThat(firstLines(rows)).isEqualTo(firstLines(whole.rows()));
    assertThat(rejects).isEqualTo(whole.rejects());
    assertThat(counts).usingRecursiveComparison().ignoringFields("observations").isEqualTo(all);
    assertThat(counts.lines()).isEqualTo(IisText.lines(Files.readAllBytes(Path.of(log.path()))));
  }

  /** Whether a header names the time and not the date. */
  private static boolean holdsLinesWithoutDate(Path log) throws IOException {
    String text = new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
    return Arrays.stream(text.split("\n"))
        .map(line -> line.replaceFirst("^\uFEFF+", "").toLowerCase(Locale.ROOT))
        .filter(line -> line.startsWith("#fields:") && line.length() < LogPump.LONGEST_LINE)
        .map(line -> List.of(line.substring("#fields:".length()).split("\\s+")))
        .anyMatch(columns -> columns.contains("time") && !columns.contains("date"));
  }

  /** For each client and version the first line that shows it. */
  private static Map<String, Long> firstLines(List<Map<String, Object>> rows) {
    Map<String, Long> lines = new TreeMap<>();
    for (Map<String, Object> row : rows) {
      String facts =
          row.get("client_ip") + " " + row.get("tls_version") + " " + row.get("protocol");
      lines.merge(facts, (Long) row.get("source_line"), Math::min);
    }
    return lines;
  }
}
