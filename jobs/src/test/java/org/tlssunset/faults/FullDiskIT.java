package org.tlssunset.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The disk of one folder after the other is full: each time the night ends with a sentence that
 * says which, and once there is room on all of them the tables are those of quiet nights.
 *
 * <p>The disks are file systems in memory, mounted where nobody else sees them, which takes Linux
 * and the right to (root's, or namespaces of users): without, the test is skipped.
 */
@Tag("faults")
class FullDiskIT {

  /** Folder of the warehouse, and how many KB it has left: for its first file, or for some. */
  private static final List<String> MOMENTS =
      List.of(
          "tls_observations 0",
          "tls_observations 36",
          "rejected_lines 0",
          "ingested_files 28",
          "client_protocol_daily 0",
          "client_protocol 28",
          "csv 0",
          "../temp 0");

  /** Runs a night on each small disk, then one on large ones, and brings the tables out. */
  private static final String SCRIPT =
      """
      cd "$1"
      while read -r folder room; do
        disk=$PWD/warehouse/$folder
        mkdir "$PWD/moved"
        cp -a "$disk/." moved
        mount -t tmpfs -o size=256m tmpfs "$disk"
        cp -a moved/. "$disk"
        rm -r moved
        used=$(df -k --output=used "$disk" | tail -n 1)
        # A size of 0 is no bound.
        mount -o remount,size=$((used + room > 4 ? used + room : 4))k "$disk"
        moment=${folder##*/}.$room
        sh night.sh 2>"err.$moment" </dev/null
        echo "$?" >"exit.$moment"
        ls -A warehouse/csv >"csv.$moment"
        mount -o remount,size=256m "$disk"
      done <moments
      sh night.sh 2>err.end </dev/null
      echo "$?" >exit.end
      cp -a warehouse out
      """;

  @TempDir private Path folder;

  private NightFolder nights;

  @Test
  void whichDiskIsFullIsSaidAndRoomIsTheCure() throws Exception {
    nights = new NightFolder(folder);
    List<String> namespace = namespace().orElse(List.of());
    assumeTrue(!namespace.isEmpty(), "no file system can be mounted here: run it as root on Linux");
    nights.addDay(1);
    NightProcess first = NightProcess.keepingClasses(folder, nights.night("warehouse"));
    assertThat(first.end()).as(first.errors()).isIn(0, 3);
    assertThat(NightProcess.start(folder, nights.night("quiet")).end()).isIn(0, 3);
    nights.addDay(2);
    Files.createDirectory(folder.resolve("temp"));
    List<String> command =
        NightProcess.command(
            folder,
            List.of("-Djava.io.tmpdir=" + folder.resolve("temp")),
            nights.night("warehouse"));
    Files.writeString(
        folder.resolve("night.sh"),
        command.stream()
            .map(word -> "'" + word + "'")
            .collect(Collectors.joining(" ", "exec ", "\n")));
    Files.write(folder.resolve("moments"), MOMENTS);

    List<String> script = new ArrayList<>(namespace);
    script.addAll(List.of("sh", "-c", SCRIPT, "sh", folder.toString()));
    NightProcess.start(folder, script).end();

    for (String moment : MOMENTS) {
      String name = moment.substring(moment.lastIndexOf('/') + 1).replace(' ', '.');
      String said = Files.readString(folder.resolve("err." + name));
      assertThat(Files.readString(folder.resolve("exit." + name)).strip())
          .as("%s: %s", moment, said)
          .isEqualTo("1");
      assertThat(said.lines().toList())
          .as(moment)
          .filteredOn(line -> line.startsWith("tls-sunset: "))
          .singleElement()
          .asString()
          .startsWith(
              "tls-sunset: the disk is full: %s has "
                  .formatted(folder.resolve("warehouse").resolve(moment.split(" ")[0]).normalize()))
          .contains("; make room and run again");
      assertThat(said).as(moment).doesNotContain("\tat ");
      assertThat(Files.readString(folder.resolve("csv." + name)).strip())
          .as(moment)
          .isEqualTo("client_protocol.csv");
    }
    assertThat(Files.readString(folder.resolve("exit.end")).strip())
        .as(Files.readString(folder.resolve("err.end")))
        .isIn("0", "3");
    assertThat(NightProcess.start(folder, nights.night("quiet")).end()).isIn(0, 3);
    assertThat(nights.contents("out")).isEqualTo(nights.contents("quiet"));
  }

  /** What a command begins with that may mount; empty if nothing may. */
  private Optional<List<String>> namespace() throws Exception {
    for (List<String> unshare : List.of(List.of("unshare", "-m"), List.of("unshare", "-Urm"))) {
      List<String> trial = new ArrayList<>(unshare);
      trial.addAll(List.of("mount", "-t", "tmpfs", "tmpfs", folder.toString()));
      try {
        Process process =
            new ProcessBuilder(trial)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0) {
          return Optional.of(unshare);
        }
      } catch (IOException e) {
        return Optional.empty(); // there is no unshare
      }
    }
    return Optional.empty();
  }
}
