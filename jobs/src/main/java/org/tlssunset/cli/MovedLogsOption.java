package org.tlssunset.cli;

import java.util.List;
import picocli.CommandLine.Option;

/** Where logs are that were moved since they were read. */
final class MovedLogsOption {

  @Option(
      names = "--archive",
      arity = "1..*",
      paramLabel = "PATH",
      converter = GivenPath.class,
      description = "Where to search for logs that are no longer at their paths.")
  private List<String> archive = List.of();

  /** Paths; none if nobody has said. */
  List<String> paths() {
    return archive;
  }
}
