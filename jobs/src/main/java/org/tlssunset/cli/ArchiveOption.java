package org.tlssunset.cli;

import java.util.List;
import picocli.CommandLine.Option;

/** What is to be read. */
final class ArchiveOption {

  @Option(
      names = "--archive",
      required = true,
      arity = "1..*",
      paramLabel = "PATH",
      converter = GivenPath.class,
      description =
          "Folders, files or globs; local or with a Hadoop scheme (hdfs:// s3a:// file://).")
  private List<String> paths = List.of();

  List<String> paths() {
    return paths;
  }
}
