package org.tlssunset.notebook;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is typed into a notebook's cell.
 *
 * @param lines those that begin with a percent sign, without it
 * @param sql the rest; each line stands where it stood
 */
record Cell(List<String> lines, String sql) {

  private static final String MARK = "%";

  static Cell of(String typed) {
    return new Cell(
        typed
            .lines()
            .filter(Cell::isMarked)
            .map(line -> line.strip().substring(MARK.length()).strip())
            .toList(),
        typed.lines().map(line -> isMarked(line) ? "" : line).collect(Collectors.joining("\n")));
  }

  /** The words of a line: what stands in quotes is one. */
  static List<String> words(String line) {
    return Stream.of(line.split("\\s+(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)"))
        .map(word -> word.replace("\"", ""))
        .filter(word -> !word.isEmpty())
        .toList();
  }

  private static boolean isMarked(String line) {
    return line.stripLeading().startsWith(MARK);
  }
}
