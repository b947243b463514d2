package org.tlssunset.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Whether {@code nightly} gets through with little memory, and what the process takes. */
final class SmallHeaps implements Growth {

  private static final List<String> HEAPS = List.of("-Xmx1g", "-Xmx512m");

  @Override
  public String name() {
    return "heap";
  }

  @Override
  public List<Figure> measure(Ground ground) throws Exception {
    Path archive = ground.archive().path(BenchArchive.Packing.NONE);
    Launcher launcher = new Launcher(ground.launcher(), ground.cores());
    List<Callable<ColdRun>> parties = new ArrayList<>();
    for (String heap : HEAPS) {
      parties.add(
          () -> ColdRun.of(ground.scratch(), folder -> launcher.nightly(archive, folder, heap)));
    }
    List<List<ColdRun>> runs = ground.turns(this, false, parties);
    List<Figure> figures = new ArrayList<>();
    for (int heap = 0; heap < HEAPS.size(); heap++) {
      figures.add(figure(HEAPS.get(heap), runs.get(heap)));
    }
    return figures;
  }

  /** The most memory and the worst end of all runs. */
  private static Figure figure(String heap, List<ColdRun> runs) {
    int exitCode = runs.stream().mapToInt(ColdRun::exitCode).max().orElseThrow();
    List<Double> seconds = runs.stream().map(ColdRun::seconds).toList();
    return new Figure(
        "nightly with %s: %s"
            .formatted(heap, exitCode == 0 ? "peak memory" : "FAILED, peak memory"),
        runs.stream().mapToLong(ColdRun::peakBytes).max().orElseThrow() / Figure.MEGABYTE,
        "MB",
        new Figure.Part("exit code", exitCode, ""),
        new Figure.Part("median time", Results.median(seconds).orElseThrow(), "s"),
        runs.size());
  }
}
