package org.tlssunset.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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
      strings = {"demo", "nightly", "ingest", "rollup", "export", "inspect", "sql", "status"})
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
