package org.tlssunset.warehouse;

/**
 * How much a task may keep in memory: the same share of the heap for each of those that run at once
 * on a machine. It is asked for in the task: executors may have another heap than the driver.
 */
public final class HeapShare {

  /** An eighth is for all tasks together: the others hold pages being read and written. */
  private static final int OF_HEAP = 8;

  private HeapShare() {}

  /**
   * How many things may be kept; at least one.
   *
   * @param limit that number; 0: as many as fit into the share
   * @param bytes that each takes, about
   */
  public static int most(int limit, int bytes) {
    if (limit > 0) {
      return limit;
    }
    Runtime machine = Runtime.getRuntime();
    long share = machine.maxMemory() / OF_HEAP / machine.availableProcessors();
    return (int) Math.max(1, Math.min(Integer.MAX_VALUE, share / bytes));
  }
}
