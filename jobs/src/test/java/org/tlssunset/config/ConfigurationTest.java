package org.tlssunset.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tlssunset.logs.LogSettings;

class ConfigurationTest {

  @TempDir private Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("own.conf"), text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "spark.a = abc | The value 'abc' in the config \"spark.x\" is invalid",
        "spark.a = 2q | Size must be specified as bytes (b). Invalid suffix: \"q\"",
        "spark.a = 3 | the key spark.a is not known"
      })
  void theSettingThatSparkDoesNotTakeIsNamed(String setting, String said) {
    String[] pair = setting.split(" = ");
    Map<String, String> settings = Map.of("spark.b", "7", pair[0], pair[1], "spark.c", "10m");
    Exception failure = new IllegalStateException("outer", new NumberFormatException(said));

    assertThat(SparkSettings.blamed(settings, failure))
        .get()
        .extracting(Throwable::getMessage)
        .asString()
        .startsWith("Spark does not take " + setting + " (")
        .contains("--config");
    assertThat(SparkSettings.blamed(Map.of("spark.b", "7"), failure)).isEmpty();
  }

  @Test
  void aSecretThatSparkDoesNotTakeIsNotShown() {
    Exception failure = new IllegalArgumentException("bad: hidden");

    assertThat(SparkSettings.blamed(Map.of("spark.a.password", "hidden"), failure))
        .get()
        .extracting(Throwable::getMessage)
        .asString()
        .contains("spark.a.password")
        .doesNotContain("hidden");
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
                  code-pages = [{ path = "**/ex2007/**", charset = "windows-1252" }]
                  ingest { batch-bytes = 64M, batch-files = 3 }
                  hadoop { "fs.s3a.endpoint" = "http://127.0.0.1:9", fs.s3a.path.style.access = true }
                  spark { spark.master = "local[1]" }
                }
                """));

    assertThat(configuration.ingest().batchBytes()).isEqualTo(64L << 20);
    assertThat(configuration.ingest().batchFiles()).isEqualTo(3);
    assertThat(configuration.ingest().read().logs().httpPorts()).containsExactly(80, 8080);
    assertThat(configuration.ingest().read().codePages().texts())
        .containsExactly("**/ex2007/** windows-1252");
    assertThat(configuration.ingest().read().logs().cryptProtocolFields())
        .isEqualTo(LogSettings.DEFAULTS.cryptProtocolFields());
    assertThat(configuration.ingest().read().serverNames().apply("/archive/EX07/W3SVC1/a.log"))
        .contains("EX07");
    assertThat(configuration.ingest().read().stores().hadoopSettings())
        .containsEntry("fs.s3a.endpoint", "http://127.0.0.1:9")
        .containsEntry("fs.s3a.path.style.access", "true")
        .containsEntry("fs.s3a.input.stream.type", "classic");
    assertThat(configuration.spark()).isEqualTo(Map.of("spark.master", "local[1]"));
  }

  @Test
  void whatIsAddedComesAfterTheDefaults() throws IOException {
    assertThat(
            Configuration.load(file("tls-sunset.probes.users += monitor"))
                .ingest()
                .read()
                .logs()
                .probeUsers())
        .containsExactly("HealthMailbox", "extest_", "monitor");
  }

  /** Each line: what the file says (~ for a new line), where the error is, and what is told. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ingest.batch-byte = 1G | 1 | there is no key tls-sunset.ingest.batch-byte; the nearest is tls-sunset.ingest.batch-bytes
          ingest.batch-files = 0 | 1 | tls-sunset.ingest.batch-files is '0': give a whole number, 1 or more
          name-files = "/etc/hosts" | 1 | tls-sunset.name-files is no list: put what it holds in brackets, with commas between
          name-files = [" "] | 1 | tls-sunset.name-files holds a path that is empty: give one, or take it out
          name-files = ["s3a://key:secret@cmdb/hosts.csv"] | 1 | tls-sunset.name-files holds a path with a password: give it to Hadoop's settings
          ingest.rejected-share-allowed = 2 | 1 | tls-sunset.ingest.rejected-share-allowed is '2': give a share from 0 to 1, such as 0.01
          ingest.batch-files = -1 | 1 | tls-sunset.ingest.batch-files is '-1': give a whole number, 1 or more
          ingest.batch-files = 2.5 | 1 | tls-sunset.ingest.batch-files is '2.5': give a whole number, 1 or more
          ingest.batch-files = 3000000000 | 1 | tls-sunset.ingest.batch-files is '3000000000': give a whole number, 1 or more
          ~~ingest.batch-files = many | 3 | tls-sunset.ingest.batch-files is 'many': give a whole number, 1 or more
          ingest.batch-files = [1] | 1 | tls-sunset.ingest.batch-files is a list: give a number
          ingest.batch-files { a = 1 } | 1 | there is no key tls-sunset.ingest.batch-files.a; the nearest is tls-sunset.ingest.batch-files
          ingest.batch-files = null | 1 | tls-sunset.ingest.batch-files is null: give a number, or take the line out
          ingest.rejected-lines-kept = -1 | 1 | tls-sunset.ingest.rejected-lines-kept is '-1': give a whole number, 0 or more
          ingest.batch-bytes = 64 | 1 | tls-sunset.ingest.batch-bytes has no unit: write 64K, 64M, 64G or 64T
          ingest.split-bytes = "64" | 1 | tls-sunset.ingest.split-bytes has no unit: write 64K, 64M, 64G or 64T
          ingest.batch-bytes = 12B | 1 | tls-sunset.ingest.batch-bytes is too small: give 1K or more
          ingest.batch-bytes = 12 miles | 1 | tls-sunset.ingest.batch-bytes is no size: give a number with its unit, such as 64M or 8G
          ingest.settled-after = 60 | 1 | tls-sunset.ingest.settled-after has no unit: write 60s, 60m, 60h or 60d
          ingest.settled-after = soon | 1 | tls-sunset.ingest.settled-after is no time: give a number with its unit, such as 30m or 1h
          ingest.settled-after = -1h | 1 | tls-sunset.ingest.settled-after is below zero: give 0s or more
          ingest = 5 | 1 | tls-sunset.ingest is no block: write ingest { … }
          iis.http-ports = 80 | 1 | tls-sunset.iis.http-ports is no list: put what it holds in brackets, with commas between
          iis.http-ports = [80,~70000] | 1 | tls-sunset.iis.http-ports holds '70000': give whole numbers from 1 to 65535
          probes.users = [monitor,~[]] | 2 | tls-sunset.probes.users is a list: give a text
          server-name-pattern = "(?<server>(" | 1 | tls-sunset.server-name-pattern is no usable regular expression: Unclosed group near index 11
          server-name-pattern = "/x/" | 1 | tls-sunset.server-name-pattern is no usable regular expression: it has no group (?<server>…)
          ignore = "*.txt" | 1 | tls-sunset.ignore is no list: put what it holds in brackets, with commas between
          ignore = ["*.txt",~"[a"] | 1 | tls-sunset.ignore holds '[a' is no pattern (a bracket is not closed): check its brackets and braces
          code-pages = 5 | 1 | tls-sunset.code-pages is no list: put its blocks in brackets, with commas between
          code-pages = [5] | 1 | tls-sunset.code-pages holds what is no block of path and charset: write { path = …, charset = … }
          code-pages = [~{ path = "/a" }] | 2 | tls-sunset.code-pages holds what is no block of path and charset: write { path = …, charset = … }
          code-pages = [{ path = "/a", charset = cp1252, x = 1 }] | 1 | tls-sunset.code-pages holds what is no block of path and charset: write { path = …, charset = … }
          code-pages = [{ path = "/a",~charset = klingon }] | 1 | tls-sunset.code-pages holds charset 'klingon', which is unknown: give a name such as windows-1252
          code-pages = [~{ path = "/a", charset = "a b" }] | 2 | tls-sunset.code-pages holds charset 'a b', which is unknown: give a name such as windows-1252
          code-pages = [{ path = "/a", charset = UTF-16 }] | 1 | tls-sunset.code-pages holds charset 'UTF-16', in which ASCII is written otherwise: give one such as windows-1252, and none for UTF-16
          code-pages = [{ path = "a/**", charset = cp1252 }] | 1 | tls-sunset.code-pages holds path 'a/**', which begins with neither / nor **: give a whole path, or **/ before it
          code-pages = [{ path = "/a[", charset = cp1252 }] | 1 | tls-sunset.code-pages holds path '/a[', which is no pattern (a bracket is not closed): check its brackets and braces
          spark = 5 | 1 | tls-sunset.spark is no block: write spark { … }
          spark { a = [1] } | 1 | tls-sunset.spark.a is a list: give a text
          hadoop { "a.b" = 1,~a.b = 2 } | 2 | tls-sunset.hadoop.a.b stands there twice: keep one
          ingest { batch-files = 1 }~~ingest.batch-files = 2 | 3 | tls-sunset.ingest.batch-files stands there twice, first in line 1: keep one
          spark { spark.master = a~spark.master = b } | 2 | tls-sunset.spark.spark.master stands there twice, first in line 1: keep one
          spark { a.b.c = 1,~a.b = 2 } | 2 | tls-sunset.spark.a.b stands there twice, first in line 1: keep one
          hadoop { fs.s3a.endpoint = a,~fs.s3a.endpoint.region = b } | 2 | tls-sunset.hadoop.fs.s3a.endpoint.region takes the value from tls-sunset.hadoop.fs.s3a.endpoint: put both keys in quotes
          iis.http-ports = ${NOT_SET_ANYWHERE} | 1 | a ${NAME} has no value there: set it in the environment, or write ${?NAME} for none
          """)
  void aWrongValueIsToldWithItsPlaceAndCure(String text, int line, String told) throws IOException {
    Path own = file("tls-sunset { " + text.replace('~', '\n') + " }");

    assertThatThrownBy(() -> Configuration.load(own))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("%s:%d".formatted(own, line))
        .hasMessageEndingWith(": " + told);
  }

  /** Each line that adds to a list adds to it; one that begins the list anew loses the others. */
  @Test
  void aListIsAddedToMoreThanOnce() throws IOException {
    Path added =
        file(
            """
            tls-sunset.retired-servers = ["EX01"]
            # retired-servers = []
            tls-sunset.retired-servers += "EX02"
            tls-sunset { retired-servers += "EX03" }
            """);
    assertThat(Configuration.load(added).retiredServers()).containsExactly("EX01", "EX02", "EX03");

    Path begunAnew =
        file("tls-sunset.retired-servers += \"EX01\"\ntls-sunset.retired-servers = [\"EX02\"]\n");
    assertThatThrownBy(() -> Configuration.load(begunAnew))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("retired-servers stands there twice");
  }

  @Test
  void aTextThatIsNoConfigurationIsNotRepeated() throws IOException {
    Path own = file("tls-sunset {\n  hadoop { fs.s3a.secret.key = hunter2\"x }\n}");

    assertThatThrownBy(() -> Configuration.load(own))
        .isInstanceOf(UsageException.class)
        .hasNoCause()
        .hasMessage(
            "%s:2 is not understood: a brace, bracket, quote or equals sign is missing, or one too many"
                .formatted(own));
  }

  @Test
  void aBackslashThatStandsAloneIsToldWithTheLineMended() throws IOException {
    Path own =
        file("tls-sunset {\n  server-name-pattern = \"/(?<server>EX\\d+\\\\x)\\.\" # folders\n}");
    assertThatThrownBy(() -> Configuration.load(own))
        .hasMessage(
            "%s:2: a backslash within quotes is written twice: server-name-pattern = \"/(?<server>EX\\\\d+\\\\x)\\\\.\" # folders"
                .formatted(own));

    Path secret = file("tls-sunset {\n  hadoop { fs.s3a.secret.key = \"hunt\\er2\" }\n}");
    assertThatThrownBy(() -> Configuration.load(secret))
        .hasMessage("%s:2: a backslash within quotes is written twice".formatted(secret));
  }

  @Test
  void blocksMayBeGivenInParts() throws IOException {
    Path own =
        file(
            """
            tls-sunset.ingest { batch-files = 3 }
            tls-sunset.ingest { batch-bytes = 64M } # more of it
            """);

    assertThat(Configuration.load(own).ingest().batchFiles()).isEqualTo(3);
    assertThat(Configuration.load(own).ingest().batchBytes()).isEqualTo(64L << 20);
  }

  @ParameterizedTest
  @MethodSource("keys")
  void everyKeyIsReadAndExplained(String key) {
    assertThatThrownBy(() -> Configuration.of(Configuration.DEFAULTS.withoutPath(key)))
        .as("nothing reads " + key)
        .hasMessage("conf/tls-sunset.conf has no key " + key);
    assertThat(Configuration.DEFAULTS.getValue(key).origin().comments()).isNotEmpty();
  }

  /** All that the file has; of the blocks whose keys are others' programs, the blocks. */
  static Stream<String> keys() {
    return Stream.concat(
        Stream.of("tls-sunset.hadoop", "tls-sunset.spark", "tls-sunset.servers"),
        Configuration.DEFAULTS.entrySet().stream()
            .map(Map.Entry::getKey)
            .filter(key -> !key.startsWith("tls-sunset.hadoop.")));
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
