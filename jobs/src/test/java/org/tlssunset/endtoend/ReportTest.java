package org.tlssunset.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tlssunset.ingest.LogFiles.IIS_HEADER;
import static org.tlssunset.ingest.LogFiles.TLS10;
import static org.tlssunset.ingest.LogFiles.TLS12;
import static org.tlssunset.ingest.LogFiles.request;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tlssunset.ingest.LogFiles;
import org.tlssunset.warehouse.SharedSpark;

/** From logs to the page for the lead. */
class ReportTest {

  private static final Pattern DATA = Pattern.compile("id=\"data\">([^<]*)<");

  private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));

  @TempDir private Path folder;

  private LogFiles archive;

  @BeforeEach
  void logs() throws IOException {
    SharedSpark.emptyWarehouse(folder.resolve("warehouse"));
    settings("400d");
    archive = new LogFiles(folder.resolve("archive"));
    archive.write(
        "u1.log",
        IIS_HEADER,
        request("2024-03-01 08:00:00", "/EWS/x", "carol", "192.0.2.3", TLS12),
        request("2024-03-02 08:00:00", "/EWS/x", "bob", "192.0.2.1", TLS10),
        request("2024-03-02 08:00:00", "/EWS/x", "dave", "192.0.2.4", TLS10),
        request("2024-03-02 09:00:00", "/EWS/x", "<script>alert(1)</script>", "192.0.2.5", TLS10));
  }

  private void settings(String keep) throws IOException {
    Files.writeString(
        folder.resolve("own.conf"),
        "tls-sunset { report { folder = \"%s\", keep = %s } }"
            .formatted(folder.resolve("pages"), keep));
  }

  private Command command(String name, String... arguments) {
    return Command.on(folder.resolve("warehouse"), folder.resolve("own.conf"), name, arguments);
  }

  private Command night() {
    Command night = command("nightly", "--archive", archive.path());
    assertThat(night.exitCode()).as(night.err()).isZero();
    return night;
  }

  private Path out() {
    return folder.resolve("report.html");
  }

  private String report(String... arguments) throws IOException {
    Command report =
        command(
            "report",
            Stream.concat(Stream.of("--out", out().toString()), Stream.of(arguments))
                .toArray(String[]::new));
    assertThat(report.exitCode()).as(report.err()).isZero();
    assertThat(report.out()).contains(out().toString());
    return Files.readString(out());
  }

  /** What the page's script reads. */
  private static String data(String page) throws IOException {
    Matcher data = DATA.matcher(page);
    assertThat(data.find()).isTrue();
    byte[] packed = Base64.getDecoder().decode(data.group(1));
    try (GZIPInputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return new String(unpacked.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private List<String> pages() throws IOException {
    try (Stream<Path> pages = Files.list(folder.resolve("pages"))) {
      return pages.map(page -> page.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void pageTellsWhoStopsAndRunsNothingOfTheLogs() throws IOException {
    night();

    String page = report("--disable", "TLS1.0,TLS1.1", "--on", "2027-03-01");

    assertThat(page)
        .contains("TLS 1.0, TLS 1.1 off at servers on 2027-03-01")
        .contains("<span class=\"count\">3</span> <span class=\"name\">clients: stops</span>")
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
        .doesNotContain("<script>alert")
        .doesNotContain("unsafe-inline")
        .doesNotContainPattern("(?:src|href)=\"(?!#)");
    assertThat(data(page)).contains("<script>alert(1)</script>", "/EWS/x", "\"bob\"");
    assertThat(report("--disable", "TLS1.0,TLS1.1", "--on", "2027-03-01")).isEqualTo(page);
  }

  @Test
  void linesOfLogsHideWhoItWas() throws IOException {
    night();

    assertThat(data(report())).contains(" dave ");
    assertThat(data(report("--redact"))).doesNotContain(" dave ");
  }

  @Test
  void ofManyClientsTheWorstAreListed() throws IOException {
    night();

    assertThat(report("--clients", "2")).contains("2 of 4 parties", "2 that are no worse");
    assertThat(report()).contains("4 of 4 parties").doesNotContain("no worse than these");
  }

  @Test
  void nightsKeepThePagesOfEarlierDays() throws IOException {
    assertThat(night().out()).contains("report    " + folder.resolve("pages/report.html"));
    assertThat(pages()).containsExactly("report-2024-03-02.html", "report.html");
    byte[] first = Files.readAllBytes(folder.resolve("pages/report.html"));

    archive.write(
        "u2.log", IIS_HEADER, request("2024-03-05 08:00:00", "/EWS/x", "erin", "192.0.2.6", TLS10));
    Files.writeString(folder.resolve("pages/report-of-mine.html"), "mine");
    night();

    assertThat(pages())
        .containsExactly(
            "report-2024-03-02.html",
            "report-2024-03-05.html",
            "report-of-mine.html",
            "report.html");
    assertThat(folder.resolve("pages/report-2024-03-02.html")).hasBinaryContent(first);
    assertThat(folder.resolve("pages/report.html"))
        .hasSameBinaryContentAs(folder.resolve("pages/report-2024-03-05.html"));

    settings("3d");
    night();
    assertThat(pages())
        .containsExactly("report-2024-03-05.html", "report-of-mine.html", "report.html");
  }

  @Test
  void nightThatTellsNothingNewWritesNoPage() throws IOException {
    night();
    Path page = folder.resolve("pages/report.html");
    Files.setLastModifiedTime(page, LONG_AGO);

    night();
    assertThat(Files.getLastModifiedTime(page)).isEqualTo(LONG_AGO);

    Files.writeString(page, "damaged");
    night();
    assertThat(page).hasSameBinaryContentAs(folder.resolve("pages/report-2024-03-02.html"));
  }

  @Test
  void nightWithoutEvidenceWritesNoPage() {
    Command night = command("nightly", "--archive", folder.resolve("archive/none*").toString());

    assertThat(night.out() + night.err()).doesNotContain("report    ");
    assertThat(folder.resolve("pages")).doesNotExist();
  }

  @Test
  void wrongUsageIsSaidInASentence() throws IOException {
    night();

    Command noFile = command("report", "--out", folder.toString());
    assertThat(noFile.exitCode()).isEqualTo(2);
    assertThat(noFile.err()).contains("--out is '" + folder + "', a folder: name the file in it");
    Command nobody = command("report", "--out", out().toString(), "--clients", "0");
    assertThat(nobody.exitCode()).isEqualTo(2);
    Command nowhere = command("report", "--out", out().toString(), "--at", "EX99");
    assertThat(nowhere.exitCode()).isEqualTo(2);
    assertThat(nowhere.err()).contains("--at is 'EX99'");
    Command elsewhere = command("report", "--out", "s3a://bucket/report.html");
    assertThat(elsewhere.exitCode()).isEqualTo(2);
    assertThat(elsewhere.err()).contains("is written to a local file");
    assertThat(out()).doesNotExist();
  }
}
