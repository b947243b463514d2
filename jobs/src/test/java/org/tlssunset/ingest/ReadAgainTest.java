package org.tlssunset.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tlssunset.ingest.LogFiles.IIS_HEADER;
import static org.tlssunset.ingest.LogFiles.TLS10;
import static org.tlssunset.ingest.LogFiles.TLS12;
import static org.tlssunset.ingest.LogFiles.received;
import static org.tlssunset.ingest.LogFiles.request;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tlssunset.archive.CodePages;
import org.tlssunset.archive.ServerNamePattern;
import org.tlssunset.archive.Stores;
import org.tlssunset.logs.ForwardingFields;
import org.tlssunset.logs.LogSettings;
import org.tlssunset.schema.Tables;
import org.tlssunset.upkeep.Maintenance;
import org.tlssunset.upkeep.RetentionSettings;
import org.tlssunset.warehouse.SharedSpark;

/** Logs that an older version has read, or other settings, are read again: once. */
class ReadAgainTest {

  /** The columns of the TLS facts are named as nobody expects. */
  private static final String OWN_HEADER =
      IIS_HEADER.replace("crypt-protocol", "our-version").replace("crypt-cipher", "our-cipher");

  private static final IngestSettings CORRECTED =
      with(
          new LogSettings(
              List.of("OUR-version"),
              List.of("our-cipher"),
              LogSettings.DEFAULTS.cryptHashFields(),
              LogSettings.DEFAULTS.cryptKeyExchangeFields(),
              LogSettings.DEFAULTS.forwarding(),
              LogSettings.DEFAULTS.httpPorts(),
              LogSettings.DEFAULTS.probeUserAgents(),
              LogSettings.DEFAULTS.probeUsers(),
              LogSettings.DEFAULTS.probePaths()),
          ServerNamePattern.NONE);

  @TempDir Path folder;

  private LogFiles archive;
  private Nights nights;

  @BeforeEach
  void oneNight() throws IOException {
    archive = new LogFiles(folder.resolve("archive"));
    nights = new Nights(folder.resolve("warehouse"));
    archive.write(
        "ex1/u_ex240503.log",
        OWN_HEADER,
        request("2024-05-03 10:00:01", "/EWS/x", "alice", "192.0.2.1", TLS10),
        "damaged");
    archive.write(
        "ex2/u_ex240503.log",
        OWN_HEADER,
        request("2024-05-03 10:00:01", "/EWS/x", "bob", "192.0.2.2", TLS12));
    archive.write(
        "ex1/RECV2024050310-1.LOG",
        received("2024-05-03T10:00:00.000Z", "08D1", 0, "+,,"),
        received("2024-05-03T10:00:01.000Z", "08D1", 1, "<,EHLO pc.example,"));
    nights.run(archive);
    assertThat(outcomes()).containsExactly("not-logged", "not-logged", "not-logged");
  }

  private static IngestSettings with(LogSettings logs, ServerNamePattern servers) {
    return new IngestSettings(
        new ReadSettings(logs, servers, CodePages.NONE, Stores.DEFAULT, Nights.REJECTS_KEPT),
        Nights.SETTINGS.batchBytes(),
        Nights.SETTINGS.batchFiles(),
        Nights.SETTINGS.splitBytes(),
        Nights.SETTINGS.settledAfter());
  }

  private static IngestSettings inBatchesOf(int files, IngestSettings settings) {
    return new IngestSettings(
        settings.read(),
        settings.batchBytes(),
        files,
        settings.splitBytes(),
        settings.settledAfter());
  }

  @Test
  void correctedSettingsReadTheirLogsAgainOnce() {
    assertThat(totals(CORRECTED).outdated()).isEqualTo(2);

    IngestReport report = nights.run(archive, CORRECTED);

    assertThat(report.kinds()).isEqualTo(new IngestReport.Kinds(0, 0, 0, 2));
    assertThat(outcomes()).containsExactly("negotiated", "negotiated", "not-logged");
    assertIsAFreshRun(CORRECTED);
    assertThat(totals(CORRECTED).outdated()).isZero();
  }

  @Test
  void aRunThatIsKilledInBetweenReplacesThemOnce() {
    nights.runKilledBefore("recording", 1, archive, CORRECTED);
    nights.runKilledBefore("reading", 2, archive, inBatchesOf(1, CORRECTED));
    assertThat(totals(CORRECTED).outdated()).isEqualTo(1);
    assertThat(outcomes()).containsExactly("negotiated", "not-logged", "not-logged");

    nights.run(archive, CORRECTED);

    assertIsAFreshRun(CORRECTED);
  }

  @Test
  void theyCanBeKept() {
    Map<String, List<String>> before = nights.contents();

    IngestReport report = nights.runKeeping(archive, CORRECTED);

    assertThat(report.read()).isZero();
    assertThat(report.kept()).isEqualTo(2);
    assertThat(nights.contents()).isEqualTo(before);
    assertThat(totals(CORRECTED).outdated()).isEqualTo(2);
    assertThat(nights.run(archive).read()).isZero();
  }

  @Test
  void aPatternOfServersConcernsTheLogsWhoseServerItChanges() {
    IngestSettings settings = with(LogSettings.DEFAULTS, ServerNamePattern.of("/(?<server>ex2)/"));

    IngestReport report = nights.run(archive, settings);

    assertThat(report.kinds()).isEqualTo(new IngestReport.Kinds(0, 0, 0, 1));
    assertIsAFreshRun(settings);
  }

  @Test
  void aCodePageConcernsTheLogsOfItsPath() {
    IngestSettings settings =
        new IngestSettings(
            new ReadSettings(
                LogSettings.DEFAULTS,
                ServerNamePattern.NONE,
                CodePages.NONE.with("**/ex2/**", "windows-1252"),
                Stores.DEFAULT,
                Nights.REJECTS_KEPT),
            1L << 30,
            1_000,
            1L << 30,
            Nights.SETTINGS.settledAfter());

    assertThat(nights.run(archive, settings).kinds()).isEqualTo(new IngestReport.Kinds(0, 0, 0, 1));
  }

  @Test
  void whatAnOlderParserReadIsReadAgain() throws IOException {
    archive.write("notes.txt", "nothing that anybody knows");
    nights.run(archive);
    SharedSpark.delta(nights.warehouse(), Tables.INGESTED_FILES)
        .updateExpr("format = 'smtp-receive'", Map.of("parser_version", "1"));

    assertThat(nights.run(archive).kinds()).isEqualTo(new IngestReport.Kinds(0, 0, 0, 1));

    SharedSpark.delta(nights.warehouse(), Tables.INGESTED_FILES)
        .updateExpr("state = 'unrecognised'", Map.of("parser_version", "1"));
    assertThat(nights.runKeeping(archive, Nights.SETTINGS).read()).isEqualTo(1);
    assertIsAFreshRun(Nights.SETTINGS);
  }

  @Test
  void aLogThatIsGoneStaysAsItIs() throws IOException {
    archive.delete("ex1/u_ex240503.log");

    assertThat(nights.run(archive, CORRECTED).kinds())
        .isEqualTo(new IngestReport.Kinds(0, 0, 0, 1));

    assertThat(outcomes()).containsExactly("negotiated", "not-logged", "not-logged");
  }

  @Test
  void whatIsTooOldToBeKeptIsNotReadAgain() {
    RetentionSettings keep =
        new RetentionSettings(
            OptionalInt.of(3),
            OptionalInt.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            Duration.ofDays(7));
    new Maintenance(nights.warehouse(), keep, LocalDate.parse("2024-05-10")).removeOld();
    assertThat(outcomes()).isEmpty();

    assertThat(totals(CORRECTED).outdated()).isZero();
    assertThat(nights.run(archive, CORRECTED).read()).isZero();
  }

  @Test
  void columnsOfAddressesThatNothingReadsAreNamedOnce() throws IOException {
    String header = IIS_HEADER.replace(" sc-status", " OriginalClientIP sc-status");
    for (String name : List.of("a.log", "b.log")) {
      archive.write(
          name,
          header,
          request("2024-05-03 10:00:01", "/owa/" + name, "u", "192.0.2.1", TLS12)
              .replace(" 200 ", " 203.0.113.9 200 "));
    }

    IngestReport report = nights.run(archive);

    AddressColumn column = new AddressColumn("OriginalClientIP", 2, archive.path("a.log"));
    assertThat(report.addressColumns()).containsExactly(column);
    assertThat(status(Nights.SETTINGS).addressColumns()).containsExactly(column);
    assertThat(nights.rows(Tables.INGESTED_FILES, "unknown_address_columns"))
        .contains("[OriginalClientIP]", "null");
    LogSettings logs = LogSettings.DEFAULTS;
    nights.run(
        archive,
        with(
            new LogSettings(
                logs.cryptProtocolFields(),
                logs.cryptCipherFields(),
                logs.cryptHashFields(),
                logs.cryptKeyExchangeFields(),
                new ForwardingFields(List.of("OriginalClientIP"), List.of(), List.of()),
                logs.httpPorts(),
                logs.probeUserAgents(),
                logs.probeUsers(),
                logs.probePaths()),
            ServerNamePattern.NONE));
    assertThat(status(Nights.SETTINGS).addressColumns()).isEmpty();
    assertThat(nights.rows(Tables.TLS_OBSERVATIONS, "forwarded_for"))
        .contains("OriginalClientIP=203.0.113.9");
  }

  private LedgerStatus status(IngestSettings settings) {
    return new LedgerStatus(nights.warehouse(), Instant.now(), settings);
  }

  private LedgerStatus.Totals totals(IngestSettings settings) {
    return status(settings).totals();
  }

  private List<String> outcomes() {
    return nights.rows(Tables.TLS_OBSERVATIONS, "tls_outcome");
  }

  private void assertIsAFreshRun(IngestSettings settings) {
    Nights fresh = new Nights(folder.resolve("fresh"));
    fresh.run(archive, settings);
    assertThat(nights.contents()).isEqualTo(fresh.contents());
    Map<String, Long> versions = nights.versions();
    assertThat(nights.run(archive, settings).read()).isZero();
    assertThat(nights.versions()).isEqualTo(versions);
  }
}
