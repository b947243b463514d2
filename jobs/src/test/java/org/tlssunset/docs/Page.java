package org.tlssunset.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page of the documentation, in Markdown. */
record Page(Path file, List<String> lines) {

  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

  private static final Pattern HEADING = Pattern.compile("#{1,6} +(.*)");

  /** The pages that are written by hand, and the one that is made. */
  static List<Page> all() throws IOException {
    List<Page> pages = new ArrayList<>(List.of(of(Path.of("../README.md"))));
    try (Stream<Path> files = Files.list(Path.of("../docs"))) {
      for (Path file : files.sorted().toList()) {
        pages.add(of(file));
      }
    }
    return pages;
  }

  static Page of(Path file) throws IOException {
    return new Page(file, Files.readAllLines(file));
  }

  /**
   * The blocks of code: each begins with the word behind its fence, nothing if it is indented
   * alone, and has no indentation.
   */
  List<List<String>> code() {
    List<List<String>> blocks = new ArrayList<>();
    List<String> block = null;
    boolean isFenced = false;
    for (String line : lines) {
      if (line.startsWith("```")) {
        isFenced = !isFenced;
        block = isFenced ? begun(blocks, line.substring(3)) : null;
      } else if (isFenced || line.startsWith("    ") && !line.isBlank()) {
        block = block == null ? begun(blocks, "") : block;
        block.add(line.strip());
      } else {
        block = null;
      }
    }
    return blocks;
  }

  private static List<String> begun(List<List<String>> blocks, String kind) {
    List<String> block = new ArrayList<>(List.of(kind));
    blocks.add(block);
    return block;
  }

  /** What it refers to. */
  List<String> links() {
    return LINK.matcher(String.join("\n", lines)).results().map(found -> found.group(1)).toList();
  }

  /** Its headings, as links to them name them. */
  List<String> anchors() {
    return lines.stream()
        .flatMap(line -> HEADING.matcher(line).results().filter(found -> found.start() == 0))
        .map(Page::anchor)
        .toList();
  }

  private static String anchor(MatchResult heading) {
    return heading
        .group(1)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}_ -]", "")
        .replace(' ', '-');
  }
}
