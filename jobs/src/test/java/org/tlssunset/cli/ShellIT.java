package org.tlssunset.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tlssunset.ingest.LogFiles.IIS_HEADER;
import static org.tlssunset.ingest.LogFiles.TLS10;
import static org.tlssunset.ingest.LogFiles.request;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tlssunset.endtoend.Command;
import org.tlssunset.ingest.LogFiles;

/** The shell at a terminal: completion, Ctrl-C, Ctrl-D and the history. */
class ShellIT {

  private static final Path JOBS = Path.of("").toAbsolutePath();

  @TempDir private Path folder;

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void whatIsTypedIsAnswered() throws Exception {
    LogFiles logs = new LogFiles(folder.resolve("archive"));
    logs.write(
        "u1.log",
        IIS_HEADER,
        request("2026-05-20 08:00:00", "/EWS/x", "bob", "198.51.100.1", TLS10));
    String warehouse = folder.resolve("warehouse").toString();
    Command nightly = Command.run("nightly", "--archive", logs.path(), "--warehouse", warehouse);
    assertThat(nightly.exitCode()).as(nightly.err()).isZero();

    Process typing =
        new ProcessBuilder(
                "python3",
                JOBS.resolve("src/test/terminal/shell.py").toString(),
                Installed.in(folder).toString(),
                warehouse,
                folder.resolve("state").toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(typing.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(typing.waitFor()).as(said).isZero();
    assertThat(Files.readString(folder.resolve("state/tls-sunset/sql_history"))).contains("still ");
  }
}
