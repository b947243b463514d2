package org.tlssunset.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.tlssunset.cluster.StandaloneCluster;

/** How much faster a second executor makes it: a process of its own, as on another machine. */
final class Executors implements Growth {

  private static final int MOST = 2;

  @Override
  public String name() {
    return "executors";
  }

  @Override
  public List<Figure> measure(Ground ground) throws Exception {
    if (ground.cores() < MOST) {
      ground.progress().accept("executors is left out: there is one core");
      return List.of();
    }
    List<Path> logs = List.of(ground.archive().path(BenchArchive.Packing.NONE));
    try (StandaloneCluster cluster =
        StandaloneCluster.start(ground.launcher().resolveSibling("target"), MOST)) {
      return measure(ground, cluster, logs);
    } finally {
      ground.sessions().close();
    }
  }

  private List<Figure> measure(Ground ground, StandaloneCluster cluster, List<Path> logs)
      throws Exception {
    List<Callable<Trial<Answer>>> parties = new ArrayList<>();
    for (int executors = 1; executors <= MOST; executors++) {
      int count = executors;
      parties.add(() -> trial(ground, cluster, count, logs));
    }
    List<List<Trial<Answer>>> trials = ground.turns(this, false, parties);
    trials.get(1).get(0).found().requireLike(trials.get(0).get(0).found(), "2 executors");
    return List.of(
        Figure.ratio(
            "%s: 1 executor ÷ 2 executors".formatted(Step.OBSERVATIONS.label()),
            "×",
            1,
            Trial.seconds("1 executor", trials.get(0), Step.OBSERVATIONS),
            Trial.seconds("2 executors", trials.get(1), Step.OBSERVATIONS)));
  }

  /** Executors end with their session: each turn has new ones, and warms them up. */
  private static Trial<Answer> trial(
      Ground ground, StandaloneCluster cluster, int executors, List<Path> logs) throws Exception {
    TlsSunsetWarm warm =
        new TlsSunsetWarm(
            ground.sessions().with(cluster.settings(executors)),
            ground.sessions()::emptyWarehouse,
            logs,
            Step.OBSERVATIONS);
    Trial.Look<Answer> look =
        folder ->
            TlsSunsetWarm.answer(
                warm.warehouse(folder), Question.OBSERVATIONS, Question.REQUESTS, Question.LINES);
    if (ground.warmsUp()) {
      ground.trial(warm, look);
    }
    return ground.trial(warm, look);
  }
}
