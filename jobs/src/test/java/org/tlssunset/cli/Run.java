package org.tlssunset.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * A command as the user types it, run in this JVM.
 *
 * @param out what stood on standard output
 * @param err what stood on standard error
 */
public record Run(int exitCode, String out, String err) {

  /** Runs it. */
  public static Run of(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode = TlsSunset.run(new PrintWriter(out), new PrintWriter(err), arguments);
    return new Run(exitCode, out.toString(), err.toString());
  }
}
