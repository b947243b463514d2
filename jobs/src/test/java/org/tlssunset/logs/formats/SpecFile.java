package org.tlssunset.logs.formats;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.tlssunset.logs.ByteOrderMark;

/**
 * Reads a file of {@link SpecCase cases}, one format's specification; the README beside the files
 * says how they are written. What cannot be read is told by an exception whose message names the
 * file and the line: a case that is not understood may not pass.
 */
final class SpecFile {

  /** Begins a line that is for whoever reads the file. */
  private static final String COMMENT = "//";

  /** Begins a case; its title follows. */
  private static final String CASE = "==";

  private final String name;
  private final List<String> head = new ArrayList<>();
  private final List<SpecLines> blocks = new ArrayList<>();

  private SpecFile(String name) {
    this.name = name;
  }

  /**
   * The cases of a file, at least one, in their order.
   *
   * @param name the file's, for messages
   * @throws IllegalArgumentException if it cannot be understood; says where and why
   */
  static List<SpecCase> read(String name, String text) {
    SpecFile file = new SpecFile(name);
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      boolean isMarked = number == 1 && line.indexOf(ByteOrderMark.CHARACTER) == 0;
      file.take(number, isMarked ? line.substring(1) : line);
    }
    return file.cases();
  }

  private void take(int number, String line) {
    if (line.isBlank() || line.startsWith(COMMENT)) {
      return;
    }
    if (line.startsWith(CASE)) {
      String title = line.substring(CASE.length()).strip();
      if (title.isEmpty()) {
        throw new IllegalArgumentException(
            "%s:%d: the case has no title: it stands behind '%s'".formatted(name, number, CASE));
      }
      blocks.add(new SpecLines(name, number, title));
    } else if (!blocks.isEmpty()) {
      blocks.get(blocks.size() - 1).take(number, line);
    } else if (line.startsWith("#")) {
      head.add(line);
    } else {
      throw new IllegalArgumentException(
          "%s:%d: stands before the first case, where there are only comments, '%s', and a head, '#'"
              .formatted(name, number, COMMENT));
    }
  }

  private List<SpecCase> cases() {
    if (blocks.isEmpty()) {
      throw new IllegalArgumentException(
          "%s: has no case: one begins with '%s' and its title".formatted(name, CASE));
    }
    Set<String> titles = new HashSet<>();
    List<SpecCase> cases = new ArrayList<>();
    for (SpecLines block : blocks) {
      if (!titles.add(block.title())) {
        throw block.wrong(block.line(), "another case has this title, too");
      }
      cases.add(block.toCase(head));
    }
    return cases;
  }
}
