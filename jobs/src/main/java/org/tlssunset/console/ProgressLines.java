package org.tlssunset.console;

import java.util.function.LongSupplier;

/** For a scheduler's log: a line for every minute that a run takes, so none for a short one. */
final class ProgressLines implements ProgressDisplay {

  private static final long MINUTE = 60_000;
  private static final double GIGABYTE = 1e9;
  private static final double MEGABYTE = 1e6;

  private final StandardError err;
  private final LongSupplier millis;
  private long last;

  /**
   * @param millis tells the time, from any moment on
   */
  ProgressLines(StandardError err, LongSupplier millis) {
    this.err = err;
    this.millis = millis;
    last = millis.getAsLong();
  }

  @Override
  public void show(State state) {
    long passed = millis.getAsLong() - last;
    if (passed >= MINUTE) {
      last += passed - passed % MINUTE;
      err.progress(state.step(), text(state));
    }
  }

  @Override
  public void hide() {}

  private static String text(State state) {
    if (state.bytes() < 0) {
      return "for " + minutes(state.stepMillis());
    }
    long read = Math.min(state.bytesRead(), state.bytes());
    boolean isLarge = state.bytes() >= GIGABYTE;
    double unit = isLarge ? GIGABYTE : MEGABYTE;
    double perMilli = (double) read / Math.max(1, state.readingMillis());
    return "%,d of %,d files, %,.1f of %,.1f %s, %,.0f MB/s%s"
        .formatted(
            Math.min(state.filesRead(), state.files()),
            state.files(),
            read / unit,
            state.bytes() / unit,
            isLarge ? "GB" : "MB",
            perMilli * 1000 / MEGABYTE,
            read == 0
                ? ""
                : ", about %s left".formatted(minutes((long) ((state.bytes() - read) / perMilli))));
  }

  /** Rounded up: what takes seconds takes a minute. */
  private static String minutes(long millis) {
    long minutes = Math.max(1, (millis + MINUTE - 1) / MINUTE);
    return minutes < 120 ? minutes + " min" : "%d h %d min".formatted(minutes / 60, minutes % 60);
  }
}
