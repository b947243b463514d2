package org.tlssunset.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.tlssunset.config.Configuration;
import picocli.CommandLine.Option;

/** What every command that reads logs takes. */
final class CommonOptions {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      converter = GivenPath.class,
      description = "Settings beyond the defaults; conf/tls-sunset.conf lists them all.")
  private @Nullable String config;

  Configuration configuration() {
    return Configuration.load(config == null ? null : Path.of(config));
  }
}
