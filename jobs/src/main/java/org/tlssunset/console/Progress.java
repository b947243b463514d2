package org.tlssunset.console;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tlssunset.ingest.IngestProgress;

/**
 * Shows what is being done: to a person at a terminal once it takes longer than two seconds, to a
 * scheduler's log every minute. Keeps each step's time for everybody.
 */
public final class Progress implements IngestProgress, AutoCloseable {

  /** Set by the launcher, which can tell: whether standard error is a terminal. */
  private static final String TERMINAL = "tls.sunset.terminal";

  private static final long PATIENCE_MILLIS = 2_000;
  private static final long TICK_MILLIS = 200;
  private static final LongSupplier UNKNOWN = () -> 0;

  private final Map<String, Long> millis = new LinkedHashMap<>();
  private final ProgressDisplay display;
  private final LongSupplier clock;
  private final long begun;

  private @Nullable ScheduledExecutorService ticks;
  private String what = "";

  /** How long steps have taken so far. */
  private long inner;

  private long stepBegun;
  private long readingBegun;
  private long files;
  private LongSupplier filesDone = UNKNOWN;
  private long bytes = -1;
  private LongSupplier bytesDone = UNKNOWN;

  private Progress(PrintWriter err, boolean isTerminal, LongSupplier clock) {
    this(
        isTerminal
            ? new ProgressBarDisplay(new PrintStream(System.err, true))
            : new ProgressLines(new StandardError(err), clock),
        clock);
  }

  /**
   * For whoever calls {@link #tick} itself.
   *
   * @param clock tells the time in milliseconds, from any moment on
   */
  Progress(ProgressDisplay display, LongSupplier clock) {
    this.display = display;
    this.clock = clock;
    begun = clock.getAsLong();
  }

  /**
   * Begins to show.
   *
   * @param err where lines go, unless standard error is a terminal
   */
  public static Progress on(PrintWriter err) {
    boolean isTerminal = Boolean.getBoolean(TERMINAL) && !(err instanceof JsonLines);
    Progress progress = new Progress(err, isTerminal, () -> System.nanoTime() / 1_000_000);
    progress.ticks =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "progress");
              thread.setDaemon(true);
              return thread;
            });
    progress.ticks.scheduleAtFixedRate(
        progress::tick, PATIENCE_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    return progress;
  }

  /** Shows nothing. */
  public static Progress unseen() {
    return new Progress(ProgressDisplay.NONE, () -> System.nanoTime() / 1_000_000);
  }

  /**
   * Does a step and keeps its time; steps of one name are added up. The time of a step within
   * another one is not the other's.
   */
  public <T> T during(String name, Callable<T> work) throws Exception {
    long before = clock.getAsLong();
    long innerBefore = inner;
    String outer = what;
    step(name);
    try {
      return work.call();
    } finally {
      long took = clock.getAsLong() - before;
      millis.merge(name, took - (inner - innerBefore), Long::sum);
      inner = innerBefore + took;
      step(outer);
    }
  }

  /** All steps with their times: {@code 12.3 s: Spark 4.1, reading 5.2}. */
  public String times() {
    return "%.1f s: ".formatted((clock.getAsLong() - begun) / 1000.0)
        + millis.entrySet().stream()
            .map(step -> "%s %.1f".formatted(step.getKey(), step.getValue() / 1000.0))
            .collect(Collectors.joining(", "));
  }

  /** The steps that are over, and how many milliseconds each took. */
  public Map<String, Long> millis() {
    return new LinkedHashMap<>(millis);
  }

  @Override
  public synchronized void begin(
      long toRead, long totalBytes, LongSupplier filesRead, LongSupplier bytesRead) {
    display.hide();
    readingBegun = clock.getAsLong();
    files = toRead;
    filesDone = filesRead;
    bytes = totalBytes;
    bytesDone = bytesRead;
  }

  @Override
  public synchronized void step(String next) {
    display.hide();
    what = next;
    stepBegun = clock.getAsLong();
  }

  @Override
  public synchronized void end() {
    display.hide();
    bytes = -1;
    bytesDone = UNKNOWN;
  }

  synchronized void tick() {
    if (!what.isEmpty()) {
      long now = clock.getAsLong();
      display.show(
          new ProgressDisplay.State(
              what,
              now - stepBegun,
              files,
              filesDone.getAsLong(),
              bytes,
              bytesDone.getAsLong(),
              now - readingBegun));
    }
  }

  @Override
  public synchronized void close() {
    if (ticks != null) {
      ticks.shutdownNow();
    }
    display.hide();
  }
}
