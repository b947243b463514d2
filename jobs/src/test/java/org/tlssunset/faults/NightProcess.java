package org.tlssunset.faults;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.tlssunset.cli.TlsSunset;

/** {@code nightly} in a process of its own, to be killed. */
final class NightProcess {

  private static final int LONGEST_MINUTES = 10;

  private final Path errors;
  private final Process process;

  private NightProcess(Path errors, Process process) {
    this.errors = errors;
    this.process = process;
  }

  /**
   * Starts a night.
   *
   * @param folder takes what it prints
   */
  static NightProcess start(Path folder, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Xmx1g"));
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--"))
        .forEach(command::add);
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), TlsSunset.class.getName()));
    command.addAll(List.of(arguments));
    Path errors = Files.createTempFile(folder, "night", ".txt");
    return new NightProcess(
        errors,
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(errors.toFile())
            .start());
  }

  /**
   * Kills it after a while, as {@code kill -9} does.
   *
   * @return whether it was still running then
   */
  boolean killAfter(Duration delay) throws InterruptedException {
    boolean ended = process.waitFor(delay.toMillis(), TimeUnit.MILLISECONDS);
    process.destroyForcibly();
    process.waitFor();
    return !ended;
  }

  /**
   * Waits for its end.
   *
   * @return its exit code
   */
  int end() throws InterruptedException {
    if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IllegalStateException("the night does not end");
    }
    return process.exitValue();
  }

  /** What it printed on standard error. */
  String errors() throws IOException {
    return Files.readString(errors);
  }
}
