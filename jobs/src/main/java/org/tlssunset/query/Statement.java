package org.tlssunset.query;

import java.util.ArrayList;
import java.util.List;

/**
 * One statement of SQL.
 *
 * @param text without the semicolon, nor blanks and comments before it
 * @param line the line of the whole text that it begins in, from 1
 * @param isWhole whether a semicolon ends it
 */
public record Statement(String text, int line, boolean isWhole) {

  /** A text that is one. */
  public static Statement of(String text) {
    return new Statement(text, 1, true);
  }

  /** All statements of a text; semicolons in quotes and comments end none. */
  public static List<Statement> all(String text) {
    List<Statement> all = new ArrayList<>();
    int begun = beginning(text, 0);
    int at = begun;
    while (at < text.length()) {
      if (text.charAt(at) == ';') {
        add(all, text, begun, at, true);
        begun = beginning(text, at + 1);
        at = begun;
      } else {
        at = after(text, at);
      }
    }
    add(all, text, begun, text.length(), false);
    return all;
  }

  private static void add(List<Statement> all, String text, int from, int to, boolean isWhole) {
    String statement = text.substring(from, to).stripTrailing();
    if (!statement.isEmpty()) {
      int line = 1 + (int) text.chars().limit(from).filter(c -> c == '\n').count();
      all.add(new Statement(statement, line, isWhole));
    }
  }

  /** Where a statement begins: behind blanks and comments. */
  private static int beginning(String text, int from) {
    int at = from;
    while (at < text.length()) {
      if (Character.isWhitespace(text.charAt(at))) {
        at++;
      } else if (isComment(text, at)) {
        at = after(text, at);
      } else {
        break;
      }
    }
    return at;
  }

  private static boolean isComment(String text, int at) {
    return text.startsWith("--", at) || (text.startsWith("/*", at) && !text.startsWith("/*+", at));
  }

  /** Where what stands at a place ends: a comment, what is quoted, or one character. */
  private static int after(String text, int at) {
    char c = text.charAt(at);
    if (text.startsWith("--", at)) {
      int end = text.indexOf('\n', at);
      return end < 0 ? text.length() : end;
    }
    if (text.startsWith("/*", at)) {
      return afterComment(text, at);
    }
    return c == '\'' || c == '"' || c == '`' ? afterQuoted(text, at, c) : at + 1;
  }

  /** Comments of this kind may hold others. */
  private static int afterComment(String text, int at) {
    int depth = 0;
    int i = at;
    while (i < text.length()) {
      if (text.startsWith("/*", i)) {
        depth++;
        i += 2;
      } else if (text.startsWith("*/", i)) {
        depth--;
        i += 2;
        if (depth == 0) {
          return i;
        }
      } else {
        i++;
      }
    }
    return i;
  }

  private static int afterQuoted(String text, int at, char quote) {
    int i = at + 1;
    while (i < text.length() && text.charAt(i) != quote) {
      i += text.charAt(i) == '\\' && quote != '`' ? 2 : 1;
    }
    return Math.min(i + 1, text.length());
  }
}
