package org.tlssunset.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.tlssunset.console.StandardError;
import org.tlssunset.console.Terminal;

/**
 * A query from standard input.
 *
 * @param isTyped whether a person types it, who has to be told that it is waited for
 */
record TypedQuery(InputStream in, boolean isTyped, StandardError said) {

  static TypedQuery on(StandardError said) {
    return new TypedQuery(System.in, Terminal.isTyped(), said);
  }

  /** Waits for its end. */
  String read() throws IOException {
    if (isTyped) {
      said.told("type a query, and end it with Ctrl-D on a line of its own (or give one with -e):");
    }
    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
  }
}
