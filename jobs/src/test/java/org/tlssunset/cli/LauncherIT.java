package org.tlssunset.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
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
    launcher = Installed.in(folder.resolve("some where"));
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

  /**
   * What begins a command that a user without a name runs, who sees no more of ours than others.
   */
  private List<String> nameless() throws Exception {
    assumeTrue(Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0), "not root");
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")), "setpriv is not installed");
    List<String> user =
        List.of("/usr/bin/setpriv", "--reuid=12345", "--regid=12345", "--clear-groups");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Result seen = run(user, "test", "-r", JOBS.resolve("target/spark").toString());
    assumeTrue(seen.exitCode() == 0, "others may not read " + JOBS);
    return user;
  }

  private Result run(List<String> before, String... command) throws Exception {
    return run(Stream.concat(before.stream(), Stream.of(command)).toArray(String[]::new));
  }

  /** Hadoop wants a name, and containers give numbers. */
  @Test
  void aUserWithoutANameMayAsk() throws Exception {
    Path none = Files.createDirectory(folder.resolve("none"));
    Result asked = run(nameless(), launcher.toString(), "status", "--warehouse", none.toString());

    assertThat(asked.exitCode()).as(asked.err()).isEqualTo(2);
    assertThat(asked.err()).startsWith("tls-sunset: " + none + " holds no tables");
  }

  @Test
  void whoMayNotReadTheTablesIsToldWhatIsMissing() throws Exception {
    List<String> analyst = nameless();
    Path tables = Files.createDirectory(folder.resolve("tables"));
    Path table = Files.createDirectories(tables.resolve("client_protocol/_delta_log"));
    String[] status = {launcher.toString(), "status", "--warehouse", tables.toString()};

    Files.setAttribute(tables, "unix:gid", 3000);
    Files.setPosixFilePermissions(tables, PosixFilePermissions.fromString("rwxr-x---"));
    Result closed = run(analyst, status);
    assertThat(closed.exitCode()).as(closed.err()).isEqualTo(1);
    assertThat(closed.err())
        .isEqualTo(
            "tls-sunset: 12345 lacks the right to read %s, of root: as root, type usermod -aG 3000 12345, then log in anew%n"
                .formatted(tables));
    String[] below = {
      launcher.toString(), "status", "--warehouse", tables.resolve("x/y").toString()
    };
    assertThat(run(analyst, below).err())
        .isEqualTo(
            "tls-sunset: 12345 lacks the right to enter %s, of root: as root, type usermod -aG 3000 12345, then log in anew%n"
                .formatted(tables));

    Files.setPosixFilePermissions(tables, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.setPosixFilePermissions(table, PosixFilePermissions.fromString("rwx------"));
    assertThat(run(analyst, status).err())
        .startsWith(
            "tls-sunset: 12345 lacks the right to read 1 of the 3 files and folders in %s, the first being %s, of root: as root, type chmod -R g+rX '%s' and usermod -aG 3000 12345, then log in anew"
                .formatted(tables, table, tables));

    Files.setAttribute(tables, "unix:gid", 0); // nobody is to join root's
    assertThat(run(analyst, status).err())
        .contains("type chgrp -R GROUP '%s' and chmod -R g+rX '%s'".formatted(tables, tables));
  }

  /** After somebody else has written among them. */
  @Test
  void whoseTablesTheyAreIsToldWhichOnesHeMayNoLongerUse() throws Exception {
    List<String> service = nameless();
    Path tables = Files.createDirectory(folder.resolve("tables"));
    Path claim = Files.createDirectory(tables.resolve("_claim"));
    Files.setPosixFilePermissions(claim, PosixFilePermissions.fromString("rwx------"));
    Files.setAttribute(tables, "unix:uid", 12345);
    Path log = Files.writeString(folder.resolve("u.log"), LOG);

    Result night =
        run(
            service,
            launcher.toString(),
            "nightly",
            "--archive",
            log.toString(),
            "--warehouse",
            tables.toString());

    assertThat(night.exitCode()).as(night.err()).isEqualTo(1);
    assertThat(night.err())
        .contains(
            "tls-sunset: 12345 lacks the right to use 1 of the 2 files and folders in %s, the first being %s, of root: as root, type chown -R 12345 '%s'; and run again"
                .formatted(tables, claim, tables));
  }

  @Test
  void aTemporaryFolderWithoutProgramsIsNamed() throws Exception {
    Path temporary = Files.createDirectory(folder.resolve("noexec"));
    Process mount =
        new ProcessBuilder("mount", "-t", "tmpfs", "-o", "noexec", "tmpfs", temporary.toString())
            .redirectErrorStream(true)
            .start();
    assumeTrue(mount.waitFor() == 0, "this user may not mount");
    try {
      Path log = folder.resolve("u.log.zst");
      try (OutputStream packed = new ZstdOutputStream(Files.newOutputStream(log))) {
        packed.write(LOG.getBytes(StandardCharsets.UTF_8));
      }
      Result read =
          run(
              List.of("env", "TMPDIR=" + temporary),
              launcher.toString(),
              "inspect",
              log.toString());

      assertThat(read.exitCode()).as(read.err()).isEqualTo(1);
      assertThat(read.err())
          .startsWith("tls-sunset: a library cannot be loaded (")
          .contains("noexec, for example TMPDIR=/var/tmp")
          .doesNotContain("--verbose");
    } finally {
      new ProcessBuilder("umount", temporary.toString()).start().waitFor();
    }
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

  /**
   * As a person does it, at a terminal: {@code script} is one. Where the tests themselves were
   * started with interruptions ignored, as a shell starts what is to run beside it, none comes.
   */
  @Test
  @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void whoTypesIsToldWhatIsWaitedForAndWhatAnInterruptionLeaves() throws Exception {
    Path script = Path.of("/usr/bin/script");
    assumeThat(script).exists();
    String command = "'%s' sql --warehouse '%s' > /dev/null".formatted(launcher, folder);
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
