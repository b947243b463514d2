package org.tlssunset.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tlssunset.warehouse.SparkDefaults;
import picocli.CommandLine;

/** Whose word counts: --master, then --config, then Spark's file, then what is built in. */
class SparkOptionsTest {

  @TempDir private Path folder;

  private static Map<String, String> settings(String... options) throws IOException {
    SparkOptions given = CommandLine.populateCommand(new SparkOptions(), options);
    return given.configuration().spark();
  }

  @Test
  void nothingGivenLeavesWhatIsBuiltIn() throws IOException {
    assertThat(settings()).isEmpty();
    assertThat(SparkDefaults.builtIn())
        .containsEntry("spark.master", "local[*]")
        .containsEntry("spark.sql.session.timeZone", "UTC")
        .containsEntry("spark.hadoop.parquet.enable.dictionary#session_id", "false")
        .allSatisfy((key, value) -> assertThat(value).isNotEmpty());
  }

  @Test
  void eachStandsOverTheNext() throws IOException {
    Path properties =
        Files.writeString(
            folder.resolve("spark.conf"),
            """
            # comment
            spark.master            local[2]
            spark.executor.memory = 2g
            spark.app.name          of the file
            other.program           x
            """);
    Path config =
        Files.writeString(
            folder.resolve("own.conf"),
            "tls-sunset.spark { spark.master = \"local[3]\", spark.app.name = own }");
    String[] files = {"--properties-file", properties.toString(), "--config", config.toString()};

    assertThat(settings(files))
        .isEqualTo(
            Map.of(
                "spark.master", "local[3]",
                "spark.executor.memory", "2g",
                "spark.app.name", "own"));
    assertThat(settings(files[0], files[1], files[2], files[3], "--master", "local[4]"))
        .containsEntry("spark.master", "local[4]");
  }
}
