package org.tlssunset.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tlssunset.console.StandardError;

/**
 * A query from standard input.
 *
 * @param isTyped whether a person types it, who has to be told that it is waited for
 */
record TypedQuery(InputStream in, boolean isTyped, StandardError said) {

  /** Where Linux says what standard input is. */
  private static final Path STANDARD_INPUT = Path.of("/proc/self/fd/0");

  static TypedQuery on(StandardError said) {
    return new TypedQuery(System.in, isTerminal(), said);
  }

  /** Waits for its end. */
  String read() throws IOException {
    if (isTyped) {
      said.told("type a query, and end it with Ctrl-D on a line of its own (or give one with -e):");
    }
    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
  }

  /** Java tells only whether standard output is a terminal, too. */
  private static boolean isTerminal() {
    try {
      String input = Files.readSymbolicLink(STANDARD_INPUT).toString();
      return input.startsWith("/dev/pts/") || input.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException e) {
      return System.console() != null;
    }
  }
}
