package org.tlssunset.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.AnalysisException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tlssunset.console.Progress;
import org.tlssunset.console.RowOutput;
import org.tlssunset.ingest.LogFiles;
import org.tlssunset.query.Answer;
import org.tlssunset.query.SqlSession;
import org.tlssunset.query.Statement;
import org.tlssunset.schema.Question;
import org.tlssunset.shell.Shell;
import org.tlssunset.warehouse.SharedSpark;

/**
 * The numbered questions, asked of logs of nine days that are told here line by line: so is what is
 * true of them, and what only looks so.
 */
class TwelveQuestionsTest {

  private static final String PHONE = "Apple-iPhone11C8/1506.57";
  private static final String OUTLOOK_BUILD =
      "Microsoft+Office/14.0+(Windows+NT+6.1;+Microsoft+Outlook+%s;+Pro)";

  private static final String TLS12 = LogFiles.TLS12;
  private static final String TLS11 = "100 6610 8004 ae06";
  private static final String TLS10 = LogFiles.TLS10;

  private static final String PHONES = "/Microsoft-Server-ActiveSync/default.eas";

  private static final int FIRST = 2;
  private static final int LAST = 10;

  @TempDir static Path folder;

  private static final Map<String, List<String>> LINES = new TreeMap<>();
  private static SqlSession session;
  private static int sessions;

  @BeforeAll
  static void night() throws IOException {
    for (int day = FIRST; day <= LAST; day++) {
      everyDay(day);
    }
    phones();
    programs();
    devices();
    mailInClear();
    handshakes();
    partners();
    // First today, by the logs' last day.
    web(LAST, "EX1", "/EWS/x", "ivy", "198.51.100.9", "python-requests/2.6.0+CPython/2.7.5", TLS10);
    LogFiles archive = new LogFiles(folder.resolve("archive"));
    for (Map.Entry<String, List<String>> file : LINES.entrySet()) {
      archive.write(file.getKey(), file.getValue().toArray(String[]::new));
    }
    Path config =
        Files.writeString(
            folder.resolve("own.conf"),
            """
            tls-sunset {
              server-name-pattern = "/(?<server>EX[0-9])/"
              proxies = [
                { name = "KEMP-1", networks = ["10.0.0.9"], kind = tls-ending }
                { name = "GATE-1", networks = ["192.0.2.99"], kind = tls-ending, protocols = [smtp] }
              ]
            }
            """);
    SharedSpark.emptyWarehouse(folder.resolve("warehouse"));
    Command night =
        Command.on(folder.resolve("warehouse"), config, "nightly", "--archive", archive.path());
    assertThat(night.exitCode()).as(night.err()).isZero();
    session = new SqlSession(Warehoused.at(folder.resolve("warehouse")).tables());
  }

  /** Enough that no log is missing but two, and both servers' ends are known. */
  private static void everyDay(int day) {
    web(day, "EX1", PHONES, "dora", "198.51.100.4", PHONE, TLS12);
    if (day != 5) { // EX2's web log is lost
      web(day, "EX2", "/EWS/x", "hal", "198.51.100.8", "Java/1.7.0_80", TLS11);
    }
    receive(day, "Default", "192.0.2.10", "mx.good.example", "TLS1_2", mails(1));
    if (day != 6) { // EX1's send log is lost; its receive log is there
      send(day, "192.0.2.50", "mx.other.example", "TLS1_2");
    }
    if (day != 2 && day != 5) { // the first TLS 1.2 on EX2 is a health check's
      web(day, "EX2", "/EWS/healthcheck.htm", "-", "10.0.0.200", "KEMP-check", TLS12);
    }
  }

  private static void phones() {
    web(9, "EX1", PHONES, "bob", "198.51.100.2", PHONE, TLS10);
    web(9, "EX1", PHONES, "alice", "10.0.0.9", PHONE, TLS12);
    web(9, "EX1", PHONES, "eve", "10.0.0.9", PHONE, TLS10);
  }

  private static void programs() {
    web(9, "EX1", "/EWS/x", "fay", "198.51.100.5", OUTLOOK_BUILD.formatted("14.0.7268"), TLS10);
    web(9, "EX1", "/EWS/x", "gus", "198.51.100.6", OUTLOOK_BUILD.formatted("14.0.4760"), TLS10);
    web(9, "EX1", "/EWS/x", "kim", "198.51.100.7", "Java/1.7.0_80", "40 6603 8004 ae06");
    web(9, "EX1", "/EWS/x", "kim", "198.51.100.7", "Java/1.7.0_80", "40 6603 8004 ae06");
    web(9, "EX1", "/EWS/x", "lou", "198.51.100.11", "Java/1.6.0_45", "100 6801 8003 a400");
    web(9, "EX2", "/EWS/x", "jon", "198.51.100.12", "Java/11.0.2", TLS12);
    web(9, "EX2", "/EWS/x", "jon", "198.51.100.12", "Java/11.0.2", TLS12);
  }

  private static void devices() {
    receive(4, "Printers", "10.0.1.7", "NPI5A1B2C", "TLS1_0", mails(1));
    receive(4, "Printers", "10.0.1.8", "BRN001BA9123456", "TLS1_2", mails(1));
    receive(5, "Relay", "10.0.1.9", "BRN001BA9123457", "TLS1_0", mails(1));
    receive(5, "Relay", "10.0.1.20", "erp.corp.example", "TLS1_0", mails(1));
  }

  /** Mails are not sessions. */
  private static void mailInClear() {
    receive(6, "Relay", "10.0.1.30", "app1.corp.example", "", mails(2));
    receive(6, "Relay", "10.0.1.31", "app2.corp.example", "", mails(1));
    receive(6, "Default", "10.0.1.32", "app3.corp.example", "", mails(1));
    receive(6, "Default", "10.0.1.33", "app4.corp.example", "", List.of("<,QUIT,", "-,,Local"));
    send(5, "192.0.2.52", "mx.clear.example", "");
  }

  /** Whoever is asked for STARTTLS has failed no handshake. */
  private static void handshakes() {
    receive(
        6,
        "Default",
        "192.0.2.66",
        "mx.bad.example",
        "",
        List.of(
            "<,STARTTLS,",
            ">,220 2.0.0 SMTP server ready,",
            "*,,TLS negotiation failed with error AlgorithmMismatch",
            "-,,Local"));
    receive(
        6,
        "Default",
        "10.0.1.40",
        "app5.corp.example",
        "",
        List.of(
            "<,AUTH LOGIN,",
            ">,451 5.7.3 Must issue a STARTTLS command first,",
            "<,QUIT,",
            ">,221 2.0.0 Service closing,",
            "-,,Local"));
  }

  /** A smart host is no partner: it is unknown who gets the mail. */
  private static void partners() {
    send(4, "192.0.2.51", "mx.partner.example", "TLS1_0");
    send(4, "192.0.2.99", "gate.corp.example", "TLS1_0");
  }

  private static void web(
      int day, String server, String path, String user, String client, String agent, String tls) {
    String file = "%s/u_ex2603%02d.log".formatted(server, day);
    List<String> lines = LINES.computeIfAbsent(file, any -> new ArrayList<>());
    if (lines.isEmpty()) {
      lines.add(LogFiles.IIS_HEADER);
    }
    lines.add(
        "2026-03-%02d 10:00:%02d 10.0.0.%s POST %s - 443 %s %s %s 200 %s"
            .formatted(
                day,
                lines.size(),
                server.equals("EX1") ? "11" : "12",
                path,
                user,
                client,
                agent,
                tls));
  }

  private static List<String> mails(int number) {
    List<String> mail = LogFiles.MAIL.subList(0, 7);
    List<String> end = LogFiles.MAIL.subList(7, LogFiles.MAIL.size());
    return Stream.concat(
            Stream.generate(() -> mail).limit(number).flatMap(List::stream), end.stream())
        .toList();
  }

  /**
   * A session of a receive log.
   *
   * @param version as Exchange writes it; empty: in clear
   */
  private static void receive(
      int day, String connector, String ip, String name, String version, List<String> events) {
    List<String> all = new ArrayList<>(List.of("+,,", ">,220 EX1 ready,", "<,EHLO " + name + ","));
    all.add(">,250 EX1 Hello,");
    if (!version.isEmpty()) {
      all.addAll(List.of("<,STARTTLS,", ">,220 2.0.0 SMTP server ready,"));
      all.add(LogFiles.handshake(version));
      all.addAll(List.of("<,EHLO " + name + ",", ">,250 EX1 Hello,"));
    }
    all.addAll(events);
    lines(day, "RECV", "EX1\\" + connector, "10.0.0.11:25," + ip + ":4711", all);
  }

  private static void send(int day, String ip, String name, String version) {
    List<String> all = new ArrayList<>(List.of("+,,", "<,220 %s ready,".formatted(name)));
    all.addAll(List.of(">,EHLO ex1.contoso.com,", "<,250 %s Hello,".formatted(name)));
    if (!version.isEmpty()) {
      all.addAll(List.of(">,STARTTLS,", "<,220 2.0.0 ready,"));
      all.add(LogFiles.handshake(version).replace("_SERVER", "_CLIENT"));
      all.addAll(List.of(">,EHLO ex1.contoso.com,", "<,250 %s Hello,".formatted(name)));
    }
    for (String event : LogFiles.MAIL) {
      String turned = event.startsWith("<") ? ">" : event.startsWith(">") ? "<" : "-";
      all.add(turned + event.substring(1));
    }
    lines(day, "SEND", "To Internet", "10.0.0.11:4711," + ip + ":25", all);
  }

  private static void lines(
      int day, String kind, String connector, String ends, List<String> events) {
    List<String> lines =
        LINES.computeIfAbsent(
            "EX1/%s202603%02d-1.LOG".formatted(kind, day), any -> new ArrayList<>());
    String id = "08DC%012d".formatted(++sessions);
    for (int i = 0; i < events.size(); i++) {
      lines.add(
          "2026-03-%02dT11:%02d:%02d.000Z,%s,%s,%d,%s,%s"
              .formatted(day, sessions % 60, i, connector, id, i, ends, events.get(i)));
    }
  }

  /** Some columns of the answer to a question, in its order. */
  private static List<String> answer(int question, String... columns) throws AnalysisException {
    Answer answer = session.ask(Statement.of("questions " + question));
    assertThat(answer.doubts()).isEmpty();
    List<String> rows = new ArrayList<>();
    answer
        .values()
        .forEachRemaining(
            row ->
                rows.add(
                    Arrays.stream(columns)
                        .map(column -> String.valueOf(row.get(answer.columns().indexOf(column))))
                        .collect(Collectors.joining("|"))));
    return rows;
  }

  @Test
  void printersThatSendWithTls10AndTheirConnectors() throws AnalysisException {
    assertThat(answer(1, "client", "client_name", "program", "server", "connector", "sessions"))
        .containsExactly(
            "10.0.1.9|BRN001BA9123457|Brother|EX1|Relay|1", "10.0.1.7|NPI5A1B2C|HP|EX1|Printers|1");
  }

  @Test
  void theShareOfEachVersionPerWeekAndServer() throws AnalysisException {
    assertThat(
            answer(
                2,
                "week",
                "server",
                "role",
                "protocol",
                "tls_version",
                "share",
                "requests",
                "clients"))
        .filteredOn(row -> row.contains("|EX2|"))
        .containsExactly(
            "2026-03-09|EX2|client|ews|TLS 1.1|0.5|2|1",
            "2026-03-09|EX2|client|ews|TLS 1.2|0.5|2|1",
            "2026-03-02|EX2|client|ews|TLS 1.1|1.0|6|1");
    assertThat(answer(2, "week", "server", "role", "protocol", "tls_version", "share"))
        .filteredOn(row -> row.contains("|activesync|"))
        .containsExactly(
            "2026-03-09|EX1|client|activesync|TLS 1.0|0.3333",
            "2026-03-09|EX1|client|activesync|TLS 1.2|0.6667",
            "2026-03-09|EX1|proxy|activesync|TLS 1.0|0.5",
            "2026-03-09|EX1|proxy|activesync|TLS 1.2|0.5",
            "2026-03-02|EX1|client|activesync|TLS 1.2|1.0");
  }

  @Test
  void partnersThatAreSentToWithTls10() throws AnalysisException {
    assertThat(answer(3, "partner", "client", "client_name", "sessions"))
        .containsExactly("partner.example|192.0.2.51|mx.partner.example|1");
  }

  @Test
  void usersWithOldPhonesAlsoBehindTheProxy() throws AnalysisException {
    assertThat(answer(4, "user_name", "protocol", "status", "tls_ends"))
        .containsExactly(
            "bob|activesync|legacy-only|[EX1]",
            "alice|activesync|unknown|[KEMP-1]",
            "eve|activesync|unknown|[KEMP-1]");
  }

  @Test
  void whatChangedOnTheLogsLastDay() throws AnalysisException {
    assertThat(
            answer(5, "as_of", "change", "party", "protocol", "program", "status_before", "status"))
        .containsExactly("2026-03-10|new-legacy|ivy|ews|python-requests 2|null|legacy-only");
  }

  @Test
  void daysOfServersWithoutLogs() throws AnalysisException {
    assertThat(answer(6, "observed_on", "day_of_week", "server", "direction", "family"))
        .containsExactly("2026-03-06|6|EX1|outbound|smtp", "2026-03-05|5|EX2|inbound|http");
  }

  @Test
  void programsThatUseTls10WhateverTheirBuild() throws AnalysisException {
    assertThat(answer(7, "program", "kind", "parties", "requests"))
        .startsWith("Outlook 14 on Windows 7|mail-client|2|2", "Java 7|library|1|2")
        .containsExactlyInAnyOrder(
            "Outlook 14 on Windows 7|mail-client|2|2",
            "Java 7|library|1|2",
            "iOS Accounts 11 on iOS|mobile|1|1",
            "python-requests 2|library|1|1",
            "HP|device|1|1",
            "Brother|device|1|1",
            "null|unknown|1|1");
  }

  @Test
  void whoseHandshakesFail() throws AnalysisException {
    assertThat(
            answer(
                8, "direction", "client", "client_name", "connector", "failure_class", "failures"))
        .containsExactly("inbound|192.0.2.66|mx.bad.example|Default|version|1");
  }

  @Test
  void mailsInClearPerConnector() throws AnalysisException {
    assertThat(answer(9, "server", "direction", "connector", "mails", "parties"))
        .containsExactlyInAnyOrder(
            "EX1|inbound|Relay|3|2", "EX1|inbound|Default|1|1", "EX1|outbound|To Internet|1|1");
  }

  @Test
  void whoUses3DesOrRc4() throws AnalysisException {
    assertThat(answer(10, "party", "program", "protocol", "server", "cipher", "requests"))
        .containsExactly("kim|Java 7|ews|EX1|3DES|2", "lou|Java 6|ews|EX1|RC4|1");
  }

  @Test
  void sinceWhenEachServerHasShownTls12() throws AnalysisException {
    assertThat(answer(11, "server", "direction", "family", "first_day"))
        .containsExactly(
            "EX1|inbound|http|2026-03-02",
            "EX1|inbound|smtp|2026-03-02",
            "EX1|outbound|smtp|2026-03-02",
            "EX2|inbound|http|2026-03-03");
  }

  /** A question's row leads to the line of the log, in the words that the shell takes. */
  @Test
  void theProofOfAClientIsItsLine() throws Exception {
    List<String> bobs =
        answer(12, "user_name", "oldest_version", "proof").stream()
            .filter(row -> row.startsWith("bob|"))
            .toList();
    assertThat(bobs).hasSize(1);
    String proof = bobs.get(0).substring("bob|TLS 1.0|".length());

    Command line = Command.run("proof", proof);

    assertThat(line.exitCode()).as(line.err()).isZero();
    assertThat(line.out()).contains(" bob 198.51.100.2 " + PHONE + " 200 40 6610 8004 ae06");
    assertThat(answer(12, "client"))
        .contains("10.0.1.20", "198.51.100.9")
        .doesNotContain("192.0.2.10", "198.51.100.4");
  }

  @Test
  void theShellShowsTheQueryTheAnswerAndHowToReadIt() throws IOException {
    Question failing = Question.ALL.get(7);

    assertThat(typed("questions 8").replaceAll("\\s+", " "))
        .containsSubsequence(
            failing.asks(),
            failing.query() + ";",
            "mx.bad.example",
            "1 row, ",
            String.valueOf(failing.hint()));
  }

  @Test
  void eachIsOneLineThatTheShellTakesAsItIs() throws IOException {
    for (Question question : Question.ALL) {
      assertThat(question.query()).doesNotContain("\n", ";");
      assertThat(typed(question.query() + ";")).containsPattern("[1-9]\\d* rows?, ");
    }
  }

  private static String typed(String line) throws IOException {
    ByteArrayOutputStream seen = new ByteArrayOutputStream();
    try (Terminal terminal =
        TerminalBuilder.builder()
            .system(false)
            .type(Terminal.TYPE_DUMB)
            .encoding(StandardCharsets.UTF_8)
            .streams(new ByteArrayInputStream((line + "\n").getBytes(StandardCharsets.UTF_8)), seen)
            .build()) {
      new Shell(
              terminal,
              null,
              session,
              (name, out) -> out.println(name),
              RowOutput.Format.table,
              Progress.unseen())
          .run();
    }
    return seen.toString(StandardCharsets.UTF_8).replace("\r", "");
  }
}
