package org.tlssunset.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tlssunset.ingest.Requests.hour;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log that is still being written may end in half a line. */
class HalfLinesTest {

  @TempDir Path folder;

  private LogFiles archive;
  private Nights nights;

  @BeforeEach
  void nothing() throws IOException {
    archive = new LogFiles(folder.resolve("archive"));
    nights = new Nights(folder.resolve("warehouse"));
  }

  @Test
  void halfALineWaitsForItsEnd() throws IOException {
    String all = LogFiles.text(hour("03", 2));
    IngestSettings settings = settledAfter(Duration.ofMinutes(5));
    written("u.log", all.substring(0, all.length() - 30), Instant.now());

    IngestReport report = nights.ingest(archive, settings);

    assertThat(report.problems()).isEmpty();
    assertThat(report.counts().lines()).isEqualTo(2);
    assertThat(requests().counted()).containsExactly("u.log|2024-05-03|1");
    assertThat(nights.ingest(archive, settings).read()).isZero();

    written("u.log", all, Instant.now());
    nights.ingest(archive, settings);
    assertThat(requests().counted()).containsExactly("u.log|2024-05-03|2");
  }

  @Test
  void halfALineThatNobodyEndsIsTakenAsItIs() throws IOException {
    String all = LogFiles.text(hour("03", 2));
    Instant written = Instant.now().minusSeconds(10);
    written("u.log", all.substring(0, all.length() - 60), written);
    written("old.log", LogFiles.text(hour("04", 2)).stripTrailing(), Instant.EPOCH);
    nights.ingest(archive, settledAfter(Duration.ofMinutes(5)));
    assertThat(requests().counted()).containsExactly("old.log|2024-05-04|2", "u.log|2024-05-03|1");

    IngestReport report = nights.ingest(archive, settledAfter(Duration.ofSeconds(1)));

    assertThat(report.read()).isEqualTo(1);
    assertThat(report.counts().rejected()).isEqualTo(1);
    assertThat(nights.ingest(archive, settledAfter(Duration.ofSeconds(1))).read()).isZero();
  }

  private Requests requests() {
    return Requests.of(nights, archive);
  }

  private static IngestSettings settledAfter(Duration time) {
    return new IngestSettings(Nights.SETTINGS.read(), 1L << 30, 1_000, 1L << 30, time);
  }

  private void written(String name, String text, Instant at) throws IOException {
    Path file = Path.of(archive.write(name, text.getBytes(StandardCharsets.UTF_8)));
    Files.setLastModifiedTime(file, FileTime.from(at));
  }
}
