package org.tlssunset.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.tlssunset.endtoend.Command;

/**
 * What the pages say can be done: each command of ours runs, each query is answered, each link
 * leads somewhere. Their paths stand for those of a small demo.
 */
class PagesTest {

  private static final String PROGRAM = "jobs/tls-sunset ";

  private static final String LAUNCHER = "tls.sunset.target";

  /**
   * What is no command of ours: a shell's, Windows', Exchange's, other engines', files' contents.
   */
  private static final Pattern FOREIGN =
      Pattern.compile(
          "(mvn|reg|printf|mkdir|mount|python3) .*|\\$\\w+ = .*|\\$\\w+\\.Keys .*|Get-\\w+ .*"
              + "|INSTALL delta; .*|SELECT .* FROM delta_scan\\(.*|[\\w.\\\\*/]*;.*");

  /** Done with a remark: lines that are damaged, a proof that is not found. */
  private static final Map<String, List<Integer>> ENDS =
      Map.of("nightly", List.of(0, 3), "status", List.of(0, 3), "inspect", List.of(0, 3));

  @TempDir private static Path folder;

  private static List<Page> pages;

  @BeforeAll
  static void demo() throws IOException {
    pages = Page.all();
    Command demo = Command.run("demo", "--dir", folder.resolve("demo").toString());
    assertThat(demo.exitCode()).as(demo.err()).isZero();
    Files.write(
        folder.resolve("owners.csv"),
        block("network;name;user;domain;owner;mail;language;from;until"));
    Files.writeString(folder.resolve("queries.sql"), "SELECT 1; SELECT * FROM top_programs;");
    Files.writeString(folder.resolve("sites.csv"), "network,site\n10.0.0.0/8,Berlin\n");
  }

  /** The block of a page that begins with a line. */
  private static List<String> block(String first) {
    return pages.stream()
        .flatMap(page -> page.code().stream())
        .filter(block -> block.size() > 1 && block.get(1).equals(first))
        .findFirst()
        .orElseThrow()
        .stream()
        .skip(1)
        .toList();
  }

  @TestFactory
  Stream<DynamicTest> eachCommandRuns() {
    return pages.stream()
        .flatMap(page -> page.code().stream().filter(block -> block.get(0).isEmpty()))
        .flatMap(block -> block.stream().skip(1))
        .filter(line -> line.startsWith(PROGRAM) || line.startsWith("sql> "))
        .distinct()
        .map(
            line ->
                DynamicTest.dynamicTest(
                    line, () -> run(TypedCommand.of(line.replaceFirst("^sql> ", PROGRAM)))));
  }

  private static void run(TypedCommand typed) {
    if (typed.name().equals("demo")) {
      return; // it ran, and made what all others work on
    }
    List<String> words = new ArrayList<>();
    typed.words().forEach(word -> words.add(here(word)));
    if (typed.name().equals("sql") && !typed.has("-e") && !typed.has("-f")) {
      words.addAll(List.of("-e", "SELECT 'typed'")); // the shell asks a terminal
    } else if (typed.name().equals("notebook")) {
      words.addAll(List.of("--prefix", folder.resolve("jupyter").toString()));
    } else if (typed.name().equals("proof") && !typed.has("--warehouse")) {
      words.addAll(List.of("--warehouse", here("/data/tls")));
    }

    System.setProperty(LAUNCHER, "target"); // as the launcher does
    Command done;
    try {
      done = Command.run(words.toArray(String[]::new));
    } finally {
      System.clearProperty(LAUNCHER);
    }

    assertThat(done.exitCode()).as(done.err()).isIn(ENDS.getOrDefault(typed.name(), List.of(0)));
  }

  /** A path of the pages, where it is in this test; other words as they are. */
  private static String here(String word) {
    return switch (word) {
      case "exports" -> folder.resolve("demo/servers/exports").toString();
      case "servers.csv" -> folder.resolve("demo/servers/inventory.csv").toString();
      case "letters", "reg-files", "by-owner" -> folder.resolve(word).toString();
      default ->
          word.replaceFirst("^([a-z-]+\\.(csv|html|sql|jsonl|parquet))$", folder + "/$1")
              .replaceFirst("^jobs/target/demo", folder.resolve("demo").toString())
              .replaceFirst("^/data/tls", folder.resolve("demo/warehouse").toString())
              .replaceFirst("^/archive", folder.resolve("demo/archive").toString());
    };
  }

  @TestFactory
  Stream<DynamicTest> eachQueryIsAnswered() {
    return pages.stream()
        .flatMap(page -> page.code().stream().filter(block -> block.get(0).equals("sql")))
        .map(block -> String.join("\n", block.subList(1, block.size())))
        .map(
            queries ->
                DynamicTest.dynamicTest(
                    queries,
                    () -> {
                      Command asked =
                          Command.run("sql", "--warehouse", here("/data/tls"), "-e", queries);
                      assertThat(asked.exitCode()).as(asked.err()).isZero();
                    }));
  }

  @Test
  void whatIsNotRunIsNotOurs() {
    assertThat(pages)
        .flatExtracting(Page::code)
        .filteredOn(block -> !block.get(0).equals("sql"))
        .allSatisfy(
            block ->
                assertThat(block.subList(1, block.size()))
                    .allMatch(
                        line ->
                            line.startsWith(PROGRAM)
                                || line.startsWith("sql> ")
                                || FOREIGN.matcher(line).matches()));
  }

  @Test
  void eachLinkLeadsSomewhere() throws IOException {
    List<Page> all = new ArrayList<>(pages);
    all.add(Page.of(Path.of("../ARCHITECTURE.md")));
    for (Page page : all) {
      for (String link : page.links()) {
        if (!link.contains("://")) {
          String[] parts = link.split("#", 2);
          Path target = page.file().resolveSibling(parts[0]).normalize();
          target = parts[0].isEmpty() ? page.file() : target;
          assertThat(target).as(page.file() + " links to " + link).exists();
          if (parts.length > 1) {
            assertThat(Page.of(target).anchors()).as(page.file() + ": " + link).contains(parts[1]);
          }
        }
      }
    }
  }

  /** The README lists all commands that help lists. */
  @Test
  void noCommandIsLeftOut() throws IOException {
    String readme = Files.readString(Path.of("../README.md"));
    List<String> commands =
        Command.run("--help")
            .out()
            .lines()
            .filter(line -> line.matches("  [a-z]+ +[A-Z].*"))
            .map(line -> line.strip().replaceFirst(" .*", ""))
            .toList();

    assertThat(commands)
        .contains("nightly", "notebook")
        .allMatch(name -> readme.contains("`" + name));
  }
}
