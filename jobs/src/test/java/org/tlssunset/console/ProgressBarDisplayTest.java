package org.tlssunset.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** A person sees that something is done, also while no file is read. */
class ProgressBarDisplayTest {

  private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
  private final ProgressBarDisplay display =
      new ProgressBarDisplay(new PrintStream(terminal, true, StandardCharsets.UTF_8));

  private String shown(long bytes, long read) {
    display.show(new ProgressDisplay.State("making tables", 7_000, 5, 2, bytes, read, 7_000));
    display.hide();
    return terminal.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aStepThatReadsNothingShowsItsSeconds() {
    assertThat(shown(-1, 0)).contains("making tables \u2026 7 s").doesNotContain("MiB", "?");
  }

  @Test
  void readingShowsHowMuch() {
    assertThat(shown(4 << 20, 1 << 20)).contains("1/4 MiB").contains("2 of 5 files");
  }
}
