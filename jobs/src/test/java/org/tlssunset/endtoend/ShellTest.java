package org.tlssunset.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tlssunset.ingest.LogFiles.IIS_HEADER;
import static org.tlssunset.ingest.LogFiles.TLS10;
import static org.tlssunset.ingest.LogFiles.TLS12;
import static org.tlssunset.ingest.LogFiles.request;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tlssunset.console.Progress;
import org.tlssunset.console.RowOutput;
import org.tlssunset.ingest.LogFiles;
import org.tlssunset.query.SqlSession;
import org.tlssunset.shell.Shell;
import org.tlssunset.warehouse.Warehouse;

/** What somebody types into the shell, and what they see. */
class ShellTest {

  @TempDir static Path folder;

  private static Warehouse warehouse;

  @BeforeAll
  static void night() throws IOException {
    LogFiles logs = new LogFiles(folder.resolve("archive"));
    logs.write(
        "u1.log",
        IIS_HEADER,
        request("2026-05-19 08:00:00", "/EWS/x", "carol", "198.51.100.3", TLS12),
        request("2026-05-20 08:00:00", "/EWS/x", "bob", "198.51.100.1", TLS10));
    Command nightly =
        Command.run(
            "nightly",
            "--archive",
            logs.path(),
            "--warehouse",
            folder.resolve("warehouse").toString());
    assertThat(nightly.exitCode()).as(nightly.err()).isZero();
    warehouse = Warehoused.at(folder.resolve("warehouse")).tables();
  }

  private static String typed(String... lines) throws IOException {
    return typed(RowOutput.Format.table, lines);
  }

  private static String typed(RowOutput.Format format, String... lines) throws IOException {
    ByteArrayOutputStream seen = new ByteArrayOutputStream();
    String input = String.join("\n", lines) + "\n";
    try (Terminal terminal =
        TerminalBuilder.builder()
            .system(false)
            .type(Terminal.TYPE_DUMB)
            .encoding(StandardCharsets.UTF_8)
            .streams(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), seen)
            .build()) {
      new Shell(
              terminal,
              folder.resolve("history"),
              new SqlSession(warehouse),
              (name, out) -> out.println("the line of " + name),
              format,
              Progress.unseen())
          .run();
    }
    return seen.toString(StandardCharsets.UTF_8).replace("\r", "");
  }

  @Test
  void aQueryOverSeveralLinesIsAnsweredAtItsSemicolon() throws IOException {
    assertThat(typed("timing off", "SELECT client,", "  kind FROM legacy_clients", ";", "quit"))
        .containsSubsequence("-> ", "client        kind", "198.51.100.1  mail-client")
        .doesNotContain(" row");
  }

  @Test
  void anAnswerEndsWithItsRowsAndSeconds() throws IOException {
    assertThat(typed("SELECT 1 AS one; SELECT id FROM range(3);"))
        .containsPattern("1 row, \\d+\\.\\d s")
        .containsPattern("3 rows, \\d+\\.\\d s");
  }

  @Test
  void whatIsWrongIsShownAtItsPlaceAndTheShellGoesOn() throws IOException {
    assertThat(typed("SELECT client", ", stats", "FROM legacy_clients;", "SELECT 'on' AS goes_on;"))
        .containsSubsequence(
            "  , stats\n    ^^^^^\n",
            "there is no column stats: status was probably meant",
            "goes_on");
  }

  @Test
  void whatChangesSomethingIsRefused() throws IOException {
    assertThat(typed("DELETE FROM tls_observations;"))
        .contains("this does more than read, and sql only reads");
  }

  @Test
  void aWordThatNoRowHasIsTold() throws IOException {
    assertThat(typed("SELECT count(*) FROM client_usage WHERE tls_version = 'TLS1.0';"))
        .contains("tls_version is 'TLS1.0' in no row: 'TLS 1.0' was probably meant");
  }

  @Test
  void formatsAreChosenAndChosenWrong() throws IOException {
    assertThat(typed("format csv", "SELECT 1 AS one, 'a,b' AS two;", "format excel"))
        .contains("one,two\n1,\"a,b\"\n")
        .contains("type format table|csv|json");
    assertThat(typed(RowOutput.Format.json, "SELECT 1 AS one;")).contains("{\"one\":1}");
  }

  @Test
  void helpExplainsTablesColumnsFunctionsAndWhatIsMisspelt() throws IOException {
    assertThat(typed("help"))
        .contains("legacy_clients", "tls_observations", "in_network(ip, cidr)");
    assertThat(typed("help legacy_clients")).contains("The line that decides, as 'proof' takes it");
    assertThat(typed("\\d LAST_SEEN")).contains("last_seen: One row per party");
    assertThat(typed("help tls_outcome"))
        .contains(
            "client_usage",
            "it may be   which means",
            "cleartext   Mail, a sign-in or requests went in clear");
    assertThat(typed("help tls_rank;")).contains("For example: tls_rank(tls_version) <");
    assertThat(typed("help legacy_client")).contains("legacy_clients is");
  }

  @Test
  void whatPeopleAskFirstHasNumbers() throws IOException {
    assertThat(typed("questions"))
        .containsSubsequence("number", "1 ", "Which printers", "12 ", "Where is the proof");
    assertThat(typed("questions 3", "questions 13", "questions x"))
        .containsSubsequence(
            "To which partners do we send mail with TLS 1.0?",
            "FROM last_seen",
            "0 rows, ",
            "there is no question 13: they have the numbers 1 to 12, and 'questions' lists them",
            "there is no question x");
    assertThat(typed("help questions")).contains("FROM missing_days", "Health checks show it");
    assertThat(typed("help")).contains("questions [N]");
  }

  @Test
  void theLineBehindARowIsPrinted() throws IOException {
    assertThat(typed("proof u1.log:3")).contains("the line of u1.log:3");
    assertThat(typed("proof")).contains("proof FILE:LINE");
  }

  @Test
  void aFileOfOnesOwnIsATable() throws IOException {
    Path file = folder.resolve("my sites.csv");
    Files.writeString(
        file, "\uFEFFNetwork;Site name;Site name\n198.51.100.0/24;Here;x\n192.0.2.0/24;;\n");

    assertThat(
            typed(
                "csv sites " + file,
                "SELECT s.site_name, c.client FROM legacy_clients c JOIN sites s ON in_network(c.client, s.network);",
                "SELECT count(*) AS nowhere FROM sites WHERE site_name IS NULL;"))
        .contains("sites has 2 rows of network, site_name")
        .containsPattern("Here +198\\.51\\.100\\.1")
        .containsPattern("nowhere\n +1\n");
    assertThat(typed("csv last_seen " + file)).contains("cannot be called last_seen");
    assertThat(typed("csv sites /nowhere.csv"))
        .contains("/nowhere.csv cannot be read: there is no such file");
    assertThat(typed("csv sites")).contains("type csv NAME FILE");
  }

  @Test
  void whatWasTypedIsRemembered() throws IOException {
    typed("SELECT 'remember me';");

    assertThat(Files.readString(folder.resolve("history"))).contains("remember me");
  }
}
