package org.tlssunset.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tlssunset.warehouse.FixedSettings;
import org.tlssunset.warehouse.SparkDefaults;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * What every command that starts Spark takes: where it runs, and with what settings.
 *
 * <p>{@code --master} stands over {@code spark {}} of {@code --config}, which stands over a file of
 * Spark's defaults. Below are spark-submit's settings and those that are built in. Over all stand
 * those that results rely on, see {@link FixedSettings}.
 */
final class SparkOptions {

  /** Spark's own variable, for the folder of its own file. */
  private static final String FOLDER = "SPARK_CONF_DIR";

  /** Set by spark-submit, which has read that file itself. */
  private static final String SUBMITTED = "SPARK_SUBMIT";

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
   * @throws UsageException if one cannot be read or says what is not understood
   */
  Configuration configuration() throws IOException {
    Configuration configuration = common.configuration();
    Map<String, String> settings = new LinkedHashMap<>(ofFile());
    settings.putAll(configuration.spark());
    if (master != null) {
      settings.put("spark.master", master);
    }
    tellFixed(settings);
    return configuration.withSpark(settings);
  }

  private void tellFixed(Map<String, String> settings) {
    if (spec == null) {
      return;
    }
    StandardError err = new StandardError(spec.commandLine().getErr());
    FixedSettings.all()
        .forEach(
            (key, value) -> {
              String set = settings.getOrDefault(key, System.getProperty(key, value));
              if (!set.equalsIgnoreCase(value)) {
                err.warning(
                    "%s stays %s: results rely on it, and %s is not heeded"
                        .formatted(key, value, set));
              }
            });
  }

  private Map<String, String> ofFile() throws IOException {
    if (propertiesFile != null) {
      return read(Path.of(propertiesFile));
    }
    String folder = System.getenv(FOLDER);
    if (folder == null || folder.isEmpty() || Boolean.getBoolean(SUBMITTED)) {
      return Map.of();
    }
    Path file = Path.of(folder, "spark-defaults.conf");
    return Files.exists(file) ? read(file) : Map.of();
  }

  private static Map<String, String> read(Path file) throws IOException {
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new UsageException(
          "%s cannot be read: check --properties-file or %s".formatted(file, FOLDER));
    }
    try (Reader text = Files.newBufferedReader(file)) {
      Map<String, String> settings = SparkDefaults.read(text);
      Secrets.refuseReadable(file, settings.keySet());
      return settings;
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          "%s is not understood: a \\u must be followed by four hexadecimal digits"
              .formatted(file));
    }
  }
}
