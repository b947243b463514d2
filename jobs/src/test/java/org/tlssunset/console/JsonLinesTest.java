package org.tlssunset.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.SimpleMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tlssunset.cli.Run;

/** With {@code --log-format json} each line of standard error is a JSON object. */
class JsonLinesTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  @Test
  void aFailureIsOneObject() throws Exception {
    Run run = Run.of("inspect", folder + "/missing \"one\".log", "--log-format", "json");

    assertThat(run.exitCode()).isEqualTo(2);
    List<Map<String, Object>> lines = parsed(run.err());
    assertThat(lines).hasSize(1);
    assertThat(lines.get(0))
        .containsEntry("level", "ERROR")
        .containsEntry("logger", "tls-sunset")
        .hasEntrySatisfying(
            "message", message -> assertThat(message.toString()).contains("missing \"one\".log"));
  }

  @Test
  void wrongUsageAndTracesAreObjectsToo() throws Exception {
    assertThat(parsed(Run.of("--log-format=JSON", "nightli").err())).isNotEmpty();
    assertThat(parsed(Run.of("inspect", "--log-format=json", folder + "/none", "--verbose").err()))
        .last()
        .satisfies(
            line -> assertThat(line.get("message").toString()).contains("\tat org.tlssunset."));
  }

  @Test
  void anotherFormatIsWrongUsage() {
    Run run = Run.of("inspect", folder.toString(), "--log-format", "xml");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).startsWith("tls-sunset: ").contains("--log-format");
  }

  @Test
  void whatLibrariesLogIsInTheSameForm() throws Exception {
    System.setProperty("tls.sunset.log.format", "json");
    String logged;
    try (LoggerContext context =
        new LoggerContext(
            "json", null, JsonLinesTest.class.getResource("/log4j2.properties").toURI())) {
      context.start();
      assertThat(context.getRootLogger().getAppenders()).containsOnlyKeys("json");
      logged =
          context
              .getConfiguration()
              .<Appender>getAppender("json")
              .getLayout()
              .toSerializable(
                  Log4jLogEvent.newBuilder()
                      .setLoggerName("org.example.Some")
                      .setLevel(Level.WARN)
                      .setMessage(new SimpleMessage("a \"quoted\"\nsecond line"))
                      .setThrown(new IllegalStateException("with\na cause"))
                      .build())
              .toString();
    } finally {
      System.clearProperty("tls.sunset.log.format");
    }

    assertThat(parsed(logged))
        .singleElement()
        .satisfies(
            line ->
                assertThat(line)
                    .containsEntry("level", "WARN")
                    .containsEntry("logger", "Some")
                    .containsEntry("message", "a \"quoted\"\nsecond line"));
  }

  static List<Map<String, Object>> parsed(String err) throws Exception {
    List<Map<String, Object>> lines = new ArrayList<>();
    for (String line : err.lines().toList()) {
      @SuppressWarnings("unchecked")
      Map<String, Object> object = JSON.readValue(line, Map.class);
      assertThat(object).containsKeys("time", "level", "logger", "message");
      assertThat(Instant.parse(object.get("time").toString())).isNotNull();
      lines.add(object);
    }
    return lines;
  }
}
