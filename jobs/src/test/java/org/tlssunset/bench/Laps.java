package org.tlssunset.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** The clock of one run: when each step was reached, and what it took in memory and on disk. */
final class Laps implements AutoCloseable {

  /**
   * A step that was reached.
   *
   * @param seconds since the start
   * @param cpuSeconds that this process has used since the start on all cores together, whatever
   *     for; those of a contestant that is a process of its own are not among them
   * @param written bytes in the contestant's folder by then
   * @param peak the most bytes of memory seen so far
   */
  record Lap(Step step, double seconds, double cpuSeconds, long written, long peak) {}

  private static final long MILLIS_BETWEEN_LOOKS = 20;

  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private final Path folder;
  private final List<Lap> laps = new ArrayList<>();
  private final Thread watcher = new Thread(this::watch, "memory watcher");
  private volatile LongSupplier memory = () -> 0;
  private volatile long peak;
  private long nanos;
  private long cpuNanos;
  private long resumed;
  private long cpuResumed;

  /**
   * Starts the clock.
   *
   * @param folder what the contestant writes is here
   */
  Laps(Path folder) {
    this.folder = folder;
    watcher.setDaemon(true);
    watcher.start();
    resume();
  }

  private void resume() {
    cpuResumed = PROCESS.getProcessCpuTime();
    resumed = System.nanoTime();
  }

  /** Says how much memory is in use; asked for every some milliseconds from now on. */
  void memory(LongSupplier used) {
    memory = used;
  }

  /** A step is reached. The clock stands still while this looks at what was written. */
  void reached(Step step) throws IOException {
    nanos += System.nanoTime() - resumed;
    cpuNanos += PROCESS.getProcessCpuTime() - cpuResumed;
    laps.add(new Lap(step, nanos / 1e9, cpuNanos / 1e9, Folders.bytes(folder), peak));
    resume();
  }

  List<Lap> laps() {
    return List.copyOf(laps);
  }

  private void watch() {
    try {
      while (true) {
        peak = Math.max(peak, memory.getAsLong());
        Thread.sleep(MILLIS_BETWEEN_LOOKS);
      }
    } catch (InterruptedException e) {
      // The run is over.
    }
  }

  @Override
  public void close() {
    watcher.interrupt();
    try {
      watcher.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
