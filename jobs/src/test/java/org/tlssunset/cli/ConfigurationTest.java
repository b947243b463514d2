package org.tlssunset.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlssunset.logs.LogSettings;

class ConfigurationTest {

  @TempDir private Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("own.conf"), text);
  }

  @Test
  void theDefaultsAreThoseOfTheParsers() {
    assertThat(Configuration.load(null).ingest().read().logs()).isEqualTo(LogSettings.DEFAULTS);
  }

  @Test
  void anOwnFileChangesWhatItNames() throws IOException {
    Configuration configuration =
        Configuration.load(
            file(
                """
                tls-sunset {
                  server-name-pattern = "/archive/(?<server>[^/]+)/"
                  iis.http-ports = [80, 8080]
                  ingest { batch-bytes = 64M, batch-files = 3 }
                  hadoop { "fs.s3a.endpoint" = "http://127.0.0.1:9", fs.s3a.path.style.access = true }
                  spark { spark.master = "local[1]" }
                }
                """));

    assertThat(configuration.ingest().batchBytes()).isEqualTo(64L << 20);
    assertThat(configuration.ingest().batchFiles()).isEqualTo(3);
    assertThat(configuration.ingest().read().logs().httpPorts()).containsExactly(80, 8080);
    assertThat(configuration.ingest().read().logs().cryptProtocolFields())
        .isEqualTo(LogSettings.DEFAULTS.cryptProtocolFields());
    assertThat(configuration.ingest().read().serverNames().apply("/archive/EX07/W3SVC1/a.log"))
        .contains("EX07");
    assertThat(configuration.ingest().read().stores().hadoopSettings())
        .isEqualTo(
            Map.of("fs.s3a.endpoint", "http://127.0.0.1:9", "fs.s3a.path.style.access", "true"));
    assertThat(configuration.spark()).isEqualTo(Map.of("spark.master", "local[1]"));
  }

  @Test
  void anUnknownKeyIsAnErrorThatNamesTheNearest() throws IOException {
    Path own = file("tls-sunset.ingest.batch-byte = 1G\n");

    assertThatThrownBy(() -> Configuration.load(own))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            "%s: there is no key tls-sunset.ingest.batch-byte; the nearest is tls-sunset.ingest.batch-bytes"
                .formatted(own));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tls-sunset { ingest { batch-files = 0 } } | batch-files must be 1 or more",
        "tls-sunset { ingest { batch-bytes = 12 } } | batch-bytes must be 1K or more",
        "tls-sunset { ingest { batch-files = many } } | batch-files has type STRING rather than NUMBER",
        "tls-sunset { server-name-pattern = \"(\" } | server-name-pattern is no usable regular expression",
        "tls-sunset { server-name-pattern = \"/x/\" } | it has no group",
        "tls-sunset { ingest | own.conf: 1:",
      })
  void aWrongValueIsToldWithItsPlace(String text, String told) throws IOException {
    Path own = file(text);

    assertThatThrownBy(() -> Configuration.load(own))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(own.toString())
        .hasMessageContaining(told);
  }

  @Test
  void aFileThatIsNotThereIsAnError() {
    assertThatThrownBy(() -> Configuration.load(folder.resolve("none.conf")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("cannot be read");
  }

  @Test
  void aFolderIsNoConfiguration() {
    assertThatThrownBy(() -> Configuration.load(folder))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(folder.toString())
        .hasMessageContaining("cannot be read");
  }
}
