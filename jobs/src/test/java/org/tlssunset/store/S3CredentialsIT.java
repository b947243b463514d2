package org.tlssunset.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.alias.CredentialProvider;
import org.apache.hadoop.security.alias.CredentialProviderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tlssunset.cli.TlsSunset;
import org.tlssunset.endtoend.Command;
import org.tlssunset.ingest.LogFiles;
import org.tlssunset.ingest.Nights;
import org.tlssunset.warehouse.SharedSpark;
import org.tlssunset.warehouse.Warehouse;

/** Where credentials may come from, and that they go nowhere else. */
@Timeout(300)
class S3CredentialsIT {

  private static final String ACCESS = "fs.s3a.access.key";
  private static final String SECRET = "fs.s3a.secret.key";
  private static final String WRONG_SECRET = "wrong+secret/nobody/may+see";
  private static final String LOG = "/archive/u_ex240503.log";

  @TempDir static Path folder;

  private static S3Server server;

  // Hadoop opens a bucket once in a process, with the credentials of the first who asks.
  private static final String[] BUCKETS = {"from-file", "from-keystore", "from-env", "refused"};

  @BeforeAll
  static void start() throws Exception {
    server = S3Server.start(BUCKETS);
    for (String bucket : BUCKETS) {
      of(bucket, server.settings())
          .write(
              LOG,
              (LogFiles.IIS_HEADER
                      + "\r\n"
                      + LogFiles.request(
                          "2024-05-03 10:00:00", "/owa/", "a", "192.0.2.1", LogFiles.TLS10)
                      + "\r\n")
                  .getBytes(StandardCharsets.UTF_8));
    }
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  private static RemoteStore of(String bucket, Map<String, String> settings) {
    return new RemoteStore("s3a://" + bucket, settings);
  }

  private static Map<String, String> without() {
    Map<String, String> settings = new HashMap<>(server.settings());
    settings.remove(ACCESS);
    settings.remove(SECRET);
    return settings;
  }

  private static Command nightly(RemoteStore store) throws IOException {
    return store.run(
        folder,
        "nightly",
        "--verbose",
        "--archive",
        store.root() + "/archive",
        "--warehouse",
        store.root() + "/tables");
  }

  @Test
  void fromTheConfigurationFileAndIntoNothingElse() throws IOException {
    RemoteStore store = of("from-file", server.settings());

    Command night = nightly(store);

    assertThat(night.exitCode()).as(night.err()).isZero();
    assertThat(night.out() + night.err()).doesNotContain(S3Server.SECRET_KEY);
    Map<String, List<String>> contents =
        Nights.contents(new Warehouse(SharedSpark.session(), store.root() + "/tables"));
    assertThat(contents.toString()).contains(LOG).doesNotContain(S3Server.SECRET_KEY);
    List<String> log =
        store.names("/tables/ingested_files/_delta_log").stream()
            .filter(name -> name.endsWith(".json"))
            .toList();
    assertThat(log).hasSizeGreaterThan(1);
    for (String file : log) {
      assertThat(store.text("/tables/ingested_files/_delta_log/" + file))
          .doesNotContain(S3Server.SECRET_KEY);
    }
    for (String query :
        List.of("SET", "SET -v", "SELECT '${%s}'", "SELECT '${spark.hadoop.%s}'", "SET %s")) {
      Command asked =
          store.run(
              folder,
              "sql",
              "--warehouse",
              store.root() + "/tables",
              "-e",
              query.formatted(SECRET));
      assertThat(asked.out() + asked.err()).doesNotContain(S3Server.SECRET_KEY);
    }
  }

  @Test
  void fromACredentialProvider() throws IOException {
    Map<String, String> settings = without();
    Path keys = folder.resolve("s3.jceks");
    settings.put("hadoop.security.credential.provider.path", "localjceks://file" + keys);
    Configuration hadoop = new Configuration();
    settings.forEach(hadoop::set);
    CredentialProvider provider = CredentialProviderFactory.getProviders(hadoop).get(0);
    provider.createCredentialEntry(ACCESS, S3Server.ACCESS_KEY.toCharArray());
    provider.createCredentialEntry(SECRET, S3Server.SECRET_KEY.toCharArray());
    provider.flush();
    assertThat(keys).isRegularFile();

    Command night = nightly(of("from-keystore", settings));

    assertThat(night.exitCode()).as(night.err()).isZero();
    assertThat(night.out()).contains("1 found, 1 of them new");
    assertThat(night.out() + night.err()).doesNotContain(S3Server.SECRET_KEY);
  }

  @Test
  void fromTheEnvironment() throws Exception {
    RemoteStore store = of("from-env", without());
    Path out = folder.resolve("out.txt");
    ProcessBuilder inspect =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                TlsSunset.class.getName(),
                "inspect",
                "--config",
                store.configuration(folder.resolve("env.conf")).toString(),
                store.root() + LOG)
            .redirectErrorStream(true)
            .redirectOutput(out.toFile());
    inspect.environment().put("AWS_ACCESS_KEY_ID", S3Server.ACCESS_KEY);
    inspect.environment().put("AWS_SECRET_ACCESS_KEY", S3Server.SECRET_KEY);

    Process process = inspect.start();

    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(out)).isZero();
    assertThat(Files.readString(out)).contains("192.0.2.1").doesNotContain(S3Server.SECRET_KEY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"the archive", "the tables"})
  void wrongOnesAreRefusedInASentenceWithoutThem(String where) throws IOException {
    Map<String, String> settings = new HashMap<>(server.settings());
    settings.put(SECRET, WRONG_SECRET);
    RemoteStore store = of("refused", settings);
    Path archive = Files.createDirectories(folder.resolve("local"));
    Files.writeString(archive.resolve("u_ex.log"), LogFiles.IIS_HEADER);
    boolean isArchive = where.equals("the archive");

    Command night =
        store.run(
            folder,
            "nightly",
            "--archive",
            isArchive ? store.root() + "/archive" : archive.toString(),
            "--warehouse",
            isArchive ? folder.resolve("tables").toString() : store.root() + "/tables");

    assertThat(night.exitCode()).isIn(1, 2);
    assertThat(night.err().lines()).as(night.err()).hasSize(1);
    assertThat(night.err()).contains("s3a://refused").contains("check").contains("credentials");
    assertThat(night.err()).doesNotContain("--verbose");
    assertThat(night.out() + night.err())
        .doesNotContain(WRONG_SECRET)
        .doesNotContain(S3Server.SECRET_KEY);
  }
}
