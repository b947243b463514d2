package org.tlssunset.cli;

import picocli.CommandLine.Option;

/** {@code --keep}: old logs stay as they were read. */
final class KeepOption {

  @Option(
      names = "--keep",
      description = {
        "Do not read logs again whose reading an upgrade or changed settings would alter; they are"
            + " counted, and status names them."
      })
  private boolean keep;

  boolean isGiven() {
    return keep;
  }
}
