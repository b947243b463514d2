package org.tlssunset.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A command as a page has it, to be typed into a shell. */
record TypedCommand(List<String> words) {

  /** Quoted or not; what stands behind {@code #} or {@code >} is not the command's. */
  private static final Pattern WORD =
      Pattern.compile("\\G\\s*(?:\"([^\"]*)\"|'([^']*)'|([^\\s\"'#>]+))");

  /** The words of a line behind the program's name. */
  static TypedCommand of(String line) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(line);
    while (word.find()) {
      words.add(
          word.group(1) != null
              ? word.group(1)
              : word.group(2) != null ? word.group(2) : word.group(3));
    }
    return new TypedCommand(words.subList(1, words.size()));
  }

  String name() {
    return words.get(0);
  }

  boolean has(String option) {
    return words.contains(option);
  }
}
