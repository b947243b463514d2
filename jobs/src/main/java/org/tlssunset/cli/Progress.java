package org.tlssunset.cli;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import org.tlssunset.ingest.IngestProgress;

/**
 * Shows a person at a terminal what is being done, once it takes longer than two seconds; keeps
 * each step's time for everybody. Quiet where standard error is no terminal.
 */
final class Progress implements IngestProgress, AutoCloseable {

  /** Set by the launcher, which can tell: whether standard error is a terminal. */
  private static final String TERMINAL = "tls.sunset.terminal";

  private static final long PATIENCE_MILLIS = 2_000;
  private static final long TICK_MILLIS = 200;
  private static final long MEBIBYTE = 1 << 20;
  private static final LongSupplier UNKNOWN = () -> 0;

  private final Map<String, Long> millis = new LinkedHashMap<>();
  private final @Nullable ScheduledExecutorService clock;
  private final long begun = System.currentTimeMillis();

  private String what = "";
  private long bytes = -1;
  private LongSupplier bytesDone = UNKNOWN;
  private @Nullable ProgressBar bar;

  Progress() {
    if (!Boolean.getBoolean(TERMINAL)) {
      clock = null;
      return;
    }
    clock =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "progress");
              thread.setDaemon(true);
              return thread;
            });
    clock.scheduleAtFixedRate(this::tick, PATIENCE_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Does a step and keeps its time; steps of one name are added up. */
  <T> T during(String name, Callable<T> work) throws Exception {
    long before = System.currentTimeMillis();
    step(name);
    try {
      return work.call();
    } finally {
      millis.merge(name, System.currentTimeMillis() - before, Long::sum);
      step("");
    }
  }

  /** All steps with their times: {@code 12.3 s: Spark 4.1, reading 5.2}. */
  String times() {
    return "%.1f s: ".formatted((System.currentTimeMillis() - begun) / 1000.0)
        + millis.entrySet().stream()
            .map(step -> "%s %.1f".formatted(step.getKey(), step.getValue() / 1000.0))
            .collect(Collectors.joining(", "));
  }

  @Override
  public synchronized void begin(
      long files, long totalBytes, LongSupplier filesRead, LongSupplier bytesRead) {
    hide();
    bytes = totalBytes;
    bytesDone = bytesRead;
  }

  @Override
  public synchronized void step(String next) {
    hide();
    what = next;
  }

  @Override
  public synchronized void end() {
    hide();
    bytes = -1;
    bytesDone = UNKNOWN;
  }

  private synchronized void tick() {
    if (what.isEmpty()) {
      return;
    }
    ProgressBar shown = bar;
    if (shown == null) {
      shown =
          new ProgressBarBuilder()
              .setTaskName(what)
              .setInitialMax(bytes)
              .setUnit(" MiB", MEBIBYTE)
              .setStyle(ProgressBarStyle.ASCII)
              .clearDisplayOnFinish()
              .setConsumer(new ConsoleProgressBarConsumer(new PrintStream(System.err, true)))
              .build();
      bar = shown;
    }
    shown.stepTo(bytesDone.getAsLong());
  }

  private void hide() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }

  @Override
  public synchronized void close() {
    if (clock != null) {
      clock.shutdownNow();
    }
    hide();
  }
}
