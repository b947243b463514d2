package org.tlssunset.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tlssunset.ingest.LogFiles.handshake;
import static org.tlssunset.ingest.LogFiles.received;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tlssunset.schema.Tables;

/**
 * An SMTP session that goes on in other files is one row, whenever these are read. All cases are
 * one archive; each has a folder and a session of its own.
 */
class SessionsAcrossLogsTest {

  private static final String FIRST = "RECV2024050323-1.LOG";
  private static final String SECOND = "RECV2024050400-1.LOG";
  private static final String THIRD = "RECV2024050401-1.LOG";

  private static final String[] COLUMNS = {
    "session_id",
    "observed_on",
    "tls_outcome",
    "tls_version",
    "client_name",
    "server",
    "started_at",
    "ended_at",
    "source_file",
    "source_line"
  };

  @TempDir private static Path folder;

  private static LogFiles archive;

  /** After each night, {@link #COLUMNS} of the observations. */
  private static final List<List<String>> ROWS = new ArrayList<>();

  /** After each night, what the rollups have. */
  private static final List<List<String>> DAYS = new ArrayList<>();

  private static final List<List<String>> CLIENTS = new ArrayList<>();

  /** After each night, what the ledger has, and how many observations it made. */
  private static final List<List<String>> LEDGER = new ArrayList<>();

  private static final List<List<String>> HANDED_ON = new ArrayList<>();
  private static final List<Long> MADE = new ArrayList<>();
  private static Map<String, List<String>> threeNights;
  private static Map<String, List<String>> oneNight;

  @BeforeAll
  static void threeNights() throws IOException {
    archive = new LogFiles(folder.resolve("archive"));
    Nights nights = new Nights(folder.resolve("warehouse"));
    writeFirst();
    end(nights);
    writeSecond();
    end(nights);
    writeThird();
    end(nights);
    threeNights = nights.contents();
    oneNight = Nights.quiet(folder.resolve("one"), archive).contents();
  }

  private static void end(Nights nights) {
    nights.run(archive);
    ROWS.add(nights.rows(Tables.TLS_OBSERVATIONS, COLUMNS));
    DAYS.add(
        nights.rows(
            Tables.CLIENT_PROTOCOL_DAILY,
            "client_ip",
            "observed_on",
            "tls_version",
            "tls_outcome",
            "observations"));
    CLIENTS.add(
        nights.rows(
            Tables.CLIENT_PROTOCOL, "client_ip", "observations", "requests_tls10", "requests"));
    LEDGER.add(nights.rows(Tables.INGESTED_FILES, "path", "size(open_sessions)", "observations"));
    HANDED_ON.add(
        nights.rows(
            Tables.INNER_CLIENTS,
            "session_id",
            "sid",
            "client_ip",
            "peer_port",
            "client_name",
            "handed_at",
            "source_file",
            "source_line"));
    MADE.add(
        new LedgerStatus(nights.warehouse(), Instant.now(), Nights.SETTINGS)
            .lastRun()
            .orElseThrow()
            .counts()
            .observations());
  }

  private static void writeFirst() throws IOException {
    write("at-once", FIRST, hello("0A01"));
    write("at-once", SECOND, tls("0A01"));
    write("at-once", THIRD, goodbye("0A01"));
    write("onward", FIRST, hello("0B01"));
    write("backward", THIRD, goodbye("0C01"));
    write("again", FIRST, hello("0D01"));
    write("again", SECOND, tls("0D01"));
    write("grown", FIRST, hello("0E01"));
    write("replaced", FIRST, hello("0F01"));
    write("replaced", SECOND, tls("0F01"));
    write("others", FIRST, hello("0901"));
    write("handed", FIRST, handing("1102"));
    write("refused", FIRST, handing("1202"));
    write("unhanded", FIRST, handing("1302"));
    write("unhanded", SECOND, answer("1302", "250 ok"));
    archive.write(
        "send/SEND2024050323-1.LOG",
        "2024-05-03T23:59:59.000Z,To partner,0801,0,,198.51.100.1:25,*,,attempting to connect");
  }

  private static void writeSecond() throws IOException {
    write("onward", SECOND, tls("0B01"));
    write("backward", SECOND, tls("0C01"));
    write("again", SECOND, of(tls("0D01"), ended("0D01")));
    write("grown", FIRST, of(hello("0E01"), tls("0E01"), ended("0E01")));
    write("handed", SECOND, answer("1102", "250 ok"));
    write("refused", SECOND, answer("1202", "500 no"));
    write("handed-before", SECOND, answer("1502", "250 ok"));
    archive.write(
        "replaced/" + SECOND,
        received("2024-05-04T00:00:01.000Z", "0F02", 0, "+,,"),
        received("2024-05-04T00:00:01.000Z", "0F02", 1, "-,,Remote"));
    // Not the same session: another server's with the same number, on the same day.
    archive.write(
        "others/EX2/RECV2024050322-1.LOG",
        line("2024-05-03T22:00:01.000Z", "0901", 0, "+,,").replace("EX1", "EX2"),
        line("2024-05-03T22:00:01.000Z", "0901", 1, "-,,Remote").replace("EX1", "EX2"));
    archive.write(
        "send/SEND2024050400-1.LOG",
        "2024-05-04T00:00:02.000Z,To partner,0801,1,10.0.0.5:9,198.51.100.1:25,+,,",
        "2024-05-04T00:00:03.000Z,To partner,0801,2,10.0.0.5:9,198.51.100.1:25,<,220 there,",
        "2024-05-04T00:00:04.000Z,To partner,0801,3,10.0.0.5:9,198.51.100.1:25,-,,Local");
  }

  private static void writeThird() throws IOException {
    write("onward", THIRD, goodbye("0B01"));
    write("backward", FIRST, hello("0C01"));
    write("others", SECOND, tls("0901"));
    write("handed", THIRD, goodbye("1102"));
    write("unhanded", SECOND, answer("1302", "500 no"));
    write("handed-before", FIRST, handing("1502"));
  }

  private static void write(String of, String name, String[] lines) throws IOException {
    archive.write(of + "/" + name, lines);
  }

  private static String[] hello(String session) {
    return new String[] {
      line("2024-05-03T23:59:58.000Z", session, 0, "+,,"),
      line("2024-05-03T23:59:59.000Z", session, 1, "<,EHLO pc.example,")
    };
  }

  private static String[] tls(String session) {
    return new String[] {line("2024-05-04T00:00:01.000Z", session, 2, handshake("TLS1"))};
  }

  private static String[] handing(String session) {
    return new String[] {
      line("2024-05-03T23:59:58.000Z", session, 0, "+,,"),
      line(
          "2024-05-03T23:59:59.000Z",
          session,
          1,
          "<,XPROXYFROM SID=08D IP=198.51.100.7 PORT=99 DOMAIN=pc,")
    };
  }

  private static String[] answer(String session, String text) {
    return new String[] {line("2024-05-04T00:00:01.000Z", session, 2, ">," + text + ",")};
  }

  private static String[] goodbye(String session) {
    return new String[] {
      line("2024-05-04T01:00:00.000Z", session, 3, "<,QUIT,"),
      line("2024-05-04T01:00:01.000Z", session, 4, "-,,Remote")
    };
  }

  private static String[] ended(String session) {
    return new String[] {line("2024-05-04T01:00:01.000Z", session, 3, "-,,Remote")};
  }

  private static String[] of(String[]... lines) {
    return Stream.of(lines).flatMap(Arrays::stream).toArray(String[]::new);
  }

  private static String line(String time, String session, int sequence, String event) {
    return received(time, session, sequence, event).replace("192.0.2.7", client(session));
  }

  private static String client(String session) {
    return "192.0.2." + Integer.parseInt(session.substring(0, 2), 16);
  }

  @Test
  void inOneNight() {
    isOneWholeSession(1, "0A01", "at-once");
    assertThat(MADE.get(0)).isEqualTo(ROWS.get(0).size());
  }

  @Test
  void threeNightsMakeWhatOneDoes() {
    assertThat(threeNights).isEqualTo(oneNight);
  }

  @Test
  void overThreeNights() {
    assertThat(outcomes(1, "0B01")).containsExactly("2024-05-03|not-logged|null|pc.example");
    assertThat(days(1, "0B01")).containsExactly("2024-05-03|null|not-logged|1");

    assertThat(outcomes(2, "0B01")).containsExactly("2024-05-03|negotiated|TLS 1.0|pc.example");

    isOneWholeSession(3, "0B01", "onward");
    assertThat(MADE.get(2)).isEqualTo(6); // this, and that of each case below
  }

  @Test
  void theLaterPartsFirst() {
    assertThat(days(2, "0C01")).singleElement().asString().startsWith("2024-05-04|TLS 1.0|");
    isOneWholeSession(3, "0C01", "backward");
  }

  @Test
  void aFileWithAnOpenSessionIsReadAgain() {
    isOneWholeSession(2, "0D01", "again");
  }

  @Test
  void theSessionIsWholeInTheFileThatGrew() {
    assertThat(outcomes(2, "0E01")).containsExactly("2024-05-03|negotiated|TLS 1.0|pc.example");
    assertThat(logs(1, "grown")).containsExactly(FIRST + "|1|0");
    assertThat(logs(2, "grown")).containsExactly(FIRST + "|null|1");
  }

  @Test
  void thePartIsGoneFromTheFileThatWasReplaced() {
    assertThat(outcomes(1, "0F01")).containsExactly("2024-05-03|negotiated|TLS 1.0|pc.example");
    assertThat(outcomes(2, "0F01")).containsExactly("2024-05-03|not-logged|null|pc.example");
    assertThat(outcomes(2, "0F02")).containsExactly("2024-05-04|none|null|null");
  }

  @Test
  void aWholeSessionOfTheSameNameElsewhereStays() {
    assertThat(rows(3, "0901"))
        .hasSize(2)
        .anyMatch(row -> row.contains("|negotiated|") && row.contains("|EX1|"))
        .anyMatch(row -> row.contains("|none|") && row.contains("|EX2|"));
  }

  /** The command ends one log, and the answer begins the next. */
  @Test
  void whomASessionHandsOnTheNextLogTells() {
    assertThat(HANDED_ON.get(0)).containsExactly(handed("1302", "unhanded"));
    assertThat(HANDED_ON.get(1))
        .containsExactlyInAnyOrder(handed("1102", "handed"), handed("1302", "unhanded"));
    assertThat(HANDED_ON.get(2))
        .containsExactlyInAnyOrder(handed("1102", "handed"), handed("1502", "handed-before"));
  }

  private static String handed(String session, String of) {
    return session
        + "|08D|198.51.100.7|99|pc|2024-05-03T23:59:59Z|"
        + archive.path(of + "/" + FIRST)
        + "|2";
  }

  @Test
  void aSessionThatNeverConnectedIsNoRow() {
    assertThat(rows(1, "0801")).isEmpty();
    assertThat(logs(1, "send")).containsExactly("SEND2024050323-1.LOG|null|0");
    assertThat(rows(2, "0801"))
        .singleElement()
        .asString()
        .startsWith("2024-05-04|none|")
        .contains("|2024-05-04T00:00:02Z|");
  }

  private static List<String> rows(int night, String session) {
    return starting(ROWS.get(night - 1), session + "|");
  }

  private static List<String> outcomes(int night, String session) {
    return rows(night, session).stream()
        .map(row -> String.join("|", List.of(row.split("\\|")).subList(0, 4)))
        .toList();
  }

  private static List<String> days(int night, String session) {
    return starting(DAYS.get(night - 1), client(session) + "|");
  }

  private static List<String> logs(int night, String of) {
    return starting(LEDGER.get(night - 1), archive.path(of) + "/");
  }

  /** What follows a beginning in the rows that have it. */
  private static List<String> starting(List<String> rows, String beginning) {
    return rows.stream()
        .filter(row -> row.startsWith(beginning))
        .map(row -> row.substring(beginning.length()))
        .toList();
  }

  private static void isOneWholeSession(int night, String session, String of) {
    assertThat(rows(night, session))
        .containsExactly(
            "2024-05-03|negotiated|TLS 1.0|pc.example|EX1"
                + "|2024-05-03T23:59:58Z|2024-05-04T01:00:01Z|"
                + archive.path(of + "/" + SECOND)
                + "|1");
    assertThat(days(night, session)).containsExactly("2024-05-03|TLS 1.0|negotiated|1");
    assertThat(starting(CLIENTS.get(night - 1), client(session) + "|")).containsExactly("1|1|1");
  }
}
