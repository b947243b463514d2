package org.tlssunset.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.tlssunset.warehouse.Warehouse;

/**
 * All contestants over one archive, one after the other and again, so that what else happens on the
 * machine meets all of them. The first of each race is tls-sunset; what the others answer must be
 * what it answers.
 */
final class Race {

  private final BenchArchive.Packing packing;
  private final List<Contestant> contestants;
  private final List<String> missing;

  private Race(BenchArchive.Packing packing, List<Contestant> contestants, List<String> missing) {
    this.packing = packing;
    this.contestants = contestants;
    this.missing = missing;
  }

  /**
   * A race over a copy of the archive. Commands that are missing on this machine do not take part.
   *
   * @param spark a session with as many cores
   * @param emptyWarehouse makes tls-sunset's tables in a folder that is not there yet
   * @param launcher null if no cold process takes part
   */
  static Race over(
      BenchArchive.Packing packing,
      BenchArchive archive,
      SparkSession spark,
      Function<Path, Warehouse> emptyWarehouse,
      int cores,
      @Nullable Path launcher) {
    Path path = archive.path(packing);
    List<Contestant> contestants = new ArrayList<>();
    contestants.add(new TlsSunsetWarm(spark, emptyWarehouse, List.of(path), Step.CLIENTS));
    if (packing == BenchArchive.Packing.NONE) {
      if (launcher != null) {
        contestants.add(new TlsSunsetCold(spark, new Launcher(launcher, cores), path));
      }
      contestants.add(new DuckDb(archive, cores));
      contestants.add(new PlainSpark(spark, archive));
    }
    List<String> missing = new ArrayList<>();
    for (Command command : Command.over(packing, path, cores)) {
      if (command.isHere()) {
        contestants.add(command);
      } else {
        missing.add(command.name() + " is left out: it is not on this machine");
      }
    }
    return new Race(packing, contestants, missing);
  }

  /** A sentence on each of those who cannot take part. */
  List<String> missing() {
    return missing;
  }

  /** Those who take part. */
  List<String> names() {
    return contestants.stream().map(Contestant::name).toList();
  }

  /**
   * Runs it.
   *
   * @param runs how often
   * @param warmUp whether those that warm up run once more, before
   * @param home where contestants write; each run's files are deleted after it
   * @param progress told who runs
   * @throws IllegalStateException if a contestant comes to another answer
   */
  List<Measurement> run(int runs, boolean warmUp, Path home, Consumer<String> progress)
      throws Exception {
    List<Measurement> measurements = new ArrayList<>();
    for (int run = warmUp ? 0 : 1; run <= runs; run++) {
      Answer expected = null;
      for (Contestant contestant : contestants) {
        if (run == 0 && !contestant.warmsUp()) {
          continue;
        }
        progress.accept(
            "%s, %s: %s"
                .formatted(
                    packing.label(),
                    contestant.name(),
                    run == 0 ? "warming up" : "run %d of %d".formatted(run, runs)));
        Trial<Answer> trial = Trial.of(contestant, home, contestant::answer);
        expected = expected == null ? trial.found() : expected;
        trial.found().requireLike(expected, contestant.name());
        if (run > 0) {
          for (Laps.Lap lap : trial.laps()) {
            measurements.add(new Measurement(packing, contestant.name(), run, lap));
          }
        }
      }
    }
    return measurements;
  }
}
