package org.tlssunset.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tlssunset.ingest.LogFiles.IIS_HEADER;
import static org.tlssunset.ingest.LogFiles.TLS10;
import static org.tlssunset.ingest.LogFiles.TLS12;
import static org.tlssunset.ingest.LogFiles.received;
import static org.tlssunset.ingest.LogFiles.request;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tlssunset.ingest.LogFiles;
import org.tlssunset.ingest.Nights;
import org.tlssunset.schema.Tables;
import org.tlssunset.steps.DerivedTables;
import org.tlssunset.upkeep.Maintenance;
import org.tlssunset.upkeep.RetentionSettings;
import org.tlssunset.warehouse.Warehouse;

/** A person who is to be forgotten is in no table afterwards; all others are as they were. */
class ForgetTest {

  @TempDir private Path folder;

  private LogFiles archive;
  private Nights nights;
  private Warehouse warehouse;

  @BeforeEach
  void aNight() throws IOException {
    archive = new LogFiles(folder.resolve("archive"));
    nights = new Nights(folder.resolve("warehouse"));
    warehouse = nights.warehouse();
  }

  /** What all tables hold, as one text. */
  private String everything() {
    Map<String, List<String>> contents = Nights.contents(warehouse);
    return String.join(
        "\n", contents.values().stream().flatMap(List::stream).toArray(String[]::new));
  }

  @Test
  void aUserIsInNoTableAndTheCountsAreTheOthers() throws IOException {
    String others =
        request("2024-05-03 10:00:01", "/EWS/x", "bob", "192.0.2.1", TLS10)
            + "\r\n"
            + request("2024-05-04 10:00:01", "/EWS/x", "bob", "192.0.2.1", TLS12);
    String[] lines = {
      IIS_HEADER,
      request("2024-05-03 10:00:02", "/EWS/x", "CORP\\Alice", "192.0.2.1", TLS10),
      request("2024-05-03 10:00:03", "/EWS/x", "CORP\\Alice", "192.0.2.2", TLS12),
      others,
      "damaged CORP\\alice",
      "damaged CORP\\alice2"
    };
    archive.write("u1.log", lines);
    archive.write("u1.log.gz", LogFiles.gzip(lines));
    nights.run(archive);

    Command forget = forget("--user", "corp\\alice", "--format", "csv");

    assertThat(forget.exitCode()).as(forget.err()).isZero();
    assertThat(forget.out().lines())
        .containsExactly(
            "source_file,observations,rejected_lines,open_sessions,copy_of",
            archive.path("u1.log") + ",2,1,0,",
            archive.path("u1.log.gz") + ",0,0,0," + archive.path("u1.log"));
    assertThat(forget.err()).contains("tls_observations: 2 rows", "client_protocol_daily: 2 rows");
    assertThat(everything()).doesNotContainIgnoringCase("alice|").doesNotContain("Alice]");
    assertThat(nights.rows(Tables.REJECTED_LINES, "text")).containsExactly("damaged CORP\\alice2");
    // The rollups are those of a warehouse that never saw her.
    LogFiles without = new LogFiles(folder.resolve("without"));
    without.write("u1.log", IIS_HEADER, others);
    Nights never = new Nights(folder.resolve("never"));
    never.run(without);
    for (var table : List.of(Tables.CLIENT_PROTOCOL_DAILY, Tables.CLIENT_PROTOCOL)) {
      String[] columns =
          table.columnNames().stream()
              .filter(name -> !name.contains("proof"))
              .toArray(String[]::new);
      assertThat(nights.rows(table, columns)).isEqualTo(never.rows(table, columns));
    }
    assertThat(Files.readString(folder.resolve("warehouse/csv/client_protocol.csv")))
        .contains("bob")
        .doesNotContainIgnoringCase("alice");
    // Nothing of it is read again, and forgetting once more changes nothing.
    assertThat(nights.run(archive).read()).isZero();
    Map<String, List<String>> before = Nights.contents(warehouse);
    assertThat(forget("--user", "corp\\alice", "--log-format", "json").err())
        .contains("\"level\":\"INFO\"", "tls_observations: 0 rows")
        .doesNotContain("WARN");
    assertThat(Nights.contents(warehouse)).isEqualTo(before);
  }

  @Test
  void aClientIsInNoTableNorInAnOpenSession() throws IOException {
    archive.write(
        "RECV1.LOG",
        received("2024-05-03T10:00:00.000Z", "08D1", 0, "+,,"),
        received("2024-05-03T10:00:01.000Z", "08D1", 1, "<,EHLO pc.example,"),
        received("2024-05-03T10:00:01.000Z", "08D1", 2, "damaged"));
    archive.write(
        "u1.log",
        IIS_HEADER,
        request("2024-05-03 10:00:02", "/EWS/x", "bob", "192.0.2.7", TLS10),
        request("2024-05-03 10:00:02", "/EWS/x", "bob", "192.0.2.77", TLS10),
        "damaged 192.0.2.7, and more",
        "damaged 192.0.2.77");
    nights.run(archive);
    assertThat(nights.rows(Tables.INGESTED_FILES, "open_sessions").toString())
        .contains("192.0.2.7");

    Command forget = forget("--client", "::ffff:192.0.2.7");

    assertThat(forget.exitCode()).as(forget.err()).isZero();
    assertThat(forget.err()).contains("ingested_files: 1 rows", "rejected_lines: 2 rows");
    assertThat(forget.out().lines())
        .anyMatch(line -> line.matches(".*RECV1\\.LOG +1 +1 +1 +NULL"))
        .anyMatch(line -> line.matches(".*u1\\.log +1 +1 +0 +NULL"));
    assertThat(everything().lines())
        .noneMatch(line -> line.matches(".*192\\.0\\.2\\.7([^7].*|)"))
        .anyMatch(line -> line.contains("192.0.2.77"));
    assertThat(nights.rows(Tables.CLIENT_PROTOCOL, "client_ip", "requests"))
        .containsExactly("192.0.2.77|1");
    assertThat(nights.run(archive).read()).isZero();
  }

  /** As the bytes are visible, and as a code page reads them. */
  @Test
  void namesThatAreNoUtf8AreFoundInEverySpelling() throws IOException {
    String row = request("2024-05-03 10:00:01", "/EWS/x", "CORP\\M\u00fcller", "192.0.2.1", TLS10);
    String other = request("2024-05-03 10:00:01", "/EWS/x", "CORP\\Miller", "192.0.2.1", TLS10);
    for (String name : new String[] {"CORP\\m\\xfcller", "CORP\\M\u00dcLLER"}) {
      boolean isVisible = name.contains("xfc");
      String damaged = "damaged %s CORP\\m\u00fcller".formatted(isVisible ? "first" : "then");
      archive.write(
          "u1.log",
          String.join("\r\n", IIS_HEADER, row, other, "")
              .getBytes(isVisible ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8));
      archive.write(
          "u2.log",
          String.join("\r\n", IIS_HEADER, damaged, "").getBytes(StandardCharsets.ISO_8859_1));
      nights.run(archive);
      String shown = isVisible ? "CORP\\M\\xfcller" : "CORP\\M\u00fcller";
      assertThat(nights.rows(Tables.TLS_OBSERVATIONS, "user_name"))
          .containsExactlyInAnyOrder(shown, "CORP\\Miller");

      Command forget = forget("--user", name, "--format", "csv");

      assertThat(forget.exitCode()).as(forget.err()).isZero();
      assertThat(forget.out().lines())
          .contains(archive.path("u1.log") + ",1,0,0,", archive.path("u2.log") + ",0,1,0,");
      assertThat(nights.rows(Tables.TLS_OBSERVATIONS, "user_name")).containsExactly("CORP\\Miller");
      assertThat(nights.rows(Tables.REJECTED_LINES, "text")).isEmpty();
      assertThat(everything()).doesNotContainIgnoringCase("ller|2").contains("Miller");
      archive.delete("u1.log");
      archive.delete("u2.log");
    }
  }

  /** Zoe's log was cleaned of her before: no row of its tells of her any more. */
  @Test
  void noFileOfTheWarehouseHoldsThemOnceItIsMaintained() throws IOException {
    String others = request("2024-05-01 10:00:02", "/EWS/x", "carl", "198.51.100.1", TLS12);
    archive.write(
        "u0.log",
        IIS_HEADER,
        request("2024-05-01 10:00:01", "/EWS/x", "zoe", "203.0.113.9", TLS10),
        "damaged zoe",
        others);
    nights.run(archive);
    archive.write("u0.log", IIS_HEADER, others);
    for (int night = 1; night <= 2; night++) {
      archive.write(
          "u" + night + ".log",
          IIS_HEADER,
          request(
              "2024-05-0%d 10:00:01".formatted(night),
              "/EWS/x",
              "CORP\\Alice",
              "203.0.113.7",
              TLS10),
          request(
              "2024-05-0%d 10:00:02".formatted(night), "/EWS/x", "robertina", "2001:db8::7", TLS10),
          request("2024-05-0%d 10:00:03".formatted(night), "/EWS/x", "carl", "198.51.100.1", TLS12),
          "damaged CORP\\alice at 2001:0DB8:0::7");
      archive.write(
          "RECV%d.LOG".formatted(night),
          received("2024-05-0%dT10:00:00.000Z".formatted(night), "08D1", night, "+,,"),
          received("2024-05-0%dT10:00:01.000Z".formatted(night), "08D1", 5 + night, "<,EHLO x,"));
      nights.run(archive);
    }
    String[] theirs = {
      "alice",
      "203.0.113.7",
      "2001:db8::7",
      "2001:0DB8:0::7",
      "192.0.2.7",
      "robertina",
      "zoe",
      "203.0.113.9"
    };
    assertThat(nights.rows(Tables.TLS_OBSERVATIONS, "user_name")).doesNotContain("zoe");
    WarehouseBytes before = files();
    for (String text : theirs) {
      assertThat(before.holding(text)).as(text).isNotEmpty();
    }

    Command forget =
        forget(
            "--user",
            "corp\\alice",
            "--user",
            "Robertina",
            "--user",
            "zoe",
            "--client",
            "203.0.113.9",
            "--client",
            "203.0.113.7",
            "--client",
            "2001:db8::7",
            "--client",
            "192.0.2.7");
    assertThat(forget.exitCode()).as(forget.err()).isZero();
    Command maintain = run("maintain", "--delete-now");

    assertThat(maintain.exitCode()).as(maintain.err()).isZero();
    WarehouseBytes after = files();
    for (String text : theirs) {
      assertThat(after.holding(text)).as(text).isEmpty();
    }
    assertThat(after.holding("carl")).isNotEmpty();
    assertThat(after.holding("198.51.100.1")).isNotEmpty();
    // The next night finds all in order.
    List<String> rejected = nights.rows(Tables.REJECTED_LINES, "*");
    archive.write(
        "u3.log", IIS_HEADER, request("2024-05-03 10:00:01", "/EWS/x", "d", "198.51.100.2", TLS12));
    warehouse.look();
    assertThat(nights.run(archive).read()).isOne();
    assertThat(nights.rows(Tables.CLIENT_PROTOCOL, "client_ip"))
        .containsExactly("198.51.100.1", "198.51.100.2");
    assertThat(nights.rows(Tables.REJECTED_LINES, "*")).isEqualTo(rejected);
    assertThat(run("maintain").out()).doesNotContain("deleted");
  }

  private WarehouseBytes files() throws IOException {
    return WarehouseBytes.of(folder.resolve("warehouse"));
  }

  @Test
  void whereDaysCannotBeCountedAgainTheNameGoes() throws IOException {
    archive.write(
        "u1.log",
        IIS_HEADER,
        request("2024-05-03 10:00:01", "/EWS/x", "bob", "192.0.2.1", TLS10),
        request("2024-05-03 10:00:02", "/EWS/x", "alice", "192.0.2.1", TLS10),
        request("2024-05-03 10:00:03", "/EWS/x", "alice", "192.0.2.2", TLS10));
    nights.run(archive);
    removeObservations();
    assertThat(nights.rows(Tables.TLS_OBSERVATIONS, "client_ip")).isEmpty();

    forget("--user", "ALICE", "--client", "192.0.2.2");

    assertThat(nights.rows(Tables.CLIENT_PROTOCOL_DAILY, "client_ip", "user_names", "requests"))
        .containsExactly("192.0.2.1|[bob]|2");
    assertThat(nights.rows(Tables.CLIENT_PROTOCOL, "client_ip", "user_names", "requests"))
        .containsExactly("192.0.2.1|[bob]|2");
  }

  /** As maintain does when they are too old. */
  private void removeObservations() {
    OptionalInt day = OptionalInt.of(1);
    OptionalInt all = OptionalInt.empty();
    new Maintenance(
            warehouse,
            new RetentionSettings(day, all, all, all, Duration.ofDays(7)),
            LocalDate.of(2024, 6, 1))
        .removeOld();
    DerivedTables.count(warehouse);
  }

  @Test
  void aClientWithoutAnAddressGoesAsItIsShown() throws IOException {
    archive.write(
        "u1.log",
        IIS_HEADER,
        request("2024-05-03 10:00:01", "/EWS/x", "Alice", "10.**.**.168", TLS10),
        request("2024-05-03 10:00:02", "/EWS/x", "bob", "10.**.**.168", TLS10),
        request("2024-05-03 10:00:02", "/EWS/x", "-", "10.**.**.169", TLS10),
        "damaged 10.**.**.168 bob",
        "damaged 10.**.**.168 alice");
    nights.run(archive);

    assertThat(forget("--client", "10.**.**.168 ALICE").exitCode()).isZero();
    assertThat(nights.rows(Tables.CLIENT_PROTOCOL, "client"))
        .containsExactly("10.**.**.168 bob", "10.**.**.169");
    assertThat(nights.rows(Tables.TLS_OBSERVATIONS, "user_name")).containsExactly("bob", "null");
    assertThat(nights.rows(Tables.REJECTED_LINES, "text"))
        .containsExactly("damaged 10.**.**.168 bob");

    assertThat(forget("--user", "BOB").exitCode()).isZero();
    assertThat(nights.rows(Tables.CLIENT_PROTOCOL_DAILY, "client")).containsExactly("10.**.**.169");
  }

  @Test
  void aNameThatTellsAClientApartGoesFromDaysThatCannotBeCountedAgain() throws IOException {
    archive.write(
        "u1.log",
        IIS_HEADER,
        request("2024-05-03 10:00:01", "/EWS/x", "CORP\\alice", "10.**.**.168", TLS10),
        request("2024-05-03 10:00:02", "/EWS/x", "alice", "-", TLS10),
        request("2024-05-03 10:00:03", "/EWS/x", "malice", "10.**.**.168", TLS10));
    nights.run(archive);
    removeObservations();

    forget("--user", "Alice", "--user", "corp\\alice");

    assertThat(nights.rows(Tables.CLIENT_PROTOCOL_DAILY, "client"))
        .containsExactly("10.**.**.168 malice");
    assertThat(nights.rows(Tables.CLIENT_PROTOCOL, "client"))
        .containsExactly("10.**.**.168 malice");
  }

  @Test
  void anAddressGoesFromWhatWasFoundChanged() throws IOException {
    archive.write(
        "u1.log", IIS_HEADER, request("2024-05-01 10:00:01", "/EWS/x", "carl", "192.0.2.9", TLS12));
    nights.run(archive);
    archive.write(
        "u2.log",
        IIS_HEADER,
        request("2024-05-03 10:00:01", "/EWS/x", "alice", "192.0.2.7", TLS10),
        request("2024-05-03 10:00:02", "/EWS/x", "bob", "192.0.2.77", TLS10));
    nights.run(archive);
    assertThat(nights.rows(Tables.CHANGES, "client")).contains("192.0.2.7", "192.0.2.77");

    forget("--client", "192.0.2.7");

    assertThat(nights.rows(Tables.CHANGES, "client")).containsExactly("192.0.2.77");
    assertThat(everything()).doesNotContain("192.0.2.7|");
  }

  /** One person, as one log has it and as another: what was not asked for stays, and is told. */
  @Test
  void otherSpellingsAreToldAndStay() throws IOException {
    archive.write(
        "u1.log",
        IIS_HEADER,
        request("2024-05-03 10:00:01", "/EWS/x", "CORP\\Alice", "192.0.2.1", TLS10),
        request("2024-05-03 10:00:02", "/EWS/x", "alice@corp.example", "192.0.2.1", TLS10),
        request("2024-05-03 10:00:03", "/EWS/x", "alicia", "10.**.**.168", TLS10),
        "damaged alicia");
    nights.run(archive);
    Map<String, List<String>> before = Nights.contents(warehouse);

    Command unknown = forget("--user", "alice");
    assertThat(unknown.exitCode()).isZero();
    assertThat(unknown.err())
        .contains("tls_observations: 0 rows held them")
        .contains("the tables still tell of 'CORP\\Alice', 'alice@corp.example': if that is the")
        .doesNotContain("no log is known", "alicia");

    Command dry = forget("--user", "corp\\alice", "--user", "alicia", "--dry-run");
    assertThat(dry.exitCode()).isZero();
    assertThat(dry.out()).contains("u1.log");
    assertThat(dry.err().lines())
        .containsExactly(
            "outreach_letters: 0 rows hold them",
            "server_tls_settings: 0 rows hold them",
            "plan_summary: 0 rows hold them",
            "plan_clients: 0 rows hold them",
            "client_status: 2 rows hold them",
            "changes: 0 rows hold them",
            "coverage_daily: 0 rows hold them",
            "server_capability: 0 rows hold them",
            "client_server: 2 rows hold them",
            "client_program: 2 rows hold them",
            "client_protocol: 2 rows hold them",
            "client_protocol_daily: 2 rows hold them",
            "usage_earlier: 0 rows hold them",
            "usage_monthly: 0 rows hold them",
            "usage_daily: 2 rows hold them",
            "tls_kinds: 0 rows hold them",
            "programs: 0 rows hold them",
            "matches: 0 rows hold them",
            "host_names: 0 rows hold them",
            "addresses: 0 rows hold them",
            "ingested_files: 0 rows hold them",
            "rejected_lines: 1 rows hold them",
            "inner_clients: 0 rows hold them",
            "tls_observations: 2 rows hold them",
            "the tables tell of 'alice@corp.example': if that is the same person, give each with"
                + " --user, too",
            "1 logs of the archive tell of them, see the list",
            "nothing was changed: without --dry-run they are removed");

    assertThat(forget("--user", "alicla", "--dry-run").err())
        .contains("nobody is called 'alicla' in the tables; near are alicia")
        .contains("no log is known to tell of them");
    Command client = forget("--client", "ALICIA", "--dry-run");
    assertThat(client.exitCode()).isEqualTo(2);
    assertThat(client.err())
        .contains("no client of the tables: these are near: 10.**.**.168 alicia");
    assertThat(Nights.contents(warehouse)).isEqualTo(before);
  }

  @Test
  void whoIsMeantMustBeSaid() {
    assertThat(forget().err()).contains("there is nobody to forget");
    assertThat(forget("--client", "pc.example").err()).contains("'pc.example' is no address");
    assertThat(forget("--user", " ").exitCode()).isEqualTo(2);
  }

  private Command forget(String... arguments) {
    return run("forget", arguments);
  }

  private Command run(String command, String... arguments) {
    return Command.run(
        Stream.concat(
                Stream.of(command, "--warehouse", folder.resolve("warehouse").toString()),
                Stream.of(arguments))
            .toArray(String[]::new));
  }
}
