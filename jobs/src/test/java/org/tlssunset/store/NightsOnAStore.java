package org.tlssunset.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tlssunset.ingest.LogFiles.IIS_HEADER;
import static org.tlssunset.ingest.LogFiles.TLS10;
import static org.tlssunset.ingest.LogFiles.TLS12;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tlssunset.endtoend.Command;
import org.tlssunset.endtoend.Warehoused;
import org.tlssunset.ingest.LogFiles;
import org.tlssunset.schema.Tables;
import org.tlssunset.synthetic.ArchiveShape;
import org.tlssunset.synthetic.SyntheticArchive;
import org.tlssunset.synthetic.Truth;
import org.tlssunset.warehouse.ClaimFilesContract;

/** With the archive, the tables or both on a store, the tables are the truth all the same. */
@Timeout(300)
abstract class NightsOnAStore {

  private static final int DONE = 0;
  private static final int PARTLY = 3;

  private static final String ALL = ".*";

  private static final List<String> ODD_NAMES =
      List.of(
          "two words.log",
          "wave 😀 é.log",
          "hash#1.log",
          "percent%20%.log",
          "question?.log",
          "star*[a-b].log",
          "plus+&=~!$'()@;,.log");

  @TempDir Path folder;

  abstract RemoteStore store();

  @Test
  void oneRunAtATime() throws Exception {
    Configuration settings = new Configuration();
    store().settings().forEach(settings::set);
    ClaimFilesContract.holds(store().root() + folder + "/_claim", settings);
  }

  @Test
  void archiveAndTablesThere() throws IOException {
    Path archive = folder.resolve("archive");
    Truth truth =
        SyntheticArchive.write(archive, ArchiveShape.small().withSeed(11).withNasty(true));
    store().upload(archive, ALL);
    String there = store().root() + folder;
    String[] nightly = {
      "nightly",
      "--archive",
      there + "/archive",
      "--warehouse",
      there + "/tables/",
      "--out",
      there + "/out"
    };

    Command night = run(nightly);

    assertThat(night.exitCode()).as(night.err()).isEqualTo(PARTLY);
    Warehoused found = Warehoused.at(there + "/tables", store().root());
    found.assertAre(truth);
    assertThat(store().names(folder + "/out")).containsExactly("client_protocol.csv");
    String csv = store().text(folder + "/out/client_protocol.csv");
    assertThat(csv.lines()).hasSize((int) found.clients().count() + 1);

    Command again = run(nightly);
    assertThat(again.exitCode()).as(again.err()).isEqualTo(PARTLY);
    assertThat(again.out()).contains(" 0 of them new or changed");
    assertThat(store().text(folder + "/out/client_protocol.csv")).isEqualTo(csv);

    Command status =
        run(
            "status",
            "--warehouse",
            there + "/tables",
            "--archive",
            there + "/archive",
            "--format",
            "json");
    assertThat(status.exitCode()).as(status.err()).isEqualTo(PARTLY);
    assertThat(status.out())
        .contains(
            "\"waiting\":{\"new\":0,\"changed\":0,\"outdated\":0,\"unreadable\":0,\"last_line\":0}")
        .contains("\"vanished\":{\"files\":0,")
        .contains("\"killed_batch\":false", "\"rollups_behind\":false");

    Command query =
        run("sql", "--warehouse", there + "/tables", "-e", "SELECT count(*) FROM client_protocol");
    assertThat(query.out().lines().skip(1).map(String::strip))
        .containsExactly("" + found.clients().count());

    Path here = folder.resolve("here");
    Command export = run("export", "--warehouse", there + "/tables", "--out", here.toString());
    assertThat(export.exitCode()).as(export.err()).isEqualTo(DONE);
    assertThat(here.resolve("client_protocol.csv")).hasContent(csv);

    Command inspected = run("inspect", "--format", "json", there + "/archive");
    Command local = run("inspect", "--format", "json", archive.toString());
    assertThat(inspected.exitCode()).as(inspected.err()).isEqualTo(PARTLY);
    assertThat(inspected.out().replace(store().root(), "")).isEqualTo(local.out());
  }

  @Test
  void archiveThereAndTablesHereWhileLogsGrow() throws IOException {
    Path archive = folder.resolve("archive");
    Truth truth = SyntheticArchive.write(archive, ArchiveShape.small().withSeed(12));
    store().upload(archive, ".*26030[23].*");
    Path growing = firstLog(archive, "260304");
    byte[] bytes = Files.readAllBytes(growing);
    store().write(growing.toString(), Arrays.copyOf(bytes, bytes.length / 2));
    String there = store().root() + archive;
    String tables = folder.resolve("tables").toString();
    String[] nightly = {"nightly", "--archive", there, "--warehouse", tables};

    Command first = run(nightly);
    assertThat(first.exitCode()).as(first.err()).isIn(DONE, PARTLY); // the cut line may be damaged
    store().upload(archive, ".*260304.*");
    Command second = run(nightly);

    assertThat(second.exitCode()).as(second.err()).isEqualTo(DONE);
    long later = truth.files().keySet().stream().filter(NightsOnAStore::isOfLastDay).count();
    assertThat(second.out())
        .contains("%d found, %d of them new or changed".formatted(truth.files().size(), later));
    Warehoused.at(tables, store().root()).assertAre(truth);
  }

  @Test
  void archiveHereAndTablesThere() throws IOException {
    Path archive = folder.resolve("archive");
    Truth truth = SyntheticArchive.write(archive, ArchiveShape.small().withSeed(13));
    String tables = store().root() + folder + "/tables";

    Command night = run("nightly", "--archive", archive.toString(), "--warehouse", tables);

    assertThat(night.exitCode()).as(night.err()).isEqualTo(DONE);
    Warehoused.at(tables, "").assertAre(truth);
    assertThat(store().names(folder + "/tables/csv")).containsExactly("client_protocol.csv");
  }

  @Test
  void filesOfAnyNameAreFoundReadAndReplaced() throws IOException {
    String there = store().root() + folder;
    String tables = folder.resolve("tables").toString();
    writeOddNames(TLS10);
    Command first = run("nightly", "--archive", there + "/odd", "--warehouse", tables);
    assertThat(first.exitCode()).as(first.err()).isEqualTo(DONE);
    writeOddNames(TLS12);
    Command second = run("nightly", "--archive", there + "/odd", "--warehouse", tables);

    assertThat(second.out()).contains("%d found, %<d of them new".formatted(ODD_NAMES.size()));
    assertThat(
            Warehoused.at(tables, store().root())
                .tables()
                .read(Tables.TLS_OBSERVATIONS)
                .selectExpr("concat(source_file, '|', tls_version)")
                .collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactlyInAnyOrderElementsOf(
            ODD_NAMES.stream().map(name -> there + "/odd/" + name + "|TLS 1.2").toList());
    assertProofs(there + "/odd/", tables);
    for (String name : ODD_NAMES) {
      Command inspected = run("inspect", "--format", "csv", there + "/odd/" + name);
      assertThat(inspected.exitCode()).as(inspected.err()).isEqualTo(DONE);
      assertThat(inspected.out().lines()).hasSize(2);
    }
  }

  /** The line behind a row is read there, checked or not; a file that is gone is not guessed. */
  private void assertProofs(String folder, String tables) throws IOException {
    for (String name : ODD_NAMES) {
      String line =
          LogFiles.request(
              "2024-05-03 10:00:00", "/owa/", "a", "192.0.2." + ODD_NAMES.indexOf(name), TLS12);
      Command proof = run("proof", folder + name + ":2", "--warehouse", tables);
      assertThat(proof.exitCode()).as(proof.err()).isEqualTo(DONE);
      assertThat(proof.out().strip()).isEqualTo(line);
      assertThat(proof.err()).isEmpty();
    }
    Command missing = run("proof", folder + "none*.log:2");
    assertThat(missing.exitCode()).isEqualTo(2);
    assertThat(missing.err()).contains("none*.log is not there");
  }

  /** Files of one line each, by another client each: no two are the same log. */
  private void writeOddNames(String tls) throws IOException {
    for (int i = 0; i < ODD_NAMES.size(); i++) {
      String line =
          LogFiles.request("2024-05-03 10:00:00", "/owa/", "a", "192.0.2." + i, tls) + "\r\n";
      store()
          .write(
              folder + "/odd/" + ODD_NAMES.get(i),
              (IIS_HEADER + "\r\n" + line).getBytes(StandardCharsets.UTF_8));
    }
  }

  private Command run(String... arguments) throws IOException {
    return store().run(folder, arguments);
  }

  private static boolean isOfLastDay(Path log) {
    return log.getFileName().toString().contains("260304");
  }

  private static Path firstLog(Path archive, String day) throws IOException {
    try (var files = Files.walk(archive)) {
      return files
          .filter(file -> file.getFileName().toString().matches("u_ex" + day + ".*log"))
          .sorted()
          .findFirst()
          .orElseThrow();
    }
  }
}
