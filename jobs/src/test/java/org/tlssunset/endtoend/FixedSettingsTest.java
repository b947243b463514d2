package org.tlssunset.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tlssunset.ingest.LogFiles.IIS_HEADER;
import static org.tlssunset.ingest.LogFiles.TLS10;
import static org.tlssunset.ingest.LogFiles.TLS12;
import static org.tlssunset.ingest.LogFiles.received;
import static org.tlssunset.ingest.LogFiles.request;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import org.apache.spark.sql.RuntimeConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tlssunset.ingest.LogFiles;
import org.tlssunset.ingest.Nights;
import org.tlssunset.warehouse.SharedSpark;
import org.tlssunset.warehouse.SparkDefaults;
import org.tlssunset.warehouse.Warehouse;

/** Whatever zone and other settings anybody gives: the tables hold the same, in UTC. */
class FixedSettingsTest {

  /** Half an hour off, so that its hours are others than those of UTC. */
  private static final String ZONE = "Asia/Kolkata";

  private static final Map<String, String> OTHERS =
      Map.of(
          "spark.sql.session.timeZone", ZONE,
          "spark.sql.timestampType", "TIMESTAMP_NTZ",
          "spark.sql.datetime.java8API.enabled", "false",
          "spark.sql.ansi.enabled", "false",
          "spark.sql.caseSensitive", "true",
          "spark.sql.parser.escapedStringLiterals", "true",
          "spark.sql.variable.substitute", "true",
          "spark.sql.files.ignoreCorruptFiles", "true",
          "spark.sql.files.ignoreMissingFiles", "true");

  @TempDir private Path folder;

  private final RuntimeConfig session = SharedSpark.session().conf();
  private final TimeZone zone = TimeZone.getDefault();
  private LogFiles archive;

  @BeforeEach
  void anArchive() throws IOException {
    archive = new LogFiles(folder.resolve("archive"));
    List<String> lines = new ArrayList<>(List.of(IIS_HEADER));
    for (int i = 0; i < 120; i++) {
      String time = "2024-05-03 %02d:%02d:00".formatted(22 + i / 60, i % 60);
      lines.add(request(time, "/owa/", "bob", "192.0.2.1", i < 40 ? TLS10 : TLS12));
    }
    lines.add("damaged");
    archive.write("u_ex240503.log", lines.toArray(String[]::new));
    archive.write(
        "RECV2024050323-1.LOG",
        received("2024-05-03T23:59:58.000Z", "08D1", 0, "+,,"),
        received("2024-05-03T23:59:59.000Z", "08D1", 1, "<,EHLO pc.example,"));
  }

  @AfterEach
  void asBefore() {
    TimeZone.setDefault(zone);
    OTHERS.keySet().forEach(key -> session.set(key, SparkDefaults.builtIn().get(key)));
  }

  private Command night(String warehouse, String... more) throws IOException {
    Path small =
        Files.writeString(folder.resolve("small.conf"), "tls-sunset.ingest.split-bytes=2K");
    List<String> arguments =
        new ArrayList<>(
            List.of("nightly", "--archive", archive.path(), "--warehouse", path(warehouse)));
    if (!List.of(more).contains("--config")) {
      arguments.addAll(List.of("--config", small.toString()));
    }
    arguments.addAll(List.of(more));
    return Command.run(arguments.toArray(String[]::new));
  }

  private String path(String warehouse) {
    return folder.resolve(warehouse).toString();
  }

  private Map<String, List<String>> contents(String warehouse) {
    return Nights.contents(new Warehouse(SharedSpark.session(), path(warehouse)));
  }

  @Test
  void theTablesAreTheSameAndTheUserIsTold() throws IOException {
    Command plain = night("plain");
    assertThat(plain.err()).doesNotContain("spark.sql");
    Map<String, List<String>> expected = contents("plain");
    String csv = Files.readString(folder.resolve("plain/csv/client_protocol.csv"));

    StringBuilder config = new StringBuilder("tls-sunset { ingest.split-bytes = 2K, spark {\n");
    StringBuilder properties = new StringBuilder();
    OTHERS.forEach(
        (key, value) -> {
          config.append("\"%s\" = \"%s\"\n".formatted(key, value));
          properties.append("%s %s\n".formatted(key, value));
        });
    Path configFile = Files.writeString(folder.resolve("own.conf"), config + "}}");
    Path propertiesFile = Files.writeString(folder.resolve("spark.conf"), properties);
    TimeZone.setDefault(TimeZone.getTimeZone(ZONE));
    Command byConfig = night("config", "--config", configFile.toString());
    Command byFile = night("file", "--properties-file", propertiesFile.toString());

    for (Command night : List.of(byConfig, byFile)) {
      assertThat(night.exitCode()).as(night.err()).isEqualTo(plain.exitCode());
      assertThat(night.err())
          .contains("spark.sql.session.timeZone stays UTC: results rely on it, and " + ZONE)
          .contains(OTHERS.keySet());
    }
    assertThat(session.get("spark.sql.session.timeZone")).isEqualTo("UTC");
    assertThat(contents("config")).isEqualTo(expected);
    assertThat(contents("file")).isEqualTo(expected);
    assertThat(Files.readString(folder.resolve("config/csv/client_protocol.csv"))).isEqualTo(csv);
    assertThat(csv).contains("2024-05-03 22:00:00");
  }

  @Test
  void queriesSeeUtcWhateverASubmitterSets() throws IOException {
    System.setProperty("spark.sql.session.timeZone", ZONE);
    try {
      night("asked");
      Command answer =
          Command.run(
              "sql",
              "--warehouse",
              path("asked"),
              "--format",
              "csv",
              "-e",
              "SELECT current_timezone() AS z, max(date_format(ended_at, 'dd HH:mm')) AS t"
                  + " FROM tls_observations");

      assertThat(answer.out()).isEqualTo("z,t\r\nUTC,03 23:59\r\n");
      assertThat(answer.err()).contains("spark.sql.session.timeZone stays UTC");
    } finally {
      System.clearProperty("spark.sql.session.timeZone");
    }
  }
}
