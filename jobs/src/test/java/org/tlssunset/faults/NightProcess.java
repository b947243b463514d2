package org.tlssunset.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.tlssunset.cli.TlsSunset;

/**
 * {@code nightly} in a process of its own, started from the packaged jars as the launcher does:
 * with classes that an earlier one has kept ready, which is a third of a small night.
 */
final class NightProcess {

  private static final int LONGEST_MINUTES = 15;
  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final String CLASSES = "classes.jsa";

  private final Path errors;
  private final Process process;

  private NightProcess(Path errors, Process process) {
    this.errors = errors;
    this.process = process;
  }

  /**
   * Starts a night.
   *
   * @param folder takes what it prints; may hold classes of {@link #keepingClasses}
   */
  static NightProcess start(Path folder, String... arguments) throws IOException {
    return start(folder, command(folder, List.of(), arguments));
  }

  /** Starts a night that keeps its classes ready for later ones of the folder, when it ends. */
  static NightProcess keepingClasses(Path folder, String... arguments) throws IOException {
    return start(
        folder,
        command(folder, List.of("-XX:ArchiveClassesAtExit=" + folder.resolve(CLASSES)), arguments));
  }

  /** Starts whatever is a night in the end. */
  static NightProcess start(Path folder, List<String> command) throws IOException {
    Path errors = Files.createTempFile(folder, "night", ".txt");
    return new NightProcess(
        errors,
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(errors.toFile())
            .start());
  }

  /**
   * The command of a night.
   *
   * @param options of the Java virtual machine; they come last
   */
  static List<String> command(Path folder, List<String> options, String... arguments)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                // What is kept ready is closed to the simple compiler: so both, as in the launcher.
                "-XX:Tier4InvocationThreshold=50000",
                "-XX:Tier4MinInvocationThreshold=6000",
                "-XX:Tier4CompileThreshold=150000",
                "-XX:Tier4BackEdgeThreshold=400000",
                // Digits of its own: none of them may reach a file's name or a query.
                "-Duser.language=ar",
                "-Duser.country=EG",
                "-Xlog:disable",
                "-Xlog:all=off",
                "-Xmx1g"));
    if (Files.exists(folder.resolve(CLASSES))) {
      command.add("-XX:SharedArchiveFile=" + folder.resolve(CLASSES));
    }
    opened().forEach(command::add);
    command.addAll(options);
    command.addAll(List.of("-cp", jars(), TlsSunset.class.getName()));
    command.addAll(List.of(arguments));
    return command;
  }

  /** What Spark needs opened: this virtual machine was told. */
  private static Stream<String> opened() {
    return java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--"));
  }

  private static String jars() throws IOException {
    List<String> jars = new ArrayList<>(List.of(TARGET.resolve("tls-sunset-jobs.jar").toString()));
    for (String folder : List.of("lib", "spark")) {
      try (Stream<Path> files = Files.list(TARGET.resolve(folder))) {
        files.map(Path::toString).sorted().forEach(jars::add);
      }
    }
    return String.join(java.io.File.pathSeparator, jars);
  }

  /**
   * Kills it, as {@code kill -9} does, a while after it has taken the warehouse: before that it
   * only starts.
   *
   * @param claimsBefore {@link #claims} before it was started
   * @return whether it was still running then
   */
  boolean killAfter(Path warehouse, long claimsBefore, Duration delay)
      throws IOException, InterruptedException {
    while (process.isAlive() && claims(warehouse) <= claimsBefore) {
      Thread.sleep(5);
    }
    boolean ended = process.waitFor(delay.toMillis(), TimeUnit.MILLISECONDS);
    process.destroyForcibly();
    process.waitFor();
    return !ended;
  }

  /** The number of the warehouse's last claim; 0 if it never had one. */
  static long claims(Path warehouse) throws IOException {
    Path folder = warehouse.resolve("_claim");
    if (!Files.exists(folder)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches("\\d+"))
          .mapToLong(Long::parseLong)
          .max()
          .orElse(0);
    }
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
