package org.tlssunset.archive;

import com.google.re2j.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * Reads globs of paths, as {@link java.nio.file.FileSystem#getPathMatcher} understands them, into
 * patterns that take linear time: the JDK's own take exponential time for many stars.
 */
final class GlobSyntax {

  private static final String IN_A_NAME = "[^/]";
  private static final String OPEN_BRACKET = "a bracket is not closed";

  private final String glob;
  private final StringBuilder regex = new StringBuilder();
  private int at;
  private boolean isInBraces;

  private GlobSyntax(String glob) {
    this.glob = glob;
  }

  /**
   * Reads a glob.
   *
   * @return to be matched as a whole
   * @throws PatternSyntaxException if it is none
   */
  static Pattern compile(String glob) {
    GlobSyntax syntax = new GlobSyntax(glob);
    while (syntax.at < glob.length()) {
      syntax.next();
    }
    if (syntax.isInBraces) {
      throw syntax.wrong("a brace is not closed");
    }
    return Pattern.compile(syntax.regex.toString(), Pattern.DOTALL);
  }

  private void next() {
    int c = take();
    switch (c) {
      case '\\' -> literal(taken("nothing follows the last backslash"));
      case '[' -> characters();
      case '{' -> {
        if (isInBraces) {
          throw wrong("braces within braces");
        }
        isInBraces = true;
        regex.append("(?:");
      }
      case '}' -> {
        if (isInBraces) {
          isInBraces = false;
          regex.append(')');
        } else {
          literal(c);
        }
      }
      case ',' -> {
        if (isInBraces) {
          regex.append('|');
        } else {
          literal(c);
        }
      }
      case '*' -> {
        boolean isAcross = peek() == '*';
        if (isAcross) {
          take();
        }
        regex.append(isAcross ? "." : IN_A_NAME).append('*');
      }
      case '?' -> regex.append(IN_A_NAME);
      default -> literal(c);
    }
  }

  /** What follows an opening bracket: single characters and ranges, of which none is the slash. */
  private void characters() {
    boolean isNegated = peek() == '!';
    if (isNegated) {
      take();
    }
    StringBuilder ranges = new StringBuilder();
    int from = 0;
    boolean mayBeginRange = false;
    for (int c = taken(OPEN_BRACKET); c != ']'; c = taken(OPEN_BRACKET)) {
      if (c == '/') {
        throw wrong("a slash in brackets");
      }
      if (c == '-' && !ranges.isEmpty() && peek() != ']') {
        int to = taken(OPEN_BRACKET);
        if (!mayBeginRange || to < from) {
          throw wrong("a range that is none in brackets");
        }
        range(ranges, from, to);
        mayBeginRange = false;
      } else {
        range(ranges, c, c);
        from = c;
        mayBeginRange = true;
      }
    }
    if (ranges.isEmpty()) {
      throw wrong("nothing in brackets");
    }
    regex.append('[').append(isNegated ? "^/" : "").append(ranges).append(']');
  }

  private static void range(StringBuilder ranges, int from, int to) {
    if (from < '/' && to > '/') {
      range(ranges, from, '/' - 1);
      range(ranges, '/' + 1, to);
    } else {
      ranges.append("\\x{%x}-\\x{%x}".formatted(from, to));
    }
  }

  private void literal(int c) {
    regex.append(Pattern.quote(Character.toString(c)));
  }

  /** The next character; -1 at the end. */
  private int peek() {
    return at < glob.length() ? glob.codePointAt(at) : -1;
  }

  private int take() {
    int c = glob.codePointAt(at);
    at += Character.charCount(c);
    return c;
  }

  /**
   * @param otherwise what is wrong if the glob has ended
   */
  private int taken(String otherwise) {
    if (at == glob.length()) {
      throw wrong(otherwise);
    }
    return take();
  }

  private PatternSyntaxException wrong(String what) {
    return new PatternSyntaxException(what, glob, at);
  }

  /** A path and the folders above it, the innermost first: what a pattern may be held against. */
  static Stream<String> withFolders(String path) {
    return Stream.iterate(
        path,
        part -> !part.isEmpty(),
        part -> part.substring(0, Math.max(0, part.lastIndexOf('/'))));
  }
}
