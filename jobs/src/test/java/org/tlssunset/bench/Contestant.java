package org.tlssunset.bench;

import java.nio.file.Path;

/** Somebody who can read the archive. */
interface Contestant {

  /** Its name in tables. */
  String name();

  /** Whether a first run makes the next ones faster. */
  boolean warmsUp();

  /**
   * What happens once in a warehouse's life, before the clock starts.
   *
   * @param folder empty, the contestant's for this run
   */
  default void prepare(Path folder) throws Exception {}

  /**
   * The work.
   *
   * @param folder where to write
   * @param laps told of each step, and how to know the memory in use
   */
  void run(Path folder, Laps laps) throws Exception;

  /** What the last run found. */
  Answer answer(Path folder) throws Exception;
}
