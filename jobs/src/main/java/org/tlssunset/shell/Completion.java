package org.tlssunset.shell;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import org.jspecify.annotations.Nullable;
import org.tlssunset.query.NumberedQuestion;
import org.tlssunset.query.Suggestion;

/** What may come next in a line: a command of the shell, or in a query; each with what it means. */
final class Completion implements Completer {

  private static final int WIDEST = 70;

  @Override
  public void complete(@Nullable LineReader reader, ParsedLine line, List<Candidate> candidates) {
    String word = line.word();
    String before = line.line().substring(0, line.cursor() - word.length());
    next(before, word, line.line()).map(Completion::candidate).forEach(candidates::add);
  }

  private static Stream<Suggestion> next(String before, String word, String line) {
    if (before.isBlank()) {
      return Stream.concat(
          Arrays.stream(ShellCommand.values())
              .map(command -> new Suggestion(command.word(), "commands", command.does())),
          Suggestion.at(before, word, line).filter(next -> next.group() == null));
    }
    ShellCommand command = ShellCommand.of(before).orElse(null);
    if (command == ShellCommand.HELP) {
      return Suggestion.explained();
    }
    if (command == ShellCommand.QUESTIONS) {
      return command.choices().stream()
          .map(
              number -> new Suggestion(number, command.word(), NumberedQuestion.of(number).asks()));
    }
    return command == null
        ? Suggestion.at(before, word, line)
        : command.choices().stream().map(choice -> new Suggestion(choice, null, null));
  }

  private static Candidate candidate(Suggestion next) {
    String meaning = next.meaning();
    boolean isLong = meaning != null && meaning.length() > WIDEST;
    return new Candidate(
        next.text(),
        next.text(),
        next.group(),
        isLong ? meaning.substring(0, WIDEST - 1) + "…" : meaning,
        null,
        null,
        !next.text().endsWith("("));
  }
}
