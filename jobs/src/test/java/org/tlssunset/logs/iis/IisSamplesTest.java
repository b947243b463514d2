package org.tlssunset.logs.iis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlssunset.Samples;
import org.tlssunset.logs.Found;
import org.tlssunset.logs.LineCounts;
import org.tlssunset.logs.LogSettings;
import org.tlssunset.logs.Observation;

/** Lines of real servers. */
class IisSamplesTest {

  @Test
  void aServerThatLogsTheCryptFields() throws IOException {
    IisReading reading = read("iis/W3SVC1/u_ex201210_x.log");

    assertThat(reading.counts()).isEqualTo(new LineCounts(6, 2, 4, 0, 1));
    Map<String, Object> expected =
        expected("2020-12-10T15:02:48Z", "EXCH01", "other-http", "127.0.0.1", 5);
    expected.put("endpoint", "W3SVC1");
    expected.put(
        "user_agent",
        "Mozilla/5.0 (Windows NT 10.0; WOW64; Trident/7.0; Touch; rv:11.0) like Gecko");
    expected.put("tls_outcome", "negotiated");
    expected.put("tls_version", "TLS 1.2");
    expected.put("tls_version_first", "TLS 1.2");
    expected.put("cipher", "AES_256");
    expected.put("cipher_bits", 256);
    expected.put("mac", "SHA_384");
    expected.put("key_exchange", "ECDHE");
    expected.put("requests", 2L);
    expected.put("used", 0L); // nobody signed in
    expected.put("server_ip", "127.0.0.1");
    expected.put("server_port", 80);
    assertThat(reading.texts()).containsExactly(expected);
  }

  @Test
  void aServerThatCannotLogThem() throws IOException {
    IisReading reading = read("iis/W3SVC1/u_ex210611.log");

    assertThat(reading.counts()).isEqualTo(new LineCounts(5, 1, 4, 0, 1));
    Map<String, Object> expected =
        expected("2021-06-11T13:58:41Z", "192.168.113.41", "activesync", "192.168.124.83", 5);
    expected.put("user_name", "XXXXXXX\\seanryan");
    expected.put("user_agent", "Apple-iPad7C2/1805.212");
    expected.put("tls_outcome", "not-logged");
    expected.put("requests", 1L);
    expected.put("used", 1L);
    expected.put("server_ip", "192.168.113.41");
    expected.put("server_port", 443);
    assertThat(reading.texts()).containsExactly(expected);
  }

  /** The one row of each small example, as far as it shows what the example is for. */
  @ParameterizedTest
  @CsvSource({
    "mac-bits-sha384/u_ex240505_x.log, mac, SHA_384",
    "mac-bits-sha384/u_ex240505_x.log, mac_bits,",
    "version-text-tlsv1.0/u_ex240505_x.log, tls_version, TLS 1.0",
    "own-client-same/u_ex240505_x.log, is_probe, false",
    "own-client-same/u_ex240505_x.log, tls_hop, client",
    "probe-agent-monitor/u_ex240505_x.log, is_probe, true",
    "probe-agent-probe/u_ex240505_x.log, is_probe, true",
    "blanks-double/u_ex240505.log, user_name, D\\admin",
    "blanks-double/u_ex240505.log, client_ip, 192.0.2.9",
  })
  void theSmallExamples(String example, String column, String value) throws IOException {
    byte[] log = Files.readAllBytes(Samples.example(example));
    Observation row = IisReading.of(LogSettings.DEFAULTS, null, log, 1).row();
    Object shown = Found.filled(row).get(column);
    assertThat(shown == null ? null : shown.toString()).isEqualTo(value);
  }

  private static Map<String, Object> expected(
      String time, String server, String protocol, String client, long line) {
    Instant instant = Instant.parse(time);
    Map<String, Object> row = new TreeMap<>();
    row.put("observed_on", (int) (instant.getEpochSecond() / 86_400));
    row.put("started_at", instant.getEpochSecond() * 1_000_000);
    row.put("ended_at", instant.getEpochSecond() * 1_000_000);
    row.put("source", "iis");
    row.put("direction", "inbound");
    row.put("server", server);
    row.put("protocol", protocol);
    row.put("client_ip", client);
    row.put("client_ip_from", "log");
    row.put("peer_ip", client);
    row.put("tls_hop", "client");
    row.put("inner", false);
    row.put("is_probe", false);
    row.put("source_line", line);
    return row;
  }

  private static IisReading read(String sample) throws IOException {
    Path path = Samples.path(sample);
    return IisReading.of(LogSettings.DEFAULTS, null, Files.readAllBytes(path), 1);
  }
}
