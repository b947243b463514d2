package org.tlssunset.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.tlssunset.warehouse.Warehouse;

/** What it costs that the same lines are in very many small files. */
final class SmallFiles implements Growth {

  private final int bytes;
  private final int most;

  /**
   * @param bytes of a file
   * @param most how many files at most
   */
  SmallFiles(int bytes, int most) {
    this.bytes = bytes;
    this.most = most;
  }

  @Override
  public String name() {
    return "small-files";
  }

  @Override
  public List<Figure> measure(Ground ground) throws Exception {
    ground.progress().accept("small-files: cutting the archive, unless that is done");
    Pieces pieces = Pieces.of(ground.archive(), bytes, most);
    List<Callable<Trial<Answer>>> parties = new ArrayList<>();
    for (List<Path> logs : List.of(List.of(pieces.folder()), pieces.logs())) {
      parties.add(
          () -> {
            TlsSunsetWarm warm = ground.warm(ground.cores(), logs, Step.OBSERVATIONS);
            return ground.trial(warm, folder -> comparable(warm.warehouse(folder)));
          });
    }
    List<List<Trial<Answer>>> trials = ground.turns(this, true, parties);
    trials.get(0).get(0).found().requireLike(trials.get(1).get(0).found(), name());
    long text = Folders.bytes(pieces.logs());
    return List.of(
        Figure.ratio(
            "ingest, %,d files ÷ %,d"
                .formatted(Folders.files(pieces.folder()).size(), pieces.logs().size()),
            "×",
            1,
            speeds("small files", text, trials.get(0)),
            speeds("as logged", text, trials.get(1))));
  }

  /** Cut up there are more rows; and one says less, where the cut went through a session's TLS. */
  private static Answer comparable(Warehouse warehouse) {
    return TlsSunsetWarm.answer(warehouse, Question.CONTACTS, Question.VERSIONS);
  }

  private static Figure.Samples speeds(String what, long text, List<Trial<Answer>> trials) {
    return new Figure.Samples(
        what,
        "MB/s",
        trials.stream()
            .map(trial -> text / Figure.MEGABYTE / trial.lap(Step.OBSERVATIONS).seconds())
            .toList());
  }
}
