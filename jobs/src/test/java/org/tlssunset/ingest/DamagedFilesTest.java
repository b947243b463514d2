package org.tlssunset.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tlssunset.ingest.LogFiles.IIS_HEADER;
import static org.tlssunset.ingest.LogFiles.TLS10;
import static org.tlssunset.ingest.LogFiles.TLS12;
import static org.tlssunset.ingest.LogFiles.received;
import static org.tlssunset.ingest.LogFiles.request;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tlssunset.archive.Archive;
import org.tlssunset.archive.LogName;
import org.tlssunset.archive.Stores;
import org.tlssunset.logs.LineCounts;
import org.tlssunset.schema.Tables;

/** What is no log, not wholly there or damaged is named, counted for nothing and stops no night. */
class DamagedFilesTest {

  @TempDir Path folder;

  private LogFiles archive;
  private Nights nights;

  @BeforeEach
  void oneGoodFile() throws IOException {
    archive = new LogFiles(folder.resolve("archive"));
    archive.write(
        "u_ex240503.log",
        IIS_HEADER,
        request("2024-05-03 10:00:01", "/EWS/x", "alice", "192.0.2.1", TLS12));
    nights = new Nights(folder.resolve("warehouse"));
  }

  @Test
  void aFileThatEndsTooEarlyCountsOnceItIsWhole() throws IOException {
    String[] lines =
        Stream.concat(
                Stream.of(IIS_HEADER),
                IntStream.range(0, 40_000)
                    .mapToObj(
                        i ->
                            request(
                                "2024-05-04 10:%02d:%02d".formatted(i / 60 % 60, i % 60),
                                "/owa/" + Integer.toHexString(i * 7919),
                                "user" + i % 50,
                                "192.0.2." + i % 20,
                                TLS10)))
            .toArray(String[]::new);
    byte[] whole = LogFiles.gzip(lines);
    String path = archive.write("u_ex240504.log.gz", LogFiles.firstHalf(whole));

    IngestReport report = nights.run(archive);

    assertThat(report.problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.name().path()).isEqualTo(path);
              assertThat(problem.reason()).contains("ends too early");
            });
    assertThat(report.counts()).isEqualTo(new LineCounts(2, 1, 1, 0, 1));
    assertThat(nights.rows(Tables.TLS_OBSERVATIONS, "client_ip")).containsExactly("192.0.2.1");
    assertThat(nights.rows(Tables.CLIENT_PROTOCOL, "client_ip")).containsExactly("192.0.2.1");
    assertThat(
            nights.rows(
                Tables.INGESTED_FILES, "path", "state", "lines", "observations", "first_event"))
        .contains(path + "|unreadable|0|0|null");

    Map<String, Long> versions = nights.versions();
    IngestReport again = nights.run(archive);

    assertThat(again.read()).isEqualTo(1);
    assertThat(again.problems()).isEqualTo(report.problems());
    assertThat(nights.versions()).isEqualTo(versions);

    archive.write("u_ex240504.log.gz", whole);
    IngestReport mended = nights.run(archive);

    assertThat(mended.problems()).isEmpty();
    assertThat(nights.rows(Tables.TLS_OBSERVATIONS, "sum(requests)")).containsExactly("40001");
    assertThat(nights.rows(Tables.CLIENT_PROTOCOL, "sum(requests)")).containsExactly("40001");
    assertThat(nights.contents())
        .isEqualTo(Nights.quiet(folder.resolve("quiet"), archive).contents());
  }

  /** A damaged digit makes one: nights that hold such lines go on, and so do their sessions. */
  @Test
  void linesOfOtherCenturiesStopNoNight() throws IOException {
    archive.write(
        "u_ex240504.log",
        IIS_HEADER,
        request("0024-05-04 10:00:01", "/EWS/x", "alice", "192.0.2.1", TLS12),
        request("9024-05-04 10:00:01", "/EWS/x", "alice", "192.0.2.1", TLS12));
    archive.write(
        "RECV2024050510-1.LOG",
        received("1024-05-05T10:00:00.000Z", "08D5", 0, "+,,"),
        received("2024-05-05T10:00:01.000Z", "08D5", 1, "<,EHLO pc.example,"));
    nights.run(archive);
    archive.write(
        "RECV2024050511-1.LOG", received("2024-05-05T11:00:00.000Z", "08D5", 2, "-,,Remote"));
    nights.run(archive);

    assertThat(nights.rows(Tables.TLS_OBSERVATIONS, "observed_on", "tls_outcome"))
        .containsExactlyInAnyOrder(
            "0024-05-04|negotiated",
            "1024-05-05|none",
            "2024-05-03|negotiated",
            "9024-05-04|negotiated");
    assertThat(nights.rows(Tables.INGESTED_FILES, "first_event"))
        .contains("0024-05-04T10:00:01Z", "1024-05-05T10:00:00Z");
  }

  @Test
  void aFileThatBecomesUnreadableLosesItsRowsUntilItIsMended() throws IOException {
    String session = received("2024-05-05T10:00:00.000Z", "08D5", 0, "+,,");
    byte[] whole = LogFiles.gzip(session, session.replace("+,,", "<,EHLO pc.example,"));
    archive.write("RECV2024050510-1.LOG.gz", whole);
    nights.run(archive);
    assertThat(nights.rows(Tables.CLIENT_PROTOCOL, "protocol")).containsExactly("ews", "smtp");

    archive.write("RECV2024050510-1.LOG.gz", LogFiles.firstHalf(whole));
    nights.run(archive);

    assertThat(nights.rows(Tables.TLS_OBSERVATIONS, "protocol")).containsExactly("ews");
    assertThat(nights.rows(Tables.CLIENT_PROTOCOL, "protocol")).containsExactly("ews");

    archive.write("RECV2024050510-1.LOG.gz", whole);
    nights.run(archive);

    assertThat(nights.contents())
        .isEqualTo(Nights.quiet(folder.resolve("quiet"), archive).contents());
    assertThat(nights.rows(Tables.CLIENT_PROTOCOL, "protocol")).containsExactly("ews", "smtp");
  }

  @Test
  void zipArchivesCountPerEntry() throws IOException {
    String first =
        LogFiles.text(
            IIS_HEADER, request("2024-05-03 10:00:01", "/owa/", "bob", "192.0.2.2", TLS12));
    byte[] whole = LogFiles.zip("a.log", first, "b.log", first.replace("bob", "carol"));
    int second = new String(whole, StandardCharsets.ISO_8859_1).indexOf("b.log");
    byte[] damaged = whole.clone();
    damaged[second + 20] ^= 1;
    String path = archive.write("logs.zip", damaged);

    nights.run(archive);

    assertThat(nights.rows(Tables.INGESTED_FILES, "entry", "state"))
        .containsExactly("a.log|ingested", "b.log|unreadable", "null|ingested");
    assertThat(nights.rows(Tables.TLS_OBSERVATIONS, "user_name", "source_file"))
        .containsExactly("alice|" + archive.path("u_ex240503.log"), "bob|" + path + "!/a.log");

    archive.write("logs.zip", whole);
    nights.run(archive);

    assertThat(nights.rows(Tables.TLS_OBSERVATIONS, "user_name"))
        .containsExactly("alice", "bob", "carol");
    assertThat(nights.contents())
        .isEqualTo(Nights.quiet(folder.resolve("quiet"), archive).contents());
  }

  @Test
  void aFileThatIsGoneSinceItWasListedKeepsItsRows() throws IOException {
    String request = request("2024-05-03 10:00:01", "/owa/", "bob", "192.0.2.2", TLS12);
    String session = received("2024-05-05T10:00:00.000Z", "08D5", 0, "+,,");
    String packed =
        archive.write(
            "logs.zip",
            LogFiles.zip("a.log", LogFiles.text(IIS_HEADER, request), "b.log", session));
    String broken = archive.write("broken.log.gz", LogFiles.firstHalf(LogFiles.gzip(request)));
    nights.run(archive);
    Map<String, List<String>> before = nights.contents();
    String changed = archive.write("u_ex240503.log", IIS_HEADER, request);
    String fresh = archive.write("u_ex240504.log", IIS_HEADER, request);
    archive.write("logs.zip", LogFiles.zip("a.log", session));
    Archive.Listing listing = Archive.list(List.of(archive.path()), Stores.DEFAULT);
    for (String name : List.of("u_ex240503.log", "u_ex240504.log", "logs.zip", "broken.log.gz")) {
      archive.delete(name);
    }

    IngestReport report = nights.run(listing);

    assertThat(report.problems())
        .extracting(problem -> problem.name().path() + " " + problem.reason())
        .containsExactlyInAnyOrder(
            broken + " is gone since it was listed",
            packed + " is gone since it was listed",
            changed + " is gone since it was listed",
            fresh + " is gone since it was listed");
    assertThat(report.unread()).isEqualTo(4);
    assertThat(nights.contents()).isEqualTo(before);
  }

  @Test
  void whatIsReadBesideAFileThatIsGoneCounts() throws IOException {
    nights.run(archive);
    archive.write("gone.log", IIS_HEADER);
    archive.write(
        "u_ex240504.log",
        IIS_HEADER,
        request("2024-05-04 10:00:01", "/EWS/x", "bob", "192.0.2.2", TLS12));
    Archive.Listing listing = Archive.list(List.of(archive.path()), Stores.DEFAULT);
    archive.delete("gone.log");

    IngestReport report = nights.run(listing);

    assertThat(report.problems()).singleElement();
    assertThat(nights.contents())
        .isEqualTo(Nights.quiet(folder.resolve("quiet"), archive).contents());
  }

  @Test
  void aZipWithADamagedEntryIsWrittenOnce() throws IOException {
    String text =
        LogFiles.text(
            IIS_HEADER,
            request("2024-05-03 10:00:01", "/owa/", "bob", "192.0.2.2", TLS12),
            "damaged");
    byte[] zip = LogFiles.zip("a.log", text, "b.log", text.replace("bob", "carol"));
    zip[new String(zip, StandardCharsets.ISO_8859_1).indexOf("b.log") + 20] ^= 1;
    String path = archive.write("logs.zip", zip);
    nights.run(archive);
    Map<String, Long> versions = nights.versions();

    IngestReport again = nights.run(archive);

    assertThat(again.read()).isEqualTo(1);
    assertThat(again.problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.name()).isEqualTo(new LogName(path, "b.log")));
    assertThat(nights.versions()).isEqualTo(versions);

    archive.write(
        "u_ex240504.log",
        IIS_HEADER,
        request("2024-05-04 10:00:01", "/EWS/x", "dora", "192.0.2.4", TLS12));
    nights.run(archive);

    assertThat(nights.contents())
        .isEqualTo(Nights.quiet(folder.resolve("quiet"), archive).contents());
    assertThat(nights.rows(Tables.INGESTED_FILES, "path", "entry", "batch_id"))
        .contains(path + "|a.log|1", path + "|b.log|1");
  }

  @Test
  void noLogsAndEmptyFilesAreKnownFromThenOn() throws IOException {
    String text = archive.write("notes.txt", "buy milk");
    String empty = archive.write("RECV2024050311-1.LOG", new byte[0]);
    String noEntries = archive.write("nothing.zip", LogFiles.zip("folder/", ""));
    String comments = archive.write("u_ex240504.log", IIS_HEADER);

    IngestReport report = nights.run(archive);

    assertThat(report.problems())
        .extracting(problem -> problem.name().path())
        .containsExactly(text);
    assertThat(nights.rows(Tables.INGESTED_FILES, "path", "state", "format", "lines", "comments"))
        .contains(
            text + "|unrecognised|null|0|0",
            empty + "|ingested|null|0|0",
            noEntries + "|ingested|null|0|0",
            comments + "|ingested|iis|1|1");

    Map<String, Long> versions = nights.versions();
    assertThat(nights.run(archive).read()).isZero();
    assertThat(nights.versions()).isEqualTo(versions);
  }

  @Test
  void aFileOfNothingButStrangersTouchesNoRollup() throws IOException {
    nights.run(archive);
    Map<String, Long> versions = nights.versions();
    archive.write("notes.txt", "buy milk");

    nights.run(archive);

    assertThat(nights.versions())
        .containsEntry("ingested_files", versions.get("ingested_files") + 1)
        .containsEntry("tls_observations", versions.get("tls_observations"))
        .containsEntry("client_protocol_daily", versions.get("client_protocol_daily"))
        .containsEntry("client_protocol", versions.get("client_protocol"));
  }

  @Test
  void rejectedLinesAreKeptUpToACapAndAllCounted() throws IOException {
    String path =
        archive.write(
            "u_ex240506.log",
            IIS_HEADER,
            request("2024-05-06 10:00:01", "/EWS/x", "alice", "192.0.2.1", TLS12),
            "bad 1",
            "bad 2",
            "bad 3",
            "bad 4",
            "bad 5");

    IngestReport report = nights.run(archive);

    assertThat(report.problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.reason()).startsWith("5 lines"));
    int offset =
        LogFiles.text(
                IIS_HEADER, request("2024-05-06 10:00:01", "/EWS/x", "alice", "192.0.2.1", TLS12))
            .length();
    assertThat(
            nights.rows(
                Tables.REJECTED_LINES,
                "source_file",
                "source_line",
                "byte_offset",
                "reason",
                "text",
                "batch_id"))
        .containsExactly(
            path + "|3|" + offset + "|field-count: 2 fields where #Fields names 15|bad 1|1",
            path + "|4|" + (offset + 7) + "|field-count: 2 fields where #Fields names 15|bad 2|1",
            path + "|5|" + (offset + 14) + "|field-count: 2 fields where #Fields names 15|bad 3|1");
    assertThat(nights.rows(Tables.INGESTED_FILES, "path", "lines", "used", "comments", "rejected"))
        .contains(path + "|7|1|1|5");
  }
}
