package org.tlssunset.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tlssunset.config.Configuration;
import org.tlssunset.config.SparkSettings;
import org.tlssunset.config.UsageException;
import org.tlssunset.console.StandardError;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every command that starts Spark takes: where it runs, and with what settings. */
final class SparkOptions {

  @Mixin private CommonOptions common = new CommonOptions();

  @Option(
      names = "--master",
      paramLabel = "URL",
      converter = Master.class,
      description =
          "Where Spark runs: local[N] for N cores of this machine, spark://HOST:PORT for a cluster;"
              + " all cores of this machine if not given.")
  private @Nullable String master;

  @Option(
      names = "--properties-file",
      paramLabel = "FILE",
      converter = GivenPath.class,
      description =
          "Spark's settings, in the form of spark-defaults.conf; $SPARK_CONF_DIR/spark-defaults.conf"
              + " if not given.")
  private @Nullable String propertiesFile;

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec spec;

  /**
   * Reads all files, and says which of their settings stay as they are built in.
   *
   * @param over files whose settings hold over the user's
   * @throws UsageException if one cannot be read or says what is not understood
   */
  Configuration configuration(Path... over) throws IOException {
    Configuration configuration = common.configuration(over);
    Map<String, String> settings =
        SparkSettings.of(
            propertiesFile == null ? null : Path.of(propertiesFile), configuration.spark(), master);
    if (spec != null) {
      StandardError err = new StandardError(spec.commandLine().getErr());
      SparkSettings.notHeeded(settings).forEach(err::warning);
    }
    return configuration.withSpark(settings);
  }

  /**
   * Looks at the user's configuration, before anything is done.
   *
   * @throws UsageException if it cannot be read or says what is not understood
   */
  void check() {
    common.configuration();
  }
}
