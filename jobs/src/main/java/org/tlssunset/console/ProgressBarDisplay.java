package org.tlssunset.console;

import java.io.PrintStream;
import java.text.DecimalFormat;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** For a person at a terminal: a bar, with bytes, speed, time left and files. */
final class ProgressBarDisplay implements ProgressDisplay {

  private static final long MEBIBYTE = 1 << 20;

  private @Nullable ProgressBar bar;

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
              .clearDisplayOnFinish()
              .setConsumer(new ConsoleProgressBarConsumer(new PrintStream(System.err, true)));
      shown = (state.bytes() < 0 ? builder : builder.showSpeed(new DecimalFormat("0"))).build();
      bar = shown;
    }
    if (state.bytes() >= 0) {
      shown.setExtraMessage(" %,d of %,d files".formatted(state.filesRead(), state.files()));
    }
    shown.stepTo(state.bytesRead());
  }

  @Override
  public void hide() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
