package org.tlssunset.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.tlssunset.config.UsageException;
import org.tlssunset.console.FailedException;
import org.tlssunset.steps.WritableFolder;
import picocli.CommandLine.Option;

/** Where the figures go that a monitoring system collects. */
final class MetricsOption {

  @Option(
      names = "--metrics",
      paramLabel = "FILE",
      converter = GivenPath.class,
      description =
          "Write the figures there too, in Prometheus's text format: a file *.prom in the folder of"
              + " node_exporter's textfile collector. nightly and status may share it.")
  private @Nullable String file;

  /**
   * The local file; null if none is wanted.
   *
   * @throws FailedException if nothing can be written there
   */
  @Nullable Path file() {
    if (file == null) {
      return null;
    }
    Path path = Path.of(file).toAbsolutePath().normalize();
    if (path.getParent() == null || Files.isDirectory(path)) {
      throw new UsageException("%s is a folder: name a file with --metrics".formatted(path));
    }
    WritableFolder.refuseOther("--metrics", path.getParent().toString());
    return path;
  }
}
