package org.tlssunset.servers.registry;

import java.util.Locale;
import java.util.Optional;

/**
 * A line of a {@code .reg} file that holds a value, taken apart.
 *
 * @param name of the value; the default value's is empty
 * @param data what stands behind the equals sign, without blanks around
 */
record RegFileLine(String name, String data) {

  /** The parts of a line; empty if it holds no value. */
  static Optional<RegFileLine> of(String line) {
    String text = line.stripLeading();
    int end;
    String name;
    if (text.startsWith("@")) {
      name = "";
      end = 1;
    } else if (text.startsWith("\"") && quoteEnd(text, 1) > 0) {
      end = quoteEnd(text, 1) + 1;
      name = unescaped(text.substring(1, end - 1));
    } else {
      return Optional.empty();
    }
    String rest = text.substring(end).stripLeading();
    return rest.startsWith("=")
        ? Optional.of(new RegFileLine(name, rest.substring(1).strip()))
        : Optional.empty();
  }

  /** Whether the data are bytes that go on in the next line. */
  boolean isOpenBytes() {
    return data.endsWith("\\") && data.toLowerCase(Locale.ROOT).startsWith("hex");
  }

  /** Whether the data are a text whose quotes are closed in another line. */
  boolean isOpenText() {
    return data.startsWith("\"") && quoteEnd(data, 1) < 0;
  }

  /** Where the next quote stands that no backslash stands before; -1 if none does. */
  static int quoteEnd(String text, int from) {
    for (int at = from; at < text.length(); at++) {
      if (text.charAt(at) == '"') {
        return at;
      }
      at += text.charAt(at) == '\\' ? 1 : 0;
    }
    return -1;
  }

  /** A text without the backslashes before quotes and backslashes. */
  static String unescaped(String text) {
    return text.replaceAll("(?s)\\\\(.)", "$1");
  }
}
