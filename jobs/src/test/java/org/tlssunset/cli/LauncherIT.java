package org.tlssunset.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher as users meet it: from any folder, through links, with blanks in paths. */
class LauncherIT {

  private static final Path JOBS = Path.of("").toAbsolutePath();

  private static final String LOG =
      """
      #Fields: date time s-ip cs-method cs-uri-stem s-port c-ip
      2024-05-01 10:00:00 10.0.0.9 GET /owa/ 443 192.0.2.7
      2024-05-01 10:0
      """;

  @TempDir private Path folder;

  /** A copy of what is installed, below a folder with a blank in its name. */
  private Path launcher;

  @BeforeEach
  void install() throws IOException {
    Path jobs = Files.createDirectories(folder.resolve("some where").resolve("jobs"));
    launcher = Files.copy(JOBS.resolve("tls-sunset"), jobs.resolve("tls-sunset"));
    launcher.toFile().setExecutable(true);
    Path target = Files.createDirectory(jobs.resolve("target"));
    Files.createLink(
        target.resolve("tls-sunset-jobs.jar"), JOBS.resolve("target/tls-sunset-jobs.jar"));
    for (String jars : List.of("lib", "spark")) {
      Files.createSymbolicLink(target.resolve(jars), JOBS.resolve("target").resolve(jars));
    }
    // Classes that are kept ready make no difference to these tests, and take a minute to prepare.
    Files.createFile(target.resolve("classes-" + Runtime.version().feature() + ".jsa"));
  }

  private record Result(int exitCode, String out, String err) {}

  private Result run(String... command) throws Exception {
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    process.getOutputStream().close();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  @Test
  void runsFromAnotherFolderThroughALink() throws Exception {
    Path link =
        Files.createSymbolicLink(folder.resolve("tls"), Path.of("some where/jobs/tls-sunset"));
    Result result = run(link.toString(), "--version");

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out()).startsWith("tls-sunset 0.");
    assertThat(result.err()).isEmpty();
  }

  @Test
  void handsOnArgumentsAndExitCodes() throws Exception {
    Path log = Files.writeString(folder.resolve("a log with 'quotes' & *.log"), LOG);

    Result partly = run(launcher.toString(), "inspect", "--format", "csv", log.toString());
    assertThat(partly.exitCode()).as(partly.err()).isEqualTo(3);
    assertThat(partly.out().lines()).hasSize(2);
    assertThat(partly.out()).contains("192.0.2.7");

    Result wrong = run(launcher.toString(), "inspect", "none.log");
    assertThat(wrong.exitCode()).isEqualTo(2);
    assertThat(wrong.out()).isEmpty();
    assertThat(wrong.err().lines()).hasSize(1);
  }

  @Test
  void replacesTheShellSoThatSignalsArrive() throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
                launcher.toString(), "sql", "--warehouse", folder.toString(), "--verbose")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("killed.txt").toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start(); // waits for its query on standard input
    try {
      while (process.info().command().filter(command -> command.endsWith("java")).isEmpty()
          && process.isAlive()) {
        Thread.sleep(20);
      }
      assertThat(process.descendants()).isEmpty();
      process.destroy(); // SIGTERM
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(128 + 15);
    } finally {
      process.destroyForcibly();
    }
  }

  /** As a person does it, at a terminal: {@code script} is one. */
  @Test
  void whoTypesIsToldWhatIsWaitedForAndWhatAnInterruptionLeaves() throws Exception {
    Path script = Path.of("/usr/bin/script");
    assumeThat(script).exists();
    String command = "'%s' sql --warehouse '%s'".formatted(launcher, folder);
    ProcessBuilder builder =
        new ProcessBuilder(script.toString(), "-qefc", command, "/dev/null")
            .redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    try (BufferedReader screen = process.inputReader(StandardCharsets.UTF_8)) {
      assertThat(screen.readLine()).contains("type a query", "Ctrl-D");
      process.getOutputStream().write(3); // Ctrl-C
      process.getOutputStream().flush();

      assertThat(screen.lines())
          .filteredOn(line -> line.contains("tls-sunset: interrupted: what was committed stays"))
          .hasSize(1);
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(128 + 2);
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void saysWhichJavaIsMissing() throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(launcher.toString(), "--version").redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", folder.toString());
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes());

    assertThat(process.waitFor()).isEqualTo(2);
    assertThat(said.lines().toList())
        .isEqualTo(
            List.of(
                "tls-sunset: JAVA_HOME holds no bin/java: set it to a JDK of version 17 or later"));
  }
}
