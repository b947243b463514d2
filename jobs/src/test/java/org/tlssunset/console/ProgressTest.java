package org.tlssunset.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/** A scheduler's log has a line for every minute of a run, and none of a short one. */
class ProgressTest {

  private static final long MINUTE = 60_000;

  private final StringWriter err = new StringWriter();
  private long now = 5;

  private final Progress progress =
      new Progress(
          new ProgressLines(new StandardError(new PrintWriter(err, true)), () -> now), () -> now);

  private void tickAt(long millis) {
    now = 5 + millis;
    progress.tick();
  }

  @Test
  void aShortRunIsQuiet() {
    progress.step("reading");
    for (long at = 0; at < MINUTE; at += 200) {
      tickAt(at);
    }
    progress.end();

    assertThat(err.toString()).isEmpty();
  }

  @Test
  void eachMinuteHasOneLine() {
    long[] read = {0, 0};
    progress.begin(5_000, 40_000_000_000L, () -> read[0], () -> read[1]);
    progress.step("reading");
    read[0] = 1_234;
    read[1] = 12_300_000_000L;
    tickAt(MINUTE / 2);
    tickAt(MINUTE);
    tickAt(MINUTE + 200);
    read[0] = 4_000;
    read[1] = 39_999_000_000L;
    progress.step("writing");
    tickAt(2 * MINUTE + 300);
    progress.end();
    progress.step("rolling up");
    tickAt(3 * MINUTE + 100);

    assertThat(err.toString().lines())
        .containsExactly(
            "reading: 1,234 of 5,000 files, 12.3 of 40.0 GB, 205 MB/s, about 3 min left",
            "writing: 4,000 of 5,000 files, 40.0 of 40.0 GB, 332 MB/s, about 1 min left",
            "rolling up: for 1 min");
  }

  @Test
  void beforeAnythingIsReadNobodyKnowsHowLongItTakes() {
    progress.begin(3, 2_500_000, () -> 0, () -> 0);
    progress.step("reading");
    tickAt(MINUTE);

    assertThat(err.toString().lines())
        .containsExactly("reading: 0 of 3 files, 0.0 of 2.5 MB, 0 MB/s");
  }
}
