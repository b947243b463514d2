package org.tlssunset.cli;

import org.tlssunset.console.RowOutput;
import picocli.CommandLine.Option;

/** What rows on standard output look like. */
final class FormatOption {

  @Option(
      names = "--format",
      description = "${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} if not given.")
  private RowOutput.Format format = RowOutput.Format.table;

  RowOutput.Format format() {
    return format;
  }
}
