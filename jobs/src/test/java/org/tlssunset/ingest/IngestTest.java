package org.tlssunset.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tlssunset.ingest.LogFiles.IIS_HEADER;
import static org.tlssunset.ingest.LogFiles.TLS10;
import static org.tlssunset.ingest.LogFiles.TLS12;
import static org.tlssunset.ingest.LogFiles.handshake;
import static org.tlssunset.ingest.LogFiles.received;
import static org.tlssunset.ingest.LogFiles.request;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tlssunset.archive.Archive;
import org.tlssunset.archive.Stores;
import org.tlssunset.logs.LineCounts;
import org.tlssunset.logs.LogSettings;
import org.tlssunset.logs.SettingsDigest;
import org.tlssunset.logs.iis.IisFormat;
import org.tlssunset.logs.smtp.SmtpFormat;
import org.tlssunset.schema.Tables;
import org.tlssunset.steps.DerivedTables;
import org.tlssunset.warehouse.SharedSpark;

class IngestTest {

  private static final String IIS = "W3SVC1/u_ex240503.log";
  private static final String SMTP = "RECV2024050310-1.LOG";

  @TempDir static Path shared;

  private static SharedNights firstNight;

  @TempDir Path folder;

  private LogFiles archive;
  private Nights nights;
  private String iis;
  private String smtp;

  @BeforeAll
  static void firstNight() throws IOException {
    firstNight = new SharedNights(shared, IngestTest::firstNight);
  }

  private static void firstNight(LogFiles archive, Nights nights) throws IOException {
    archive.write(
        IIS,
        IIS_HEADER,
        request("2024-05-03 10:00:01", "/EWS/x", "alice", "192.0.2.1", TLS10),
        request("2024-05-03 10:10:01", "/EWS/x", "alice", "192.0.2.1", TLS10),
        request("2024-05-03 11:00:00", "/EWS/x", "alice", "192.0.2.1", TLS12));
    archive.write(
        SMTP,
        received("2024-05-03T10:00:00.000Z", "08D1", 0, "+,,"),
        received("2024-05-03T10:00:01.000Z", "08D1", 1, "<,EHLO pc.example,"),
        received("2024-05-03T10:00:02.000Z", "08D1", 2, handshake("TLS1_2")),
        "what a disk left of a line",
        received("2024-05-03T10:00:03.000Z", "08D1", 3, "-,,Remote"));
    nights.run(archive);
  }

  @BeforeEach
  void asItWasThen() throws IOException {
    archive = firstNight.archive();
    nights = firstNight.nights(folder.resolve("warehouse"));
    iis = archive.path(IIS);
    smtp = archive.path(SMTP);
  }

  @Test
  void fillsAllTables() {
    nights = new Nights(folder.resolve("empty"));
    IngestReport report = nights.run(archive);

    assertThat(report.found()).isEqualTo(2);
    assertThat(report.read()).isEqualTo(2);
    assertThat(report.counts()).isEqualTo(new LineCounts(9, 7, 1, 1, 3));
    assertThat(report.problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.name().path()).isEqualTo(smtp));
    Map<String, List<String>> tables = nights.contents();
    assertThat(tables.get("tls_observations"))
        .containsExactly(
            "2024-05-03|2024-05-03T10:00:00Z|2024-05-03T10:00:03Z|smtp-receive|EX1|inbound|smtp"
                + "|192.0.2.7|log|192.0.2.7|4711|pc.example|null|null|Internet|negotiated|client"
                + "|TLS 1.2|AES_256|256|SHA_384|384|ECDHE|256|null|null|1|false|08D1|"
                + (smtp + "|3|TLS 1.2|0|10.0.0.5|25|false|null|null|null|0|0|null"),
            "2024-05-03|2024-05-03T10:00:01Z|2024-05-03T10:10:01Z|iis|10.0.0.5|inbound|ews"
                + "|192.0.2.1|log|192.0.2.1|null|null|alice|Outlook/16.0|W3SVC1|negotiated|client"
                + "|TLS 1.0|AES_256|256|SHA_1|null|ECDHE|null|null|null|2|false|null|"
                + (iis + "|2|TLS 1.0|0|10.0.0.5|443|false|null|null|null|2|null|null"),
            "2024-05-03|2024-05-03T11:00:00Z|2024-05-03T11:00:00Z|iis|10.0.0.5|inbound|ews"
                + "|192.0.2.1|log|192.0.2.1|null|null|alice|Outlook/16.0|W3SVC1|negotiated|client"
                + "|TLS 1.2|AES_256|256|SHA_256|null|ECDHE|null|null|null|1|false|null|"
                + (iis + "|4|TLS 1.2|0|10.0.0.5|443|false|null|null|null|1|null|null"));
    assertThat(tables.get("rejected_lines"))
        .containsExactly(
            smtp
                + "|4|"
                + offsetOfFourthLine()
                + "|field-count: 1 field where #Fields names 9|what a disk left of a line"
                + "|field-count");
    assertThat(tables.get("ingested_files"))
        .containsExactly(
            smtp
                + "|null|%d|2024-05-01T00:02:00Z|ingested|null|smtp-receive|5|4|0|1|1"
                    .formatted(Path.of(smtp).toFile().length())
                + "|2024-05-03T10:00:00Z|2024-05-03T10:00:03Z|null|%d|null|false|6|%s|null|EX1"
                    .formatted(
                        Path.of(smtp).toFile().length(),
                        SettingsDigest.of(LogSettings.DEFAULTS, SmtpFormat.RECEIVE))
                + "|[[10.0.0.5,EX1,2024-05-03T10:00:00Z,2024-05-03T10:00:03Z]]|0",
            iis
                + "|null|%d|2024-05-01T00:01:00Z|ingested|null|iis|4|3|1|0|2"
                    .formatted(Path.of(iis).toFile().length())
                + "|2024-05-03T10:00:01Z|2024-05-03T11:00:00Z|null|%d|null|false|4|%s|null|10.0.0.5"
                    .formatted(
                        Path.of(iis).toFile().length(),
                        SettingsDigest.of(LogSettings.DEFAULTS, IisFormat.W3C))
                + "|[[10.0.0.5,null,2024-05-03T10:00:01Z,2024-05-03T11:00:00Z]]|0");
    assertThat(tables.get("client_protocol_daily"))
        .containsExactly(
            "2024-05-03|inbound|ews|192.0.2.1|TLS 1.0|negotiated|client|1|2|2024-05-03T10:00:01Z"
                + "|2024-05-03T10:10:01Z|null|[alice]|[Outlook/16.0]|[EX1]|"
                + (iis + "|2|192.0.2.1|client|[]"),
            "2024-05-03|inbound|ews|192.0.2.1|TLS 1.2|negotiated|client|1|1|2024-05-03T11:00:00Z"
                + "|2024-05-03T11:00:00Z|null|[alice]|[Outlook/16.0]|[EX1]|"
                + (iis + "|4|192.0.2.1|client|[]"),
            "2024-05-03|inbound|smtp|192.0.2.7|TLS 1.2|negotiated|client|1|1|2024-05-03T10:00:00Z"
                + "|2024-05-03T10:00:03Z|pc.example|[]|[]|[EX1]|"
                + (smtp + "|3|192.0.2.7|client|[]"));
    assertThat(tables.get("client_protocol"))
        .containsExactly(
            "inbound|ews|192.0.2.1|null|[alice]|[Outlook/16.0]|[EX1]|2024-05-03T10:00:01Z"
                + "|2024-05-03T11:00:00Z|2|3|0|0|2|0|1|0|0|0|0|0|0|2024-05-03T10:10:01Z|"
                + (iis + "|2|192.0.2.1|client|[]"),
            "inbound|smtp|192.0.2.7|pc.example|[]|[]|[EX1]|2024-05-03T10:00:00Z"
                + "|2024-05-03T10:00:03Z|1|1|0|0|0|0|1|0|0|0|0|0|0|null|null|null|192.0.2.7|client|[]");
    assertThat(nights.rows(Tables.INGESTED_FILES, "size(open_sessions)", "days"))
        .containsOnly("null|[2024-05-03]");
  }

  private int offsetOfFourthLine() {
    return LogFiles.text(
            received("2024-05-03T10:00:00.000Z", "08D1", 0, "+,,"),
            received("2024-05-03T10:00:01.000Z", "08D1", 1, "<,EHLO pc.example,"),
            received("2024-05-03T10:00:02.000Z", "08D1", 2, handshake("TLS1_2")))
        .length();
  }

  @Test
  void writesNothingWhenNothingIsNew() {
    Map<String, Long> versions = nights.versions();

    IngestReport second = nights.run(archive);

    assertThat(second.found()).isEqualTo(2);
    assertThat(second.read()).isZero();
    assertThat(second.bytes()).isZero();
    assertThat(second.counts()).isEqualTo(LineCounts.NONE);
    assertThat(second.problems()).isEmpty();
    assertThat(nights.versions()).isEqualTo(versions);
  }

  @Test
  void addsANewDayAndLeavesTheOthersRollupsAlone() throws IOException {
    // A number that no rollup would count shows whether a day was rewritten.
    SharedSpark.delta(nights.warehouse(), Tables.CLIENT_PROTOCOL_DAILY)
        .updateExpr(Map.of("requests", "requests + 1000"));
    archive.write(
        "W3SVC1/u_ex240504.log",
        IIS_HEADER,
        request("2024-05-04 09:00:00", "/EWS/x", "alice", "192.0.2.1", TLS12));

    IngestReport report = nights.run(archive);

    assertThat(report.found()).isEqualTo(3);
    assertThat(report.read()).isEqualTo(1);
    assertThat(
            nights.rows(
                Tables.CLIENT_PROTOCOL_DAILY, "observed_on", "protocol", "tls_version", "requests"))
        .containsExactly(
            "2024-05-03|ews|TLS 1.0|1002",
            "2024-05-03|ews|TLS 1.2|1001",
            "2024-05-03|smtp|TLS 1.2|1001",
            "2024-05-04|ews|TLS 1.2|1");
    assertThat(nights.rows(Tables.TLS_OBSERVATIONS, "observed_on", "batch_id"))
        .containsExactly("2024-05-03|1", "2024-05-03|1", "2024-05-03|1", "2024-05-04|2");
  }

  @Test
  void readsAGrownFileAgainAndReplacesItsRowsAlone() throws IOException {
    List<String> before = nights.observations();
    archive.write(
        IIS,
        IIS_HEADER,
        request("2024-05-03 10:00:01", "/EWS/x", "alice", "192.0.2.1", TLS10),
        request("2024-05-03 10:10:01", "/EWS/x", "alice", "192.0.2.1", TLS10),
        request("2024-05-03 11:00:00", "/EWS/x", "alice", "192.0.2.1", TLS12),
        request("2024-05-03 11:30:00", "/EWS/x", "alice", "192.0.2.1", TLS12),
        request("2024-05-04 00:30:00", "/EWS/x", "alice", "192.0.2.1", TLS12));

    IngestReport report = nights.run(archive);

    assertThat(report.read()).isEqualTo(1);
    assertThat(nights.observations()).hasSize(4).contains(before.get(0), before.get(1));
    assertThat(nights.rows(Tables.TLS_OBSERVATIONS, "source", "started_at", "requests", "batch_id"))
        .containsExactly(
            "iis|2024-05-03T10:00:01Z|2|2",
            "iis|2024-05-03T11:00:00Z|2|2",
            "iis|2024-05-04T00:30:00Z|1|2",
            "smtp-receive|2024-05-03T10:00:00Z|1|1");
    assertThat(nights.rows(Tables.REJECTED_LINES, "source_file", "batch_id"))
        .containsExactly(smtp + "|1");
    assertThat(nights.rows(Tables.CLIENT_PROTOCOL, "protocol", "requests_tls10", "requests_tls12"))
        .containsExactly("ews|2|3", "smtp|0|1");
    assertThat(nights.contents()).isEqualTo(firstNight.quietRun());
  }

  @Test
  void takesTheOldDaysRowsFromTheRollupsWhenAFileIsReplaced() throws IOException {
    archive.write(
        IIS, IIS_HEADER, request("2024-06-01 08:00:00", "/owa/", "bob", "192.0.2.9", TLS12));
    archive.write(
        SMTP,
        received("2024-05-03T10:00:00.000Z", "08D1", 0, "+,,"),
        received("2024-05-03T10:00:03.000Z", "08D1", 1, "-,,Remote"));

    nights.run(archive);

    assertThat(nights.rows(Tables.CLIENT_PROTOCOL_DAILY, "observed_on", "protocol", "tls_outcome"))
        .containsExactly("2024-05-03|smtp|none", "2024-06-01|owa|negotiated");
    assertThat(nights.rows(Tables.REJECTED_LINES, "source_file")).isEmpty();
    assertThat(nights.contents()).isEqualTo(firstNight.quietRun());
  }

  @Test
  void manyBatchesMakeTheRowsOfOne() throws IOException {
    nights = new Nights(folder.resolve("empty"));
    archive.write(
        "RECV2024050311-1.LOG",
        received("2024-05-03T11:00:00.000Z", "08D2", 4, handshake("TLS1")),
        received("2024-05-03T11:00:00.000Z", "08D2", 5, "-,,Remote"));
    archive.write(
        "RECV2024050310-2.LOG",
        received("2024-05-03T10:59:00.000Z", "08D2", 0, "+,,"),
        received("2024-05-03T10:59:00.000Z", "08D2", 1, "<,EHLO old.example,"));

    IngestReport report = nights.run(archive, Nights.batchFiles(1));

    assertThat(report.read()).isEqualTo(4);
    assertThat(nights.rows(Tables.INGESTED_FILES, "batch_id")).containsExactly("1", "2", "3", "4");
    assertThat(nights.contents()).isEqualTo(firstNight.quietRun());
  }

  @Test
  void aBatchThatGivesTooMuchToRememberIsDoneInParts() throws IOException {
    nights = new Nights(folder.resolve("empty"));
    for (int hour = 10; hour < 14; hour++) {
      archive.write(
          "RECV20240504" + hour + "-1.LOG",
          received("2024-05-04T" + hour + ":00:00.000Z", "08E" + hour, 0, "+,,"),
          "what a disk left of a line",
          received("2024-05-04T" + hour + ":59:00.000Z", "08F" + hour, 1, "-,,Remote"));
    }

    ingestKeeping(6);
    DerivedTables.count(nights.warehouse());

    // Three findings a file, but of the last two: more than two such files are not begun.
    assertThat(Set.copyOf(nights.rows(Tables.INGESTED_FILES, "batch_id"))).hasSize(3);
    assertThat(nights.contents()).isEqualTo(firstNight.quietRun());
  }

  /** What has been read is not read again because the batch turns out to be too large. */
  @Test
  void noFileIsReadTwiceSinceABatchGivesTooMuch() throws IOException {
    nights = new Nights(folder.resolve("empty"));
    archive = new LogFiles(folder.resolve("many"));
    String[] lines = {IIS_HEADER, "damaged", "as", "well", "and more than are kept"};
    for (int i = 0; i < 20; i++) {
      lines[1] = "damaged " + i;
      archive.write("u" + i + ".log", lines);
    }
    LongSupplier[] filesRead = new LongSupplier[1];
    IngestProgress progress =
        new IngestProgress() {
          @Override
          public void begin(long files, long bytes, LongSupplier read, LongSupplier bytesRead) {
            filesRead[0] = read;
          }

          @Override
          public void step(String what) {}

          @Override
          public void end() {}
        };

    new Ingest(nights.warehouse(), Nights.SETTINGS, progress, 10, Clock.systemUTC())
        .run(Archive.list(List.of(archive.path()), Stores.DEFAULT));

    assertThat(filesRead[0].getAsLong()).isEqualTo(20);
    assertThat(nights.rows(Tables.INGESTED_FILES, "path")).hasSize(20);
    assertThat(nights.rows(Tables.REJECTED_LINES, "source_file")).hasSize(60);
    assertThat(Set.copyOf(nights.rows(Tables.INGESTED_FILES, "batch_id"))).hasSize(7);
  }

  /** Its rows that were written before it turned out to be too much are in no table twice. */
  @Test
  void aFileThatIsLeftInItsMiddleLeavesNoRows() throws IOException {
    nights = new Nights(folder.resolve("empty"));
    archive.write("RECV2024050410-1.LOG", sessions("2024-05-04", 3, 1));
    archive.write("RECV2024050510-1.LOG", sessions("2024-05-05", 200, 4));
    archive.write("RECV2024050610-1.LOG", sessions("2024-05-06", 3, 2));
    archive.write("RECV2024050710-1.LOG", sessions("2024-05-07", 3, 1));

    ingestKeeping(5);
    DerivedTables.count(nights.warehouse());

    assertThat(Set.copyOf(nights.rows(Tables.INGESTED_FILES, "batch_id"))).hasSizeGreaterThan(1);
    assertThat(nights.contents()).isEqualTo(firstNight.quietRun());
  }

  /** Whole sessions of two lines each, then some that go on elsewhere. */
  private static String[] sessions(String day, int whole, int open) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < whole + open; i++) {
      String id = "08%s%06d".formatted(day.substring(8), i);
      lines.add(received(day + "T10:00:00.000Z", id, 0, "+,,"));
      lines.add(received(day + "T10:00:01.000Z", id, 1, "<,EHLO pc.example,"));
      if (i < whole) {
        lines.add(received(day + "T10:00:02.000Z", id, 2, "-,,Remote"));
      }
    }
    return lines.toArray(String[]::new);
  }

  @Test
  void aFileOfMoreOpenSessionsThanAreKeptIsCountedAllTheSame() throws IOException {
    nights = new Nights(folder.resolve("empty"));
    archive = new LogFiles(folder.resolve("one"));
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      String id = "08E" + i;
      lines.add(received("2024-05-04T10:00:00.000Z", id, 6, LogFiles.handshake("TLS1_2")));
    }
    archive.write("RECV2024050410-1.LOG", lines.toArray(String[]::new));

    IngestReport report = ingestKeeping(1);

    assertThat(report.observations()).isEqualTo(10);
    assertThat(report.counts().lines()).isEqualTo(10);
    assertThat(report.problems())
        .extracting(IngestReport.Problem::reason)
        .containsExactly(
            "leaves more sessions open than can be kept: 6 were counted without what other logs"
                + " may hold of them");
    assertThat(report.unread()).isZero();
    assertThat(nights.rows(Tables.INGESTED_FILES, "size(open_sessions)", "observations"))
        .containsExactly("4|6");
    assertThat(nights.rows(Tables.TLS_OBSERVATIONS, "tls_version", "tls_outcome"))
        .containsOnly("TLS 1.2|negotiated")
        .hasSize(10);

    // It is read again like any other.
    lines.add(received("2024-05-04T10:00:01.000Z", "08E0", 7, "-,,Remote"));
    lines.add(received("2024-05-04T10:00:01.000Z", "08E9", 7, "-,,Remote"));
    archive.write("RECV2024050410-1.LOG", lines.toArray(String[]::new));
    ingestKeeping(1);
    assertThat(nights.rows(Tables.TLS_OBSERVATIONS, "tls_outcome")).hasSize(10);
  }

  private IngestReport ingestKeeping(int mostFindings) {
    return new Ingest(
            nights.warehouse(),
            Nights.SETTINGS,
            IngestProgress.NONE,
            mostFindings,
            Clock.systemUTC())
        .run(Archive.list(List.of(archive.path()), Stores.DEFAULT));
  }
}
