package org.tlssunset.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** How much faster more cores make it. */
final class Cores implements Growth {

  @Override
  public String name() {
    return "cores";
  }

  @Override
  public List<Figure> measure(Ground ground) throws Exception {
    if (ground.cores() == 1) {
      ground.progress().accept("cores is left out: there is one core");
      return List.of();
    }
    List<Path> logs = List.of(ground.archive().path(BenchArchive.Packing.NONE));
    List<Callable<Trial<Answer>>> parties = new ArrayList<>();
    for (int cores = 1; cores <= ground.cores(); cores++) {
      int threads = cores;
      parties.add(
          () -> {
            TlsSunsetWarm warm = ground.warm(threads, logs, Step.CLIENTS);
            HeldCores held = HeldCores.of(threads);
            try {
              return ground.trial(warm, warm::answer);
            } finally {
              held.close();
            }
          });
    }
    List<List<Trial<Answer>>> trials = ground.turns(this, true, parties);
    List<Figure> figures = new ArrayList<>();
    for (int cores = 2; cores <= ground.cores(); cores++) {
      trials
          .get(cores - 1)
          .get(0)
          .found()
          .requireLike(trials.get(0).get(0).found(), cores + " cores");
      for (Step step : List.of(Step.OBSERVATIONS, Step.CLIENTS)) {
        figures.add(
            Figure.ratio(
                "%s: 1 core ÷ %d cores".formatted(step.label(), cores),
                "×",
                1,
                Trial.seconds("1 core", trials.get(0), step),
                Trial.seconds("%d cores".formatted(cores), trials.get(cores - 1), step)));
      }
    }
    return figures;
  }
}
