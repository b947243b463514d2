package org.tlssunset.console;

import java.io.PrintStream;
import java.text.DecimalFormat;
import java.time.Duration;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import me.tongfei.progressbar.ProgressState;
import org.jspecify.annotations.Nullable;

/**
 * For a person at a terminal: a bar, with bytes, speed, time left and files; of a step that reads
 * no files, what is being done and for how long.
 */
final class ProgressBarDisplay implements ProgressDisplay {

  private static final long MEBIBYTE = 1 << 20;

  private final PrintStream terminal;
  private @Nullable ProgressBar bar;

  ProgressBarDisplay(PrintStream terminal) {
    this.terminal = terminal;
  }

  @Override
  public void show(State state) {
    ProgressBar shown = bar;
    if (shown == null) {
      ProgressBarBuilder builder =
          new ProgressBarBuilder()
              .setTaskName(state.step())
              .setInitialMax(state.bytes())
              .setUnit(" MiB", MEBIBYTE)
              .setStyle(ProgressBarStyle.ASCII)
              .startsFrom(0, Duration.ofMillis(state.stepMillis()))
              .clearDisplayOnFinish()
              .continuousUpdate() // also where nothing was read: the seconds go on
              .setConsumer(new ConsoleProgressBarConsumer(terminal));
      shown =
          (state.bytes() < 0
                  ? builder.setRenderer(ProgressBarDisplay::seconds)
                  : builder.showSpeed(new DecimalFormat("0")))
              .build();
      bar = shown;
    }
    if (state.bytes() >= 0) {
      shown.setExtraMessage(" %,d of %,d files".formatted(state.filesRead(), state.files()));
    }
    shown.stepTo(state.bytesRead());
    shown.refresh();
  }

  /** {@code making tables … 7 s}. */
  static String seconds(ProgressState state, int width) {
    String text =
        "%s \u2026 %,d s".formatted(state.getTaskName(), state.getTotalElapsed().toSeconds());
    return text.substring(0, Math.min(width, text.length()));
  }

  @Override
  public void hide() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
