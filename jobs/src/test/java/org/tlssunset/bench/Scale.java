package org.tlssunset.bench;

import java.util.List;
import java.util.Optional;
import org.tlssunset.synthetic.ArchiveShape;

/** All measurements of growth, in the table's order. */
final class Scale {

  private static final List<Growth> ALL =
      List.of(
          new Cores(),
          new Executors(),
          new InspectSpeed(1_000_000_000),
          new TableSize(),
          new ViewCost(),
          new SmallHeaps(),
          new SmallFiles(20_000, 100_000),
          new LargeFile(2),
          new NewDay(365, 1_500_000, 20_000_000),
          new DemoNight(ArchiveShape.demo()));

  private Scale() {}

  /** The names of all. */
  static List<String> names() {
    return ALL.stream().map(Growth::name).toList();
  }

  /**
   * Those of the given names, in the table's order; all if none is given.
   *
   * @throws IllegalArgumentException if a name is none of theirs; the message lists them
   */
  static List<Growth> named(List<String> names) {
    Optional<String> unknown = names.stream().filter(name -> !names().contains(name)).findFirst();
    if (unknown.isPresent()) {
      throw new IllegalArgumentException(
          "there is no measurement '%s': choose of %s"
              .formatted(unknown.get(), String.join(", ", names())));
    }
    return ALL.stream().filter(one -> names.isEmpty() || names.contains(one.name())).toList();
  }
}
