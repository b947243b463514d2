package org.tlssunset.cli;

import java.util.List;
import org.tlssunset.config.Configuration;
import org.tlssunset.console.Progress;
import org.tlssunset.steps.ReadingStep;
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

  /** The step that reads it; its files are listed at once. */
  ReadingStep reading(
      Configuration configuration, WarehouseOption warehouse, KeepOption keep, Progress progress)
      throws Exception {
    return new ReadingStep(
        paths, ReadingStep.list(configuration, paths, warehouse.path(), progress), keep.isGiven());
  }
}
