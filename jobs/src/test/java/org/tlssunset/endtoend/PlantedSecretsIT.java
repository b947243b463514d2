package org.tlssunset.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tlssunset.schema.Table;
import org.tlssunset.schema.Tables;
import org.tlssunset.synthetic.ArchiveShape;
import org.tlssunset.synthetic.SyntheticArchive;
import org.tlssunset.warehouse.SharedSpark;
import org.tlssunset.warehouse.Warehouse;

/** Secrets are planted wherever they may be given, and looked for in all that a night writes. */
@Timeout(300)
class PlantedSecretsIT {

  /** All planted secrets begin so. */
  private static final String PLANTED = "hunter2";

  private static final String CLASS_PATH =
      String.join(":", "target/tls-sunset-jobs.jar", "target/lib/*", "target/spark/*");

  @TempDir private Path folder;

  @Test
  void noneIsFoundInWhatANightWrites() throws Exception {
    Path written = Files.createDirectory(folder.resolve("written"));
    Path events = Files.createDirectory(written.resolve("events"));
    Path archive = folder.resolve("archive");
    SyntheticArchive.write(archive, ArchiveShape.small().withDays(1));
    Path config =
        own(
            "own.conf",
            """
            tls-sunset {
              hadoop {
                fs.s3a.access.key = hunter2-a
                fs.s3a.secret.key = ${PLANTED_SECRET}
                "fs.azure.account.key.logs.dfs.core.windows.net" = hunter2-b
              }
              spark {
                spark.hadoop.fs.s3a.session.token = hunter2-c
                spark.ui.enabled = true
                spark.ui.port = 0
                spark.eventLog.enabled = true
                spark.eventLog.compress = false
                spark.eventLog.dir = "%s"
              }
            }
            """
                .formatted(events.toUri()));
    own("spark-defaults.conf", "spark.ssl.trustStorePassword hunter2-d\nspark.logConf true\n");

    int exitCode =
        run(
            written.resolve("night"),
            "nightly",
            "--archive",
            archive.toString(),
            "--warehouse",
            written.resolve("tables").toString(),
            "--out",
            written.resolve("csv").toString(),
            "--config",
            config.toString());
    assertThat(exitCode).as(Files.readString(written.resolve("night"))).isZero();
    // A scheme that nobody knows, so that it fails with a stack trace and with the settings in
    // force.
    exitCode =
        run(
            written.resolve("failure"),
            "nightly",
            "--archive",
            "nowhere://logs/exchange",
            "--warehouse",
            written.resolve("none").toString(),
            "--config",
            config.toString());
    assertThat(exitCode).isEqualTo(2);

    assertThat(Files.readString(written.resolve("night"))).contains(" INFO ", "spark.logConf=true");
    assertThat(Files.readString(written.resolve("failure"))).contains("\tat org.tlssunset.");
    assertThat(below(events))
        .anySatisfy(log -> assertThat(log).content().contains("SparkListenerEnvironmentUpdate"));
    assertThat(below(written.resolve("csv"))).isNotEmpty();
    for (Path file : below(written)) {
      assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
          .as(file.toString())
          .doesNotContain(PLANTED);
    }
    // Data files are compressed: what is in them is seen in the rows.
    Warehouse warehouse =
        new Warehouse(SharedSpark.session(), written.resolve("tables").toString());
    for (Table table : Tables.all()) {
      assertThat(warehouse.read(table).toJSON().collectAsList())
          .as(table.name())
          .noneMatch(row -> row.contains(PLANTED));
    }
  }

  private Path own(String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private static List<Path> below(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  /** Runs the command in a process of its own, with all that it and its libraries can tell. */
  private int run(Path said, String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin/java").toString()));
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> option.startsWith("--add-opens"))
        .forEach(command::add);
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Dtls.sunset.log=info", "-cp", CLASS_PATH));
    command.add("org.tlssunset.cli.TlsSunset");
    command.addAll(List.of(arguments));
    command.add("--verbose");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
    builder.environment().put("PLANTED_SECRET", PLANTED + "-e");
    builder.environment().put("SPARK_CONF_DIR", folder.toString());
    Process process = builder.start();
    try {
      assertThat(process.waitFor(240, TimeUnit.SECONDS)).isTrue();
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }
}
