package org.tlssunset.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

/** Whether one large IIS log keeps all cores busy. */
final class LargeFile implements Growth {

  private final double times;

  /**
   * @param times how large the log is, beside the whole archive
   */
  LargeFile(double times) {
    this.times = times;
  }

  @Override
  public String name() {
    return "large-file";
  }

  @Override
  public List<Figure> measure(Ground ground) throws Exception {
    Path log = Folders.largest(ground.archive().files("W3SVC"), 0).get(0);
    Path folder = ground.home().resolve("large");
    Folders.delete(folder);
    Path large = Files.createDirectories(folder).resolve(log.getFileName());
    ground.progress().accept("large-file: writing it");
    try {
      Repetition.write(log, large, (long) (times * ground.size()));
      return measure(ground, large);
    } finally {
      Folders.delete(folder);
    }
  }

  private List<Figure> measure(Ground ground, Path large) throws Exception {
    Callable<Laps.Lap> ingest =
        () ->
            ground
                .trial(
                    ground.warm(ground.cores(), List.of(large), Step.OBSERVATIONS), folder -> large)
                .lap(Step.OBSERVATIONS);
    List<Laps.Lap> laps = ground.turns(this, true, List.of(ingest)).get(0);
    List<Double> seconds = laps.stream().map(Laps.Lap::seconds).toList();
    return List.of(
        Figure.ratio(
            "ingest of one large IIS log",
            "cores",
            1,
            new Figure.Samples("CPU time", "s", laps.stream().map(Laps.Lap::cpuSeconds).toList()),
            new Figure.Samples("time", "s", seconds)),
        Figure.speed("ingest of one large IIS log", Files.size(large), seconds));
  }
}
