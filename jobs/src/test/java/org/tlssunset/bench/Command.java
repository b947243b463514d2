package org.tlssunset.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A one-liner of the shell's that counts: the floor, since it does not do the work. */
final class Command implements Contestant {

  /** Each file to a command of its own, so many at a time. */
  private static final String EACH_FILE = "find \"$1\" -type f -print0 | xargs -0 -P \"$2\" -n 1 ";

  private final String name;
  private final Question question;
  private final ProcessBuilder command;
  private Map<String, Long> counts = Map.of();

  private Command(
      String name, Question question, String each, Path archive, int cores, String argument) {
    this.name = name;
    this.question = question;
    command =
        new ProcessBuilder(
            List.of("sh", "-c", EACH_FILE + each, "sh", archive.toString(), "" + cores, argument));
  }

  /** Counts per TLS version; empty where mawk is missing. */
  static Optional<Contestant> versions(Path archive, int cores) throws IOException {
    if (!Processes.has("find", "xargs", "mawk")) {
      return Optional.empty();
    }
    String script = Scripts.read("versions.awk");
    return Optional.of(
        new Command("mawk", Question.VERSIONS, "mawk \"$3\"", archive, cores, script));
  }

  /** Counts lines; empty where {@code wc} or the command that unpacks is missing. */
  static Optional<Contestant> lines(BenchArchive.Packing packing, Path archive, int cores) {
    String unpacker =
        switch (packing) {
          case NONE -> "cat";
          case GZIP -> "zcat";
          case ZSTD -> "zstdcat";
        };
    if (!Processes.has("find", "xargs", "wc", unpacker)) {
      return Optional.empty();
    }
    boolean isPlain = packing == BenchArchive.Packing.NONE;
    return Optional.of(
        new Command(
            isPlain ? "wc -l" : unpacker + " | wc -l",
            Question.LINES,
            isPlain ? "wc -l" : "sh -c '%s \"$1\" | wc -l' sh".formatted(unpacker),
            archive,
            cores,
            ""));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean warmsUp() {
    return false;
  }

  @Override
  public void run(Path folder, Laps laps) throws IOException {
    String output = Processes.output(command, laps);
    laps.reached(Step.COUNTS);
    counts = new TreeMap<>();
    for (String line : output.lines().toList()) {
      String[] words = line.strip().split(" ", 2);
      String what = question == Question.LINES ? "lines" : words[1];
      counts.merge(what, Long.parseLong(words[0]), Long::sum);
    }
  }

  @Override
  public Answer answer(Path folder) {
    return new Answer(Map.of(question, counts));
  }
}
