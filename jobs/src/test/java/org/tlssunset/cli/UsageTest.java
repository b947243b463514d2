package org.tlssunset.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wrong usage ends at once, with one sentence and exit code 2; help and version with 0. */
class UsageTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo",
        "nightly",
        "ingest",
        "rollup",
        "export",
        "inspect",
        "outreach",
        "proof",
        "sql",
        "status"
      })
  void everyCommandHelpsWithAnExample(String command) {
    Run help = Run.of(command, "--help");

    assertThat(help.exitCode()).isZero();
    assertThat(help.err()).isEmpty();
    assertThat(help.out())
        .contains("Usage: tls-sunset " + command)
        .contains("  tls-sunset " + command);
  }

  @Test
  void tellsItsVersion() {
    Run version = Run.of("--version");

    assertThat(version.exitCode()).isZero();
    assertThat(version.out()).startsWith("tls-sunset ");
  }

  @Test
  void noCommandIsWrongUsage() {
    Run run = Run.of();

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("a command is missing").contains("--help");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "nightli | there is no command nightli: nightly was probably meant",
        "nightli --archive X | there is no command nightli: nightly was probably meant",
        "xyzzy | there is no command xyzzy",
        "nightly --archiv X | there is no option --archiv: --archive was probably meant",
        "nightly --archiv=X | there is no option --archiv: --archive was probably meant",
        "nightly --archive X --warehous=W | there is no option --warehous: --warehouse was probably meant",
        "nightly --warehouse W --archive X --metrix F | there is no option --metrix: --metrics was probably meant",
        "inspect --fromat csv x.log | there is no option --fromat: --format was probably meant",
        "inspect --colour x.log | there is no option --colour",
        "sql --warehouse W SELECT 1 | nothing takes 'SELECT': options begin with --, and a value that holds blanks needs quotes",
        "nightly --warehouse W | Missing required option: '--archive=PATH'",
      })
  void whatNothingHasIsToldWithWhatWasMeant(String command, String sentence) {
    Run run = Run.of(command.split(" "));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines().toList())
        .startsWith("tls-sunset: " + sentence)
        .hasSize(2)
        .last()
        .asString()
        .startsWith("Try 'tls-sunset");
  }

  @Test
  void namesTheOptionThatIsMissing() {
    Run run = Run.of("nightly", "--archive", folder.toString());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--warehouse").doesNotContain("\tat ");
  }

  @Test
  void refusesAnArchiveThatIsNotThere() {
    String missing = folder.resolve("missing").toString();
    Run run = Run.of("nightly", "--archive", missing, "--warehouse", folder + "/warehouse");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).startsWith("tls-sunset: " + missing).contains("check the path");
    assertThat(run.err().lines()).hasSize(1);
    assertThat(folder.resolve("warehouse")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "inspect C:\\logs | /mnt/c/logs",
        "nightly --warehouse /w --archive //EX01/d$ | mount -t cifs",
        "status --warehouse D:/tls | /mnt/d/tls"
      })
  void tellsWhatAPathOfWindowsIsHere(String command, String cure) {
    Run run = Run.of(command.split(" "));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("runs on Linux").contains(cure).contains("docs/operator.md");
  }

  @Test
  void rootDoesNotWriteAmongTheTablesOfAnother() throws IOException {
    Path table = Files.createDirectories(folder.resolve("warehouse/ingested_files"));
    assumeTrue(Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0), "not root");
    Path log = Files.writeString(folder.resolve("u.log"), "x");
    String[] command = {
      "ingest", "--archive", log.toString(), "--warehouse", folder + "/warehouse"
    };

    Files.setAttribute(table, "unix:uid", 12345);
    Run run = Run.of(command);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
    assertThat(run.err())
        .contains("belong to 12345")
        .contains("type setpriv --reuid=12345 --regid=0 --clear-groups jobs/tls-sunset ingest")
        .contains("chown -R root '" + folder + "/warehouse'");
    assertThat(folder.resolve("warehouse/_claim")).doesNotExist();

    Files.setAttribute(table, "unix:uid", 1);
    assertThat(Run.of(command).err())
        .containsPattern("type runuser -u [a-z]+ -- jobs/tls-sunset ingest");
  }

  /** A dead link, a pipe, a packed log without its password. */
  @Test
  void whatNobodyWillMendIsAcknowledged() throws Exception {
    Path archive = Files.createDirectory(folder.resolve("archive"));
    Files.writeString(
        archive.resolve("u.log"),
        "#Fields: date time s-ip cs-method cs-uri-stem s-port c-ip\n"
            + "2024-05-01 10:00:00 10.0.0.9 GET /owa/ 443 192.0.2.7\n");
    Files.createSymbolicLink(archive.resolve("latest"), Path.of("gone"));
    assertThat(new ProcessBuilder("mkfifo", archive + "/pipe").start().waitFor()).isZero();
    Files.write(archive.resolve("secret.zip"), encrypted());
    Path config =
        Files.writeString(
            folder.resolve("own.conf"),
            "tls-sunset { ignore = [latest, \"archive/pi*\", \"*.zip\"] }");

    Run all = Run.of("inspect", archive.toString());
    assertThat(all.exitCode()).as(all.err()).isEqualTo(3);
    assertThat(all.out() + all.err()).contains("latest").contains("pipe").contains("secret.zip");

    Run acknowledged = Run.of("inspect", "--config", config.toString(), archive.toString());
    assertThat(acknowledged.exitCode()).as(acknowledged.err()).isZero();
    assertThat(acknowledged.out() + acknowledged.err()).doesNotContain("secret.zip");
    assertThat(acknowledged.out()).contains("192.0.2.7");
  }

  /** A zip that says of its only file that it is encrypted. */
  private static byte[] encrypted() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("u.log"));
      zip.write(new byte[100]);
    }
    byte[] plain = bytes.toByteArray();
    for (int i = 0; i + 8 < plain.length; i++) {
      if (plain[i] == 'P' && plain[i + 1] == 'K' && plain[i + 2] == 3) {
        plain[i + 6] |= 1; // the flags of the file's own header
      } else if (plain[i] == 'P' && plain[i + 1] == 'K' && plain[i + 2] == 1) {
        plain[i + 8] |= 1; // and of the directory's
      }
    }
    return plain;
  }

  @Test
  void refusesAnEmptyFolder() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Run run =
        Run.of("nightly", "--archive", empty.toString(), "--warehouse", folder + "/warehouse");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(empty + " holds no files");
    assertThat(folder.resolve("warehouse")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nightly --archive A --warehouse _",
        "nightly --archive _ --warehouse W",
        "nightly --archive A --warehouse W --out _",
        "inspect _",
        "inspect A --config _",
        "proof _",
        "demo --dir _"
      })
  void anEmptyPathIsWrongUsage(String command) throws IOException {
    Path log = Files.writeString(folder.resolve("a.log"), "x\n");
    // A script's variable that is not set must not mean the folder that it happens to run in.
    Run run =
        Run.of(
            Arrays.stream(command.split(" "))
                .map(word -> word.equals("_") ? "" : word)
                .map(word -> word.equals("A") ? log.toString() : word)
                .map(word -> word.equals("W") ? folder.resolve("w").toString() : word)
                .toArray(String[]::new));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("a path is empty");
  }

  @Test
  void anAtSignBeginsAFileNameLikeAnyOther() throws IOException {
    Path options = Files.writeString(folder.resolve("a.log"), "--help\n");
    Run run = Run.of("inspect", "@" + options);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("@" + options + " does not exist");
  }

  @Test
  void refusesAWarehouseThatIsAFile() throws IOException {
    Path archive = Files.createDirectory(folder.resolve("archive"));
    Files.writeString(archive.resolve("a.log"), "x\n");
    Path file = Files.writeString(folder.resolve("file"), "no folder");
    Run run = Run.of("nightly", "--archive", archive.toString(), "--warehouse", file.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("nothing can be written to " + file).contains("--warehouse");
    assertThat(run.err().lines()).hasSize(1);
  }

  @Test
  void refusesAnOutThatIsAFileBeforeAnythingIsRead() throws IOException {
    Path archive = Files.createDirectory(folder.resolve("archive"));
    Files.writeString(archive.resolve("a.log"), "x\n");
    Path file = Files.writeString(folder.resolve("file"), "no folder");
    Path warehouse = folder.resolve("warehouse");
    Run run =
        Run.of(
            "nightly",
            "--archive",
            archive.toString(),
            "--warehouse",
            warehouse.toString(),
            "--out",
            file.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("nothing can be written to " + file).contains("--out");
    assertThat(run.err().lines()).hasSize(1);
    assertThat(warehouse).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rollup", "export"})
  void readersRefuseAFolderWithoutTables(String command) {
    Run run = Run.of(command, "--warehouse", folder.resolve("none").toString());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("holds no tables");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "cluster", "local[]", "local[x]", "spark:host", "http://host:7077"})
  void aMasterThatIsNoneIsWrongUsage(String master) {
    Run run = Run.of("rollup", "--warehouse", folder.toString(), "--master", master);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains("'%s' is no master of Spark's: give local[N], ".formatted(master));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"spark://127.0.0.1:9", "spark://127.0.0.1:9,127.0.0.1:70000", "spark://x"})
  void aMasterThatDoesNotAnswerIsToldBeforeSparkStarts(String master) {
    Run run = Run.of("rollup", "--warehouse", folder.toString(), "--master", master);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .isEqualTo(
            "tls-sunset: no Spark master answers at %s: check --master, and that the master runs%n"
                .formatted(master));
  }

  @Test
  void refusesSettingsOfSparksThatAreNotThere() {
    Path none = folder.resolve("none.conf");
    Run run =
        Run.of("rollup", "--warehouse", folder.toString(), "--properties-file", none.toString());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            "tls-sunset: %s cannot be read: check --properties-file or SPARK_CONF_DIR%n"
                .formatted(none));
  }

  @Test
  void aDemoThatMayNotWriteBesideTheProgramNamesTheOptionForAnother() throws IOException {
    Path readOnly = Files.writeString(folder.resolve("target"), "no folder");
    String target = "tls.sunset.target";
    String before = System.setProperty(target, readOnly.toString());
    try {
      Run run = Run.of("demo");

      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.err())
          .isEqualTo(
              "tls-sunset: nothing can be written to %s: give this user the right to, or choose another folder, such as --dir ~/tls-sunset-demo%n"
                  .formatted(readOnly));
    } finally {
      if (before == null) {
        System.clearProperty(target);
      } else {
        System.setProperty(target, before);
      }
    }
  }

  @Test
  void aDemoClearsNoFolderOfSomebodyElse() throws IOException {
    Path precious = Files.writeString(folder.resolve("precious"), "keep");
    Run run = Run.of("demo", "--dir", folder.toString());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("is not empty");
    assertThat(precious).hasContent("keep");
  }

  @Test
  void showsWhereAnErrorCameFromOnlyWhenAsked() {
    String[] command = {"inspect", folder.resolve("missing.log").toString()};
    assertThat(Run.of(command).err()).doesNotContain("\tat ");
    assertThat(Run.of(command[0], command[1], "--verbose").err()).contains("\tat org.tlssunset.");
  }
}
