package org.tlssunset.logs.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tlssunset.schema.ObservationColumn.CIPHER;
import static org.tlssunset.schema.ObservationColumn.CLIENT_IP;
import static org.tlssunset.schema.ObservationColumn.CLIENT_NAME;
import static org.tlssunset.schema.ObservationColumn.FAILURE;
import static org.tlssunset.schema.ObservationColumn.TLS_HOP;
import static org.tlssunset.schema.ObservationColumn.TLS_OUTCOME;
import static org.tlssunset.schema.ObservationColumn.TLS_VERSION;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlssunset.Samples;
import org.tlssunset.logs.LogFormat;
import org.tlssunset.logs.LogHead;
import org.tlssunset.logs.LogSettings;
import org.tlssunset.logs.Observation;
import org.tlssunset.logs.formats.FormatDetector;
import org.tlssunset.logs.formats.LogFormats;

/** The sessions of published reports, one kind each: what has to come of them. */
class SmtpCasesTest {

  private static Observation row(String name) throws IOException {
    Path folder = Samples.path("../cases").resolve(name);
    List<Path> logs;
    try (Stream<Path> files = Files.list(folder)) {
      logs = files.filter(file -> file.toString().endsWith(".LOG")).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    assertThat(logs).hasSize(1);
    byte[] log = Files.readAllBytes(logs.get(0));
    LogHead head = new LogHead(log, log.length, logs.get(0).getFileName().toString());
    LogFormat format =
        new FormatDetector(LogFormats.ALL, LogSettings.DEFAULTS).detect(head).format();
    assertThat(format).isInstanceOf(SmtpFormat.class);
    return SmtpReading.of((SmtpFormat) format, null, log, 1).row();
  }

  @Test
  void aSendThatIsSeenOnlyInPartIsAContact() throws IOException {
    Observation row = row("send-part-cert");
    assertThat(row.text(TLS_OUTCOME)).isEqualTo("not-logged");
    assertThat(row.text(CLIENT_IP)).isEqualTo("192.0.2.77");
  }

  @ParameterizedTest
  @CsvSource({
    "tls-not-offered-connector, Connector is configured to send mail only over TLS",
    "tls-not-offered-drop, Drop connection because TLS configuration requires TLS",
  })
  void tlsThatIsRequiredAndNotOfferedIsAFailure(String name, String sentence) throws IOException {
    Observation row = row(name);
    assertThat(row.text(TLS_OUTCOME)).isEqualTo("failed");
    assertThat(row.text(FAILURE)).startsWith(sentence);
  }

  @Test
  void aSignInThatIsRefusedAtOnceIsNoClearText() throws IOException {
    assertThat(row("auth-refused").text(TLS_OUTCOME)).isEqualTo("none");
  }

  @Test
  void whatStandsWholeInALineCutShortIsKept() throws IOException {
    Observation row = row("cut-cipher");
    assertThat(row.text(TLS_VERSION)).isEqualTo("TLS 1.2");
    assertThat(row.text(CIPHER)).isEqualTo("AES_256");
  }

  @Test
  void theAnswerToEhloTellsTheNameThatTheGreetingHides() throws IOException {
    assertThat(row("name-from-250").text(CLIENT_NAME)).isEqualTo("mx.old.example");
  }

  @Test
  void anInnerHopIsNoClientsWhateverItsConnectorIsCalled() throws IOException {
    assertThat(row("inner-hop").text(TLS_HOP)).isEqualTo("proxy");
  }
}
