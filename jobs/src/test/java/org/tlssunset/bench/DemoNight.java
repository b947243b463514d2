package org.tlssunset.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.tlssunset.synthetic.ArchiveShape;
import org.tlssunset.synthetic.SyntheticArchive;

/** How long a small night takes, from the launcher's start to the CSV. */
final class DemoNight implements Growth {

  private final ArchiveShape shape;

  DemoNight(ArchiveShape shape) {
    this.shape = shape;
  }

  @Override
  public String name() {
    return "demo";
  }

  @Override
  public List<Figure> measure(Ground ground) throws Exception {
    Path archive = ground.home().resolve("demo");
    Folders.delete(archive);
    SyntheticArchive.write(archive, shape);
    try {
      Launcher launcher = new Launcher(ground.launcher(), ground.cores());
      Callable<ColdRun> night = () -> night(ground, launcher, archive);
      List<ColdRun> runs = ground.turns(this, false, List.of(night)).get(0);
      return List.of(figure(Folders.bytes(archive), runs));
    } finally {
      Folders.delete(archive);
    }
  }

  private static ColdRun night(Ground ground, Launcher launcher, Path archive) throws IOException {
    ColdRun run = ColdRun.of(ground.scratch(), folder -> launcher.nightly(archive, folder, ""));
    if (!run.isDone()) {
      throw new IOException("nightly failed: exit code " + run.exitCode());
    }
    return run;
  }

  private static Figure figure(long bytes, List<ColdRun> runs) {
    List<Double> seconds = runs.stream().map(ColdRun::seconds).toList();
    return new Figure(
        "nightly on the demonstration's archive",
        Results.median(seconds).orElseThrow(),
        "s",
        new Figure.Part("files", bytes / Figure.MEGABYTE, "MB"),
        new Figure.Part(
            "peak memory",
            runs.stream().mapToLong(ColdRun::peakBytes).max().orElseThrow() / Figure.MEGABYTE,
            "MB"),
        runs.size());
  }
}
