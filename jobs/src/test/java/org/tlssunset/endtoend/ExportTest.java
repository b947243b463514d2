package org.tlssunset.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tlssunset.ingest.LogFiles.IIS_HEADER;
import static org.tlssunset.ingest.LogFiles.TLS10;
import static org.tlssunset.ingest.LogFiles.TLS12;
import static org.tlssunset.ingest.LogFiles.request;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tlssunset.ingest.LogFiles;
import org.tlssunset.warehouse.SharedSpark;

/** Tables and answers as files. */
class ExportTest {

  private static final String QUERY =
      "SELECT client, user_name, proxy, last_seen FROM client_program ORDER BY client";

  @TempDir static Path folder;

  @BeforeAll
  static void night() throws IOException {
    LogFiles logs = new LogFiles(folder.resolve("archive"));
    logs.write(
        "u1.log",
        IIS_HEADER,
        request("2026-05-19 08:00:00", "/EWS/x", "=cmd()", "198.51.100.3", TLS12),
        request("2026-05-20 08:00:00", "/EWS/x", "bob", "198.51.100.1", TLS10),
        request("2026-05-20 08:00:00", "/EWS/x", "eve", "2001:db8::1", TLS10));
    Command nightly =
        Command.run(
            "nightly",
            "--archive",
            logs.path(),
            "--warehouse",
            folder.resolve("warehouse").toString());
    assertThat(nightly.exitCode()).as(nightly.err()).isZero();
  }

  private static Command export(String... arguments) {
    return Command.run(
        Stream.concat(
                Stream.of("export", "--warehouse", folder.resolve("warehouse").toString()),
                Stream.of(arguments))
            .toArray(String[]::new));
  }

  private static Path exported(String name, String... arguments) {
    Path file = folder.resolve(name);
    Command export =
        export(
            Stream.concat(Stream.of("--out", file.toString()), Stream.of(arguments))
                .toArray(String[]::new));
    assertThat(export.exitCode()).as(export.err()).isZero();
    assertThat(export.out()).contains("3 rows in " + file);
    return file;
  }

  @Test
  void csvIsForSpreadsheets() throws IOException {
    assertThat(Files.readString(exported("all.csv", "-e", QUERY)))
        .isEqualTo(
            "\uFEFFclient,user_name,proxy,last_seen\r\n"
                + "198.51.100.1,bob,,2026-05-20 08:00:00\r\n"
                + "198.51.100.3,'=cmd(),,2026-05-19 08:00:00\r\n"
                + "2001:db8::1,eve,,2026-05-20 08:00:00\r\n");
  }

  @Test
  void jsonIsALineForEachRow() throws IOException {
    assertThat(Files.readAllLines(exported("all.jsonl", "-e", QUERY)))
        .startsWith(
            "{\"client\":\"198.51.100.1\",\"user_name\":\"bob\",\"proxy\":null,\"last_seen\":\"2026-05-20T08:00:00Z\"}")
        .hasSize(3);
  }

  @Test
  void parquetIsOneFileWithTheTypes() throws IOException {
    Path file = exported("all.parquet", "--table", "client_program");

    assertThat(file).isRegularFile();
    assertThat(
            SharedSpark.session()
                .read()
                .parquet(file.toString())
                .where("requests_tls10 = 1 AND last_tls10 = TIMESTAMP'2026-05-20 08:00:00Z'")
                .count())
        .isEqualTo(2);
    try (Stream<Path> beside = Files.list(folder)) {
      assertThat(beside.filter(path -> path.getFileName().toString().contains("all.parquet")))
          .containsExactly(file);
    }
  }

  @Test
  void aFileThatIsThereIsReplaced() throws IOException {
    Path file = folder.resolve("again.csv");
    Files.writeString(file, "old");
    exported("again.csv", "-e", QUERY);

    assertThat(Files.readString(file)).contains("bob").doesNotContain("old");
  }

  @Test
  void eachOwnerGetsAFileAndWhatIsNobodysTheirs() throws IOException {
    Path owners =
        Files.writeString(
            folder.resolve("owners.csv"),
            "network,user,owner,until\n198.51.100.0/24,,Desk/top,\n,eve,Évě,2026-05-20\n,bob,Bob,2026-05-19\n");
    Path out = folder.resolve("owned");

    Command export =
        export(
            "-e",
            QUERY,
            "--format",
            "json",
            "--owners",
            owners.toString(),
            "--out",
            out.toString());

    assertThat(export.exitCode()).as(export.err()).isZero();
    assertThat(export.out()).contains("3 rows in 2 files in " + out);
    try (Stream<Path> files = Files.list(out)) {
      List<String> texts =
          files
              .sorted()
              .map(
                  file -> file.getFileName().toString().replaceAll("-[0-9a-f]{8}", "") + text(file))
              .toList();
      assertThat(texts.get(0))
          .startsWith("Desk_top.json")
          .contains("bob", "cmd")
          .doesNotContain("eve");
      assertThat(texts.get(1)).startsWith("Eve.json").contains("eve").doesNotContain("bob");
    }
    export("-e", QUERY, "--by-owner", "--out", folder.resolve("none").toString());
    assertThat(folder.resolve("none/_unowned.csv")).content().contains("bob", "eve", "cmd");
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void whatIsAskedWronglyIsToldWithACure() {
    String out = folder.resolve("wrong.csv").toString();

    assertThat(export("--table", "legacy_client", "--out", out).err())
        .contains("there is no table legacy_client: legacy_clients was probably meant");
    assertThat(export("--table", "legacy_clients").err()).contains("say where with --out");
    assertThat(export("--format", "json").err()).contains("go with --table or -e");
    assertThat(export("-e", "DELETE FROM client_program", "--out", out).err())
        .contains("sql only reads");
    assertThat(export("-e", "SELECT nothing FROM last_seen", "--out", out).err())
        .contains("there is no column nothing");
    assertThat(export("-e", "SELECT 1 AS one", "--by-owner", "--out", out).err())
        .contains("select one of them");
    assertThat(export("-e", QUERY, "--out", "/proc/nowhere/x.csv").exitCode()).isEqualTo(1);
    assertThat(Path.of(out)).doesNotExist();
  }
}
