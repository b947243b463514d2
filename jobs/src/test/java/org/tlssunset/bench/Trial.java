package org.tlssunset.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A run of a contestant, in a folder of its own that is gone afterwards.
 *
 * @param laps the steps that it reached
 * @param found what was found in the folder
 */
record Trial<T>(List<Laps.Lap> laps, T found) {

  /** Looks at what a contestant wrote, before it is deleted. */
  interface Look<T> {
    T at(Path folder) throws Exception;
  }

  /**
   * Runs it.
   *
   * @param home where the folder is made
   */
  static <T> Trial<T> of(Contestant contestant, Path home, Look<T> look) throws Exception {
    Path folder = Files.createTempDirectory(Files.createDirectories(home), "run");
    try {
      contestant.prepare(folder);
      System.gc();
      List<Laps.Lap> laps;
      try (Laps clock = new Laps(folder)) {
        contestant.run(folder, clock);
        laps = clock.laps();
      }
      return new Trial<>(laps, look.at(folder));
    } finally {
      Folders.delete(folder);
    }
  }

  /** When a step was reached in each of some runs, in seconds. */
  static <T> Figure.Samples seconds(String what, List<Trial<T>> trials, Step step) {
    return new Figure.Samples(
        what, "s", trials.stream().map(trial -> trial.lap(step).seconds()).toList());
  }

  /** How and when a step was reached. */
  Laps.Lap lap(Step step) {
    return laps.stream().filter(lap -> lap.step() == step).findFirst().orElseThrow();
  }
}
