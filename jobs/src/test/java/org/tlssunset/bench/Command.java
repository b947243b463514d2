package org.tlssunset.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A one-liner of the shell's that counts: the floor, since it does not do the work. */
final class Command implements Contestant {

  /** Each file to a command of its own, so many at a time. */
  private static final String EACH_FILE = "find \"$1\" -type f -print0 | xargs -0 -P \"$2\" -n 1 ";

  private final String name;
  private final Question question;
  private final List<String> programs;
  private final ProcessBuilder command;
  private Map<String, Long> counts = Map.of();

  /**
   * @param programs what must be on the machine, besides find and xargs
   * @param each the command; it finds its one argument in <code>$3</code>
   */
  private Command(
      String name,
      Question question,
      List<String> programs,
      String each,
      Path archive,
      int cores,
      String argument) {
    this.name = name;
    this.question = question;
    this.programs = programs;
    command =
        new ProcessBuilder(
            List.of("sh", "-c", EACH_FILE + each, "sh", archive.toString(), "" + cores, argument));
  }

  /** Those for an archive that is packed so, whether they are on this machine or not. */
  static List<Command> over(BenchArchive.Packing packing, Path archive, int cores) {
    return switch (packing) {
      case NONE ->
          List.of(
              new Command(
                  "mawk",
                  Question.VERSIONS,
                  List.of("mawk"),
                  "mawk \"$3\"",
                  archive,
                  cores,
                  Scripts.read("versions.awk")),
              new Command("wc -l", Question.LINES, List.of("wc"), "wc -l", archive, cores, ""));
      case GZIP -> List.of(unpacked("zcat", archive, cores));
      case ZSTD -> List.of(unpacked("zstdcat", archive, cores));
    };
  }

  private static Command unpacked(String unpacker, Path archive, int cores) {
    return new Command(
        unpacker + " | wc -l",
        Question.LINES,
        List.of("wc", unpacker),
        "sh -c '%s \"$1\" | wc -l' sh".formatted(unpacker),
        archive,
        cores,
        "");
  }

  /** Whether this machine has what it takes. */
  boolean isHere() {
    return Processes.has("find", "xargs") && Processes.has(programs.toArray(String[]::new));
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
