package org.tlssunset.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tlssunset.endtoend.Command;

/**
 * The report as its readers have it: the command's page in a browser, where {@code report.test.mjs}
 * does what they do and compares every number with the tables'.
 */
class ReportPageIT {

  private static final Path TESTS = Path.of("src/test/browser").toAbsolutePath();

  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  private record Result(int exitCode, String said) {}

  private Result run(Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    Path said = folder.resolve("said.txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(TESTS.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      assertThat(process.waitFor(300, TimeUnit.SECONDS)).as(String.join(" ", command)).isTrue();
      return new Result(process.exitValue(), Files.readString(said));
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static void assumeInstalled(String program) {
    boolean isThere =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .anyMatch(bin -> Files.isExecutable(Path.of(bin, program)));
    assumeTrue(isThere, program + " is not installed");
  }

  /** Whether what is installed is what the lock file names. */
  private static boolean isInstalled() throws IOException {
    Path installed = TESTS.resolve("node_modules/.package-lock.json");
    if (!Files.exists(installed)) {
      return false;
    }
    JsonNode there = JSON.readTree(installed.toFile()).path("packages");
    JsonNode wanted = JSON.readTree(TESTS.resolve("package-lock.json").toFile()).path("packages");
    return wanted.properties().stream()
        .filter(each -> !each.getKey().isEmpty())
        .allMatch(
            each ->
                each.getValue()
                    .path("integrity")
                    .equals(there.path(each.getKey()).path("integrity")));
  }

  private Command command(PageArchive archive, String name, String... arguments) {
    Command run = Command.on(folder.resolve("warehouse"), archive.configuration(), name, arguments);
    // Some of the demo's lines are damaged.
    assertThat(run.exitCode()).as(run.err()).isIn(0, 3);
    return run;
  }

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void thePageTellsWhatTheTablesTellAndDoesWhatItsReadersWant() throws Exception {
    assumeInstalled("node");
    assumeInstalled("npm");
    assumeTrue(Files.isExecutable(CHROMIUM), CHROMIUM + " is not installed");
    PageArchive archive = new PageArchive(folder);
    archive.write();
    command(archive, "nightly", "--archive", archive.earlier());
    command(archive, "nightly", "--archive", archive.earlier(), archive.later());
    Path page = folder.resolve("report.html");
    command(archive, "report", "--out", page.toString(), "--disable", PageTruth.DISABLED);
    Path truth =
        Files.write(
            folder.resolve("truth.json"),
            new PageTruth(
                    folder.resolve("warehouse").toString(), archive.configuration().toString())
                .json());
    if (!isInstalled()) {
      Result installed = run(Map.of(), "npm", "ci", "--prefer-offline");
      assertThat(installed.exitCode()).as(installed.said()).isZero();
    }

    Result tested =
        run(
            Map.of("REPORT_PAGE", page.toString(), "REPORT_TRUTH", truth.toString()),
            "node",
            "--test",
            "report.test.mjs");

    assertThat(tested.exitCode()).as(tested.said()).isZero();
    assertThat(tested.said()).as("tests that ran").containsPattern("pass [1-9]");
  }
}
