package org.tlssunset.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tlssunset.warehouse.TableLog;

/**
 * Rights are lost between two nights: the night ends with a sentence that says where, and once they
 * are given back the tables are those of quiet nights. What may not be read of the archive is
 * named, and the rest goes on.
 *
 * <p>Root may do everything whatever the rights say: there, the nights run without that capability.
 */
@Tag("faults")
class PermissionIT {

  private static final List<String> WITHOUT_CAPABILITY =
      List.of(
          "setpriv",
          "--bounding-set",
          "-dac_override,-dac_read_search",
          "--inh-caps",
          "-dac_override,-dac_read_search");

  @TempDir private Path folder;

  private NightFolder nights;

  private List<String> prefix;

  @Test
  void whatIsMissingIsSaidAndGivingItBackIsTheCure() throws Exception {
    nights = new NightFolder(folder);
    prefix = prefix();
    nights.addDay(1);
    NightProcess first = NightProcess.keepingClasses(folder, nights.night("warehouse"));
    assertThat(first.end()).as(first.errors()).isIn(0, 3);
    assertThat(NightProcess.start(folder, nights.night("quiet")).end()).isIn(0, 3);
    nights.addDay(2);
    Path warehouse = folder.resolve("warehouse");

    // In the order of the night, so that each still finds something to do.
    assertIsNamed(warehouse, "r-xr-xr-x");
    assertIsNamed(warehouse.resolve("client_protocol/_delta_log"), "---------");
    assertIsNamed(TableLog.of(warehouse, "client_protocol_daily").last(), "---------");
    assertIsNamed(warehouse.resolve("_claim"), "r-xr-xr-x");
    assertIsNamed(warehouse.resolve("tls_observations"), "r-xr-xr-x");
    assertIsNamed(warehouse.resolve("ingested_files/_delta_log"), "r-xr-xr-x");
    assertIsNamed(warehouse.resolve("csv"), "r-xr-xr-x");
    theArchivesRestGoesOn();

    assertThat(night("warehouse").exitCode()).isIn(0, 3);
    assertThat(NightProcess.start(folder, nights.night("quiet")).end()).isIn(0, 3);
    assertThat(nights.contents("warehouse")).isEqualTo(nights.contents("quiet"));
  }

  private void theArchivesRestGoesOn() throws Exception {
    Path closed = Files.createDirectory(folder.resolve("archive/closed"));
    Path log = Files.writeString(folder.resolve("archive/u_ex1.log"), "#Fields: date time c-ip\n");
    Set<PosixFilePermission> before = Files.getPosixFilePermissions(closed);
    Files.setPosixFilePermissions(closed, Set.of());
    Files.setPosixFilePermissions(log, Set.of());

    Result night = night("warehouse");

    assertThat(night.exitCode()).as(night.errors()).isEqualTo(3);
    assertThat(night.errors())
        .contains(closed + ": may not be read")
        .contains(log + ": may not be read");
    Files.setPosixFilePermissions(closed, before);
    Files.delete(closed);
    Files.setPosixFilePermissions(log, PosixFilePermissions.fromString("rw-r--r--"));
  }

  private void assertIsNamed(Path path, String rights) throws Exception {
    Set<PosixFilePermission> before = Files.getPosixFilePermissions(path);
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(rights));

    Result night = night("warehouse");

    Files.setPosixFilePermissions(path, before);
    assertThat(night.exitCode()).as("%s: %s", path, night.errors()).isEqualTo(1);
    assertThat(night.errors().lines().toList())
        .as("%s: %s", path, night.errors())
        .filteredOn(line -> line.startsWith("tls-sunset: "))
        .singleElement()
        .asString()
        .contains(path.toString())
        .contains("right")
        .doesNotContain("--verbose");
    assertThat(night.errors()).doesNotContain("\tat ");
  }

  private record Result(int exitCode, String errors) {}

  private Result night(String warehouse) throws Exception {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(NightProcess.command(folder, List.of(), nights.night(warehouse)));
    NightProcess night = NightProcess.start(folder, command);
    return new Result(night.end(), night.errors());
  }

  /** What a command begins with so that rights are heeded. */
  private List<String> prefix() throws Exception {
    Path closed = Files.createDirectory(folder.resolve("trial"));
    Files.setPosixFilePermissions(closed, Set.of());
    if (!Files.isReadable(closed)) {
      return List.of();
    }
    List<String> trial = new ArrayList<>(WITHOUT_CAPABILITY);
    trial.addAll(List.of("ls", closed.toString()));
    boolean isHeeded = false;
    try {
      Process process = new ProcessBuilder(trial).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes());
      isHeeded = process.waitFor(1, TimeUnit.MINUTES) && said.contains("ermission denied");
    } catch (IOException e) {
      isHeeded = false; // there is no setpriv
    }
    assumeTrue(isHeeded, "root's rights cannot be taken away here: run it as another user");
    return WITHOUT_CAPABILITY;
  }
}
