package org.tlssunset.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * tls-sunset as users start it: a process of its own.
 *
 * @param script the launcher
 * @param cores how many threads it gets
 */
record Launcher(Path script, int cores) {

  private static final String JAVA_OPTIONS = "TLS_SUNSET_JAVA_OPTIONS";

  /**
   * A command of tls-sunset's.
   *
   * @param javaOptions in addition to those in force; empty for none
   */
  ProcessBuilder command(String javaOptions, List<String> arguments) {
    ProcessBuilder command = new ProcessBuilder(script.toString());
    command.command().addAll(arguments);
    String options = System.getenv().getOrDefault(JAVA_OPTIONS, "");
    command
        .environment()
        .put(
            JAVA_OPTIONS,
            "%s -XX:ActiveProcessorCount=%d %s".formatted(options, cores, javaOptions));
    return command;
  }

  /**
   * The whole of {@code nightly}, from nothing to the CSV.
   *
   * @param folder where its tables go, see {@link #warehouse}
   */
  ProcessBuilder nightly(Path archive, Path folder, String javaOptions) throws IOException {
    Path configuration = folder.resolve("tls-sunset.conf");
    Files.writeString(
        configuration,
        "tls-sunset { spark { \"spark.master\" = \"local[%d]\" } }%n".formatted(cores));
    return command(
        javaOptions,
        List.of(
            "nightly",
            "--archive",
            archive.toString(),
            "--warehouse",
            warehouse(folder).toString(),
            "--config",
            configuration.toString()));
  }

  /** Where {@link #nightly} makes its tables. */
  static Path warehouse(Path folder) {
    return folder.resolve("warehouse");
  }
}
