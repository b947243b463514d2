package org.tlssunset.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A command of tls-sunset's as a process of its own, whatever came of it.
 *
 * @param seconds from the launcher's start to the end
 * @param peakBytes of resident memory, the most that was seen
 */
record ColdRun(int exitCode, double seconds, long peakBytes) {

  /** Makes the command that works in a folder. */
  interface In {
    ProcessBuilder command(Path folder) throws IOException;
  }

  /**
   * Runs it; its standard output is thrown away.
   *
   * @param home where the folder is made, which is gone afterwards
   */
  static ColdRun of(Path home, In in) throws IOException {
    Path folder = Files.createTempDirectory(Files.createDirectories(home), "run");
    try (Laps laps = new Laps(folder)) {
      ProcessBuilder command = in.command(folder).redirectOutput(ProcessBuilder.Redirect.DISCARD);
      int exitCode = Processes.run(command, laps).exitCode();
      laps.reached(Step.CLIENTS);
      Laps.Lap lap = laps.laps().get(0);
      return new ColdRun(exitCode, lap.seconds(), lap.peak());
    } finally {
      Folders.delete(folder);
    }
  }

  /** Whether all was done, if not with every line. */
  boolean isDone() {
    return exitCode == 0 || exitCode == 3;
  }
}
