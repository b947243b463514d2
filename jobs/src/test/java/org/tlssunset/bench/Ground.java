package org.tlssunset.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * What the measurements of growth share.
 *
 * @param home where they write, and what takes long to make is kept
 * @param size of the archive, in bytes of plain text
 * @param cores how many threads tls-sunset gets, unless that is what is measured
 * @param runs how often each is measured
 * @param warmsUp whether what runs in this process runs once before that
 * @param progress told what goes on, and what is left out
 */
record Ground(
    Path home,
    long size,
    int cores,
    int runs,
    boolean warmsUp,
    Path launcher,
    Sessions sessions,
    Consumer<String> progress) {

  /** The folder below home where runs write; it may be deleted between them. */
  static final String RUNS = "runs";

  /** The archive, made if it is missing. */
  BenchArchive archive() throws IOException {
    progress.accept("making the archive, unless it is there");
    return BenchArchive.of(home, size);
  }

  /** Where runs write. */
  Path scratch() {
    return home.resolve(RUNS);
  }

  /**
   * Ingest, and rollup if that is the last step, into empty tables, in a warm session.
   *
   * @param threads how many it gets
   */
  TlsSunsetWarm warm(int threads, List<Path> logs, Step last) {
    return new TlsSunsetWarm(sessions.with(threads), sessions::emptyWarehouse, logs, last);
  }

  /** A run of its own for a contestant. */
  <T> Trial<T> trial(Contestant contestant, Trial.Look<T> look) throws Exception {
    return Trial.of(contestant, scratch(), look);
  }

  /**
   * Takes turns, A B A B, so that whatever else the machine does meets all alike.
   *
   * @param warmUp whether all run once more, before, if anything warms up on this ground
   * @return what each came to, run by run
   */
  <T> List<List<T>> turns(Growth growth, boolean warmUp, List<Callable<T>> parties)
      throws Exception {
    List<List<T>> results = new ArrayList<>();
    parties.forEach(party -> results.add(new ArrayList<>()));
    for (int run = warmUp && warmsUp ? 0 : 1; run <= runs; run++) {
      progress.accept(
          "%s: %s"
              .formatted(
                  growth.name(), run == 0 ? "warming up" : "run %d of %d".formatted(run, runs)));
      for (int party = 0; party < parties.size(); party++) {
        T result = parties.get(party).call();
        if (run > 0) {
          results.get(party).add(result);
        }
      }
    }
    return results;
  }
}
