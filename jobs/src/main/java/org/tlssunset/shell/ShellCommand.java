package org.tlssunset.shell;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tlssunset.schema.Question;

/** What the shell itself does; no semicolon ends it. */
enum ShellCommand {
  HELP(
      "help [NAME]",
      "this list, and the views; of a table, view, function or column: what it means",
      "\\h",
      "\\?"),
  QUESTIONS("questions [N]", "what people ask first; of a number: its query, and the answer"),
  TABLES("tables", "all tables and views, and what their rows are", "\\d"),
  PROOF("proof FILE:LINE", "the line of a log behind a row, as 'proof' in legacy_clients has it"),
  CSV("csv NAME FILE", "a CSV file of your own as a table of that name, all its columns text"),
  FORMAT("format table|csv|json", "what answers look like"),
  TIMING("timing on|off", "whether each answer ends with its rows and seconds"),
  PAGER("pager on|off", "whether longer answers go through $PAGER (less, if it is not set)"),
  QUIT("quit", "leaves; so does Ctrl-D", "exit", "\\q");

  private final String usage;
  private final String does;
  private final List<String> alsoCalled;

  ShellCommand(String usage, String does, String... alsoCalled) {
    this.usage = usage;
    this.does = does;
    this.alsoCalled = List.of(alsoCalled);
  }

  /** How it is typed. */
  String usage() {
    return usage;
  }

  /** What it does, in a line. */
  String does() {
    return does;
  }

  /** Its name. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The words that it may be told to do; empty if it takes none, or any. */
  List<String> choices() {
    return switch (this) {
      case FORMAT -> List.of("table", "csv", "json");
      case TIMING, PAGER -> List.of("on", "off");
      case QUESTIONS ->
          IntStream.rangeClosed(1, Question.ALL.size()).mapToObj(String::valueOf).toList();
      case HELP, TABLES, PROOF, CSV, QUIT -> List.of();
    };
  }

  /** The command that a line is; empty if it is none. */
  static Optional<ShellCommand> of(String line) {
    String first = line.strip().split("[\\s;]", 2)[0].toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(
            command ->
                Stream.concat(Stream.of(command.word()), command.alsoCalled.stream())
                    .anyMatch(first::equals))
        .findFirst();
  }

  /** What stands behind the command in a line. */
  static String rest(String line) {
    String[] words = line.strip().split("\\s+", 2);
    return words.length < 2 ? "" : words[1].replaceFirst("\\s*;\\s*$", "").strip();
  }
}
