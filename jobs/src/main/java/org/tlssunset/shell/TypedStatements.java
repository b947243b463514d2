package org.tlssunset.shell;

import java.util.List;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;
import org.tlssunset.query.Statement;
import org.tlssunset.query.Suggestion;

/** Tells whether what is typed is whole, and which word is being typed. */
final class TypedStatements implements Parser {

  @Override
  public ParsedLine parse(String line, int cursor, ParseContext context) {
    if (context == ParseContext.ACCEPT_LINE && !isWhole(line)) {
      throw new EOFError(-1, -1, "a semicolon ends a query");
    }
    return new Typed(line, cursor, Suggestion.word(line.substring(0, cursor)));
  }

  @Override
  public boolean isEscapeChar(char character) {
    return false; // a backslash belongs to the query
  }

  /** Nothing, a command of the shell, or queries that a semicolon ends. */
  private static boolean isWhole(String line) {
    if (ShellCommand.of(line).isPresent()) {
      return true;
    }
    List<Statement> typed = Statement.all(line);
    return typed.isEmpty() || typed.get(typed.size() - 1).isWhole();
  }

  /**
   * A line that is being typed.
   *
   * @param word as far as it is typed
   */
  private record Typed(String line, int cursor, String word) implements CompletingParsedLine {

    @Override
    public int wordCursor() {
      return word.length();
    }

    @Override
    public int wordIndex() {
      return 0;
    }

    @Override
    public List<String> words() {
      return List.of(word);
    }

    @Override
    public CharSequence escape(CharSequence candidate, boolean complete) {
      return candidate;
    }

    @Override
    public int rawWordCursor() {
      return word.length();
    }

    @Override
    public int rawWordLength() {
      return word.length();
    }
  }
}
