package org.tlssunset.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tlssunset.cli.Run;

/** A file that holds a secret is read if its owner alone can read it, too. */
class SecretsTest {

  @TempDir private Path folder;

  private Path file(String name, String text, String rights) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fs.s3a.secret.key",
        "fs.s3a.access.key",
        "fs.s3a.session.token",
        "fs.s3a.proxy.password",
        "fs.s3a.encryption.key",
        "fs.azure.account.key.account.dfs.core.windows.net",
        "fs.azure.sas.container.account.blob.core.windows.net",
        "fs.gs.auth.service.account.private.key",
        "spark.authenticate.secret",
        "spark.ssl.keyPassword",
        "ssl.server.keystore.pass",
      })
  void aFileThatOthersCanReadHoldsNone(String key) throws IOException {
    String text = "tls-sunset.hadoop { \"%s\" = hunter2 }".formatted(key);

    for (String rights : new String[] {"rw-r-----", "rw----r--"}) {
      Path open = file("open.conf", text, rights);
      assertThatThrownBy(() -> Configuration.load(open))
          .isInstanceOf(UsageException.class)
          .hasMessageStartingWith(open + " holds a secret, ")
          .hasMessageContaining(key)
          .hasMessageEndingWith(", and others can read it: chmod 600 " + open)
          .hasMessageNotContaining("hunter2");
    }
    assertThat(hadoop(file("own.conf", text, "rw-------"), key)).isEqualTo("hunter2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fs.s3a.endpoint",
        "fs.s3a.aws.credentials.provider",
        "hadoop.security.credential.provider.path",
        "fs.azure.account.auth.type",
        "dfs.client.use.datanode.hostname",
      })
  void whatIsNoSecretMayBeReadByAll(String key) throws IOException {
    Path file = file("own.conf", "tls-sunset.hadoop { \"%s\" = x }".formatted(key), "rw-r--r--");

    assertThat(hadoop(file, key)).isEqualTo("x");
  }

  @Test
  void theFileThatNamesAVariableHoldsNone() throws IOException {
    Path file = file("own.conf", "tls-sunset.hadoop.fs.s3a.secret.key = ${PATH}", "rw-r--r--");

    assertThat(hadoop(file, "fs.s3a.secret.key")).isEqualTo(System.getenv("PATH"));
  }

  @Test
  void anIncludedFileIsJudgedByItsOwnRights() throws IOException {
    Path included = file("s3.conf", "tls-sunset.hadoop.fs.s3a.secret.key = hunter2", "rw-r--r--");
    Path file = file("own.conf", "include \"s3.conf\"", "rw-------");

    assertThatThrownBy(() -> Configuration.load(file))
        .hasMessageEndingWith("chmod 600 " + included);

    file("s3.conf", Files.readString(included), "rw-------");
    assertThat(hadoop(file, "fs.s3a.secret.key")).isEqualTo("hunter2");
  }

  @Test
  void sparksFileIsJudgedAlike() throws IOException {
    String text = "spark.hadoop.fs.s3a.secret.key hunter2\n";
    Path open = file("spark.conf", text, "rw-r--r--");

    Run run =
        Run.of("rollup", "--warehouse", folder.toString(), "--properties-file", open.toString());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            "tls-sunset: %s holds a secret, spark.hadoop.fs.s3a.secret.key, and others can read it: chmod 600 %s%n"
                .formatted(open, open));
  }

  @Test
  void aPathHoldsNone() {
    Run run = Run.of("inspect", "s3a://AKIAKEY:hunter2@logs/exchange");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains("a path holds a password: give it to Hadoop's settings, see conf/tls-sunset.conf")
        .doesNotContain("hunter2");
  }

  @Test
  void settingsAreNotPrinted() throws IOException {
    Path file = file("own.conf", "tls-sunset.hadoop.fs.s3a.secret.key = hunter2", "rw-------");

    assertThat(Configuration.load(file).ingest().toString()).doesNotContain("hunter2");
  }

  private static String hadoop(Path file, String key) {
    return Configuration.load(file).ingest().read().stores().hadoopSettings().get(key);
  }
}
