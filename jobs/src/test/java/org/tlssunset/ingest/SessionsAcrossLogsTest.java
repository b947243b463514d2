package org.tlssunset.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tlssunset.ingest.LogFiles.handshake;
import static org.tlssunset.ingest.LogFiles.received;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tlssunset.schema.Tables;

/** An SMTP session that goes on in other files is one row, whenever these are read. */
class SessionsAcrossLogsTest {

  private static final String FIRST = "RECV2024050323-1.LOG";
  private static final String SECOND = "RECV2024050400-1.LOG";
  private static final String THIRD = "RECV2024050401-1.LOG";

  private static final String[] HELLO = {
    received("2024-05-03T23:59:58.000Z", "08D1", 0, "+,,"),
    received("2024-05-03T23:59:59.000Z", "08D1", 1, "<,EHLO pc.example,")
  };
  private static final String[] TLS = {
    received("2024-05-04T00:00:01.000Z", "08D1", 2, handshake("TLS1"))
  };
  private static final String[] GOODBYE = {
    received("2024-05-04T01:00:00.000Z", "08D1", 3, "<,QUIT,"),
    received("2024-05-04T01:00:01.000Z", "08D1", 4, "-,,Remote")
  };

  @TempDir Path folder;

  private LogFiles archive;
  private Nights nights;

  @BeforeEach
  void emptyArchive() throws IOException {
    archive = new LogFiles(folder.resolve("archive"));
    nights = new Nights(folder.resolve("warehouse"));
  }

  @Test
  void inOneNight() throws IOException {
    archive.write(FIRST, HELLO);
    archive.write(SECOND, TLS);
    archive.write(THIRD, GOODBYE);

    nights.run(archive);

    isOneWholeSession();
    assertThat(lastRun().counts().observations()).isEqualTo(1);
  }

  @Test
  void overThreeNights() throws IOException {
    archive.write(FIRST, HELLO);
    nights.run(archive);
    assertThat(outcomes()).containsExactly("2024-05-03|not-logged|null|pc.example");
    assertThat(nights.rows(Tables.CLIENT_PROTOCOL_DAILY, "observed_on", "tls_outcome"))
        .containsExactly("2024-05-03|not-logged");

    archive.write(SECOND, TLS);
    nights.run(archive);
    assertThat(outcomes()).containsExactly("2024-05-03|negotiated|TLS 1.0|pc.example");

    archive.write(THIRD, GOODBYE);
    nights.run(archive);
    isOneWholeSession();
    assertThat(lastRun().counts().observations()).isEqualTo(1);
  }

  private LedgerStatus.Run lastRun() {
    return new LedgerStatus(nights.warehouse(), Instant.now(), Nights.SETTINGS)
        .lastRun()
        .orElseThrow();
  }

  @Test
  void theLaterPartsFirst() throws IOException {
    archive.write(THIRD, GOODBYE);
    nights.run(archive);
    archive.write(SECOND, TLS);
    nights.run(archive);
    assertThat(nights.rows(Tables.CLIENT_PROTOCOL_DAILY, "observed_on", "tls_version"))
        .containsExactly("2024-05-04|TLS 1.0");
    archive.write(FIRST, HELLO);
    nights.run(archive);

    isOneWholeSession();
  }

  @Test
  void aFileWithAnOpenSessionIsReadAgain() throws IOException {
    archive.write(FIRST, HELLO);
    archive.write(SECOND, TLS);
    nights.ingestOnly(archive);
    archive.write(
        SECOND,
        received("2024-05-04T00:00:01.000Z", "08D1", 2, handshake("TLS1")),
        received("2024-05-04T01:00:01.000Z", "08D1", 3, "-,,Remote"));

    nights.run(archive);

    isOneWholeSession();
  }

  @Test
  void theSessionIsWholeInTheFileThatGrew() throws IOException {
    archive.write(FIRST, HELLO);
    nights.ingestOnly(archive);
    archive.write(
        FIRST,
        received("2024-05-03T23:59:58.000Z", "08D1", 0, "+,,"),
        received("2024-05-03T23:59:59.000Z", "08D1", 1, "<,EHLO pc.example,"),
        received("2024-05-04T00:00:01.000Z", "08D1", 2, handshake("TLS1")),
        received("2024-05-04T01:00:01.000Z", "08D1", 3, "-,,Remote"));

    nights.run(archive);

    assertThat(outcomes()).containsExactly("2024-05-03|negotiated|TLS 1.0|pc.example");
    assertThat(nights.rows(Tables.INGESTED_FILES, "size(open_sessions)")).containsExactly("null");
    assertThat(nights.contents())
        .isEqualTo(Nights.quiet(folder.resolve("quiet"), archive).contents());
  }

  @Test
  void thePartIsGoneFromTheFileThatWasReplaced() throws IOException {
    archive.write(FIRST, HELLO);
    archive.write(SECOND, TLS);
    nights.ingestOnly(archive);
    archive.write(
        SECOND,
        received("2024-05-04T00:00:01.000Z", "0AAA", 0, "+,,"),
        received("2024-05-04T00:00:01.000Z", "0AAA", 1, "-,,Remote"));

    nights.run(archive);

    assertThat(outcomes())
        .containsExactly("2024-05-03|not-logged|null|pc.example", "2024-05-04|none|null|null");
    assertThat(nights.contents())
        .isEqualTo(Nights.quiet(folder.resolve("quiet"), archive).contents());
  }

  @Test
  void aWholeSessionOfTheSameNameElsewhereStays() throws IOException {
    archive.write(FIRST, HELLO);
    nights.ingestOnly(archive);
    // Not the same session: another server's with the same number, on the same day.
    archive.write(
        "EX2/RECV2024050322-1.LOG",
        received("2024-05-03T22:00:01.000Z", "08D1", 0, "+,,").replace("EX1", "EX2"),
        received("2024-05-03T22:00:01.000Z", "08D1", 1, "-,,Remote").replace("EX1", "EX2"));
    nights.run(archive);
    archive.write(SECOND, TLS);

    nights.run(archive);

    assertThat(nights.rows(Tables.TLS_OBSERVATIONS, "server", "tls_outcome"))
        .containsExactly("EX1|negotiated", "EX2|none");
  }

  @Test
  void aSessionThatNeverConnectedIsNoRow() throws IOException {
    archive.write(
        "SEND2024050323-1.LOG",
        "2024-05-03T23:59:59.000Z,To partner,08D7,0,,198.51.100.1:25,*,,attempting to connect");
    nights.run(archive);

    assertThat(nights.observations()).isEmpty();
    assertThat(nights.rows(Tables.INGESTED_FILES, "size(open_sessions)", "observations"))
        .containsExactly("null|0");

    archive.write(
        "SEND2024050400-1.LOG",
        "2024-05-04T00:00:02.000Z,To partner,08D7,1,10.0.0.5:9,198.51.100.1:25,+,,",
        "2024-05-04T00:00:03.000Z,To partner,08D7,2,10.0.0.5:9,198.51.100.1:25,<,220 there,",
        "2024-05-04T00:00:04.000Z,To partner,08D7,3,10.0.0.5:9,198.51.100.1:25,-,,Local");
    nights.run(archive);

    assertThat(nights.rows(Tables.TLS_OBSERVATIONS, "tls_outcome", "started_at"))
        .containsExactly("none|2024-05-04T00:00:02Z");
    assertThat(nights.contents())
        .isEqualTo(Nights.quiet(folder.resolve("quiet"), archive).contents());
  }

  private List<String> outcomes() {
    return nights.rows(
        Tables.TLS_OBSERVATIONS, "observed_on", "tls_outcome", "tls_version", "client_name");
  }

  private void isOneWholeSession() {
    assertThat(
            nights.rows(
                Tables.TLS_OBSERVATIONS,
                "started_at",
                "ended_at",
                "tls_version",
                "client_name",
                "source_file",
                "source_line"))
        .containsExactly(
            "2024-05-03T23:59:58Z|2024-05-04T01:00:01Z|TLS 1.0|pc.example|"
                + archive.path(SECOND)
                + "|1");
    assertThat(
            nights.rows(
                Tables.CLIENT_PROTOCOL_DAILY,
                "observed_on",
                "tls_version",
                "tls_outcome",
                "observations"))
        .containsExactly("2024-05-03|TLS 1.0|negotiated|1");
    assertThat(nights.rows(Tables.CLIENT_PROTOCOL, "observations", "requests_tls10", "requests"))
        .containsExactly("1|1|1");
    assertThat(nights.contents())
        .isEqualTo(Nights.quiet(folder.resolve("quiet"), archive).contents());
  }
}
