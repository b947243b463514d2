package org.tlssunset.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** How fast {@code inspect} reads on one core: the whole process, from its start to its end. */
final class InspectSpeed implements Growth {

  private static final List<String> ON_ONE_CORE = List.of("taskset", "-c", "0");
  private static final List<String> KINDS = List.of("IIS", "SMTP");
  private static final List<String> PLACES = List.of("W3SVC", "Smtp");

  private final long most;

  /**
   * @param most bytes of each kind, unless the largest file has more
   */
  InspectSpeed(long most) {
    this.most = most;
  }

  @Override
  public String name() {
    return "inspect";
  }

  @Override
  public List<Figure> measure(Ground ground) throws Exception {
    if (!Processes.has(ON_ONE_CORE.get(0))) {
      ground.progress().accept("inspect is left out: taskset is not on this machine");
      return List.of();
    }
    List<List<Path>> files = new ArrayList<>();
    List<Callable<ColdRun>> parties = new ArrayList<>();
    for (String place : PLACES) {
      List<Path> largest = Folders.largest(ground.archive().files(place), most);
      files.add(largest);
      parties.add(() -> inspect(ground, largest));
    }
    List<List<ColdRun>> runs = ground.turns(this, false, parties);
    List<Figure> figures = new ArrayList<>();
    for (int kind = 0; kind < files.size(); kind++) {
      figures.add(
          Figure.speed(
              "inspect of %s logs on one core".formatted(KINDS.get(kind)),
              Folders.bytes(files.get(kind)),
              runs.get(kind).stream().map(ColdRun::seconds).toList()));
    }
    return figures;
  }

  private static ColdRun inspect(Ground ground, List<Path> files) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("inspect"));
    files.forEach(file -> arguments.add(file.toString()));
    ProcessBuilder inspect = new Launcher(ground.launcher(), 1).command("", arguments);
    inspect.command().addAll(0, ON_ONE_CORE);
    ColdRun run = ColdRun.of(ground.scratch(), folder -> inspect);
    if (run.exitCode() != 0) {
      throw new IOException("inspect failed: exit code " + run.exitCode());
    }
    return run;
  }
}
