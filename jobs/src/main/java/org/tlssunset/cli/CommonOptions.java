package org.tlssunset.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tlssunset.config.Configuration;
import org.tlssunset.config.UsageException;
import picocli.CommandLine.Option;

/** What every command that reads logs takes. */
final class CommonOptions {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      converter = GivenPath.class,
      description = "Settings beyond the defaults; conf/tls-sunset.conf lists them all.")
  private @Nullable String config;

  /** The user's file; empty if there is none. */
  Optional<Path> file() {
    return Optional.ofNullable(config).map(Path::of);
  }

  /**
   * Reads the user's file.
   *
   * @param over files whose settings hold over the user's
   * @throws UsageException if one cannot be read or says what is not understood
   */
  Configuration configuration(Path... over) {
    List<Path> files = new ArrayList<>();
    file().ifPresent(files::add);
    files.addAll(List.of(over));
    return Configuration.layered(files);
  }
}
