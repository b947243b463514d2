package org.tlssunset.bench;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Other processes: whether a command is there, what it prints, how much memory it takes. */
final class Processes {

  private static final String RESIDENT = "VmRSS:";
  private static final int BYTES_PER_KILOBYTE = 1024;

  private Processes() {}

  /** Whether all these commands are on the PATH. */
  static boolean has(String... commands) {
    List<Path> folders =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .map(Path::of)
            .toList();
    return Arrays.stream(commands)
        .allMatch(
            command ->
                folders.stream().anyMatch(folder -> Files.isExecutable(folder.resolve(command))));
  }

  /**
   * How a command ended.
   *
   * @param output its standard output
   */
  record Ended(int exitCode, String output) {}

  /**
   * Runs a command that must not fail.
   *
   * @return its standard output
   * @throws IOException if it fails
   */
  static String output(ProcessBuilder command, Laps laps) throws IOException {
    Ended ended = run(command, laps);
    if (ended.exitCode() != 0) {
      throw new IOException("%s: exit code %d".formatted(command.command(), ended.exitCode()));
    }
    return ended.output();
  }

  /**
   * Runs a command to its end. Its standard error goes to this process's.
   *
   * @param laps told how to know the memory of the command and all that it starts
   * @throws IOException if it cannot be started
   */
  static Ended run(ProcessBuilder command, Laps laps) throws IOException {
    Process process = command.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try {
      laps.memory(() -> memory(process.toHandle()));
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Ended(process.waitFor(), output);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      process.descendants().forEach(ProcessHandle::destroy);
      process.destroy();
    }
  }

  /** Resident bytes of a process and its descendants; shared pages count for each. */
  private static long memory(ProcessHandle process) {
    return Stream.concat(
            Stream.of(process), process.descendants().filter(child -> !isStillItsParent(child)))
        .mapToLong(Processes::resident)
        .sum();
  }

  /** Whether it has not begun a program of its own: its memory is still its parent's. */
  private static boolean isStillItsParent(ProcessHandle child) {
    Optional<String> program = child.info().command();
    return program.isPresent()
        && program.equals(child.parent().flatMap(parent -> parent.info().command()));
  }

  private static long resident(ProcessHandle process) {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
      return lines
          .filter(line -> line.startsWith(RESIDENT))
          .mapToLong(
              line ->
                  Long.parseLong(line.substring(RESIDENT.length()).replace("kB", "").strip())
                      * BYTES_PER_KILOBYTE)
          .findFirst()
          .orElse(0);
    } catch (IOException | RuntimeException e) {
      return 0; // It has ended; or this is no Linux.
    }
  }
}
