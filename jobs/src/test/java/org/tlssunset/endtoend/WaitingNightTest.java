package org.tlssunset.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tlssunset.ingest.LogFiles.IIS_HEADER;
import static org.tlssunset.ingest.LogFiles.TLS12;
import static org.tlssunset.ingest.LogFiles.request;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tlssunset.ingest.LogFiles;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.Claim;
import org.tlssunset.warehouse.SharedSpark;
import org.tlssunset.warehouse.Warehouse;

/** A night that another run holds up reads what the archive holds once it is its turn. */
class WaitingNightTest {

  @TempDir private Path folder;

  @Test
  @Timeout(value = 2, unit = TimeUnit.MINUTES)
  void readsWhatCameWhileItWaited() throws Exception {
    LogFiles archive = new LogFiles(folder.resolve("archive"));
    log(archive, "moved.log", "2024-05-03 10:00:00");
    Warehouse warehouse = SharedSpark.emptyWarehouse(folder.resolve("warehouse"));
    FutureTask<Command> night =
        new FutureTask<>(
            () ->
                Command.run(
                    "ingest",
                    "--archive",
                    archive.path(),
                    "--warehouse",
                    folder.resolve("warehouse").toString(),
                    "--wait",
                    "2m"));
    Thread thread = new Thread(night, "night");

    Claim held = warehouse.claim("test", Duration.ZERO, holder -> {});
    try {
      thread.start();
      while (!isWaiting(thread)) {
        Thread.sleep(20);
      }
      archive.delete("moved.log");
      log(archive, "came.log", "2024-05-04 10:00:00");
    } finally {
      held.close();
    }

    assertThat(night.get().exitCode()).as(night.get().err()).isZero();
    warehouse.look();
    assertThat(
            warehouse.read(Tables.INGESTED_FILES).select("path").collectAsList().stream()
                .map(row -> row.getString(0)))
        .containsExactly(archive.path("came.log"));
  }

  /** Whether a thread sleeps until it looks at the claim again. */
  private static boolean isWaiting(Thread thread) {
    StackTraceElement[] stack = thread.getStackTrace();
    return thread.getState() == Thread.State.TIMED_WAITING
        && Arrays.stream(stack).anyMatch(call -> call.getClassName().equals(Claim.class.getName()));
  }

  private static void log(LogFiles archive, String name, String time) throws IOException {
    archive.write(name, IIS_HEADER, request(time, "/EWS/x", "u", "192.0.2.1", TLS12));
  }
}
