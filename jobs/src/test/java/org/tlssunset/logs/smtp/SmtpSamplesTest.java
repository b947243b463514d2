package org.tlssunset.logs.smtp;

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
import org.tlssunset.logs.LineCounts;
import org.tlssunset.logs.LogHead;
import org.tlssunset.logs.LogSettings;
import org.tlssunset.logs.Verdict;
import org.tlssunset.logs.formats.FormatDetector;
import org.tlssunset.logs.formats.LogFormats;

/** Lines of real servers, and the two that Microsoft's guidance on TLS quotes. */
class SmtpSamplesTest {

  private static final String QUOTED_SEND =
      "2018-02-22T13:53:10.494Z,<CONNECTORNAME>,08D578EB9C3F6C39,28,10.0.0.240:15443,"
          + "192.168.1.42:25,*,,\"TLS protocol SP_PROT_TLS1_0_CLIENT negotiation succeeded using"
          + " bulk encryption algorithm CALG_AES_256 with strength 256 bits, MAC hash algorithm"
          + " CALG_SHA_384 with strength 384 bits and key exchange algorithm CALG_ECDHE with"
          + " strength 384 bits\"";

  private static final String QUOTED_RECEIVE =
      "2018-02-22T13:50:37.681Z,SERVERNAME\\CONNECTORNAME Internet,07C578BB0E912319,22,"
          + "10.0.0.241:25,192.168.1.102:63767,*,,\"TLS protocol SP_PROT_TLS1_0_SERVER negotiation"
          + " succeeded using bulk encryption algorithm CALG_AES_256 with strength 256 bits, MAC"
          + " hash algorithm CALG_SHA_384 with strength 384 bits and key exchange algorithm"
          + " CALG_ECDHE with strength 256 bits\"";

  @Test
  void aSendOfTheGuidance() throws IOException {
    assertThat(read("smtp-send/SEND2018022213-1.LOG").texts())
        .containsExactly(guidanceSend("TLS 1.2"));
  }

  @Test
  void aReceiveOfTheGuidance() throws IOException {
    assertThat(read("smtp-receive/RECV2018022213-1.LOG").texts())
        .containsExactly(guidanceReceive("TLS 1.2"));
  }

  @ParameterizedTest
  @CsvSource({
    "SP_PROT_TLS1_0, TLS 1.0",
    "SP_PROT-TLS1_0, TLS 1.0",
    "SP_PROT_TLS1_2, TLS 1.2",
    "SP_PROT-TLS1_2, TLS 1.2",
  })
  void theGuidancesLinesInBothSpellings(String spelling, String version) {
    assertThat(SmtpReading.sent(QUOTED_SEND.replace("SP_PROT_TLS1_0", spelling)).texts())
        .containsExactly(guidanceSend(version));
    assertThat(SmtpReading.received(QUOTED_RECEIVE.replace("SP_PROT_TLS1_0", spelling)).texts())
        .containsExactly(guidanceReceive(version));
  }

  private static Map<String, Object> guidanceSend(String version) {
    Map<String, Object> row = tls(version, 384);
    row.put("source", "smtp-send");
    row.put("direction", "outbound");
    row.put("server", "10.0.0.240");
    row.put("endpoint", "<CONNECTORNAME>");
    row.put("session_id", "08D578EB9C3F6C39");
    local(row, "10.0.0.240", 15443);
    times(row, "2018-02-22T13:53:10.494Z", "2018-02-22T13:53:10.494Z");
    peer(row, "192.168.1.42", 25);
    return row;
  }

  private static Map<String, Object> guidanceReceive(String version) {
    Map<String, Object> row = tls(version, 256);
    row.put("source", "smtp-receive");
    row.put("direction", "inbound");
    row.put("server", "SERVERNAME");
    row.put("endpoint", "CONNECTORNAME Internet");
    row.put("session_id", "07C578BB0E912319");
    local(row, "10.0.0.241", 25);
    times(row, "2018-02-22T13:50:37.681Z", "2018-02-22T13:50:37.681Z");
    peer(row, "192.168.1.102", 63767);
    return row;
  }

  /** Both go on beyond the file: whether they turn to TLS there is not known. */
  @Test
  void twoSessionsReceivedOfWhichOneLacksItsConnect() throws IOException {
    SmtpReading reading = read("smtp-receive/RECV2024012515-1.LOG");

    assertThat(reading.counts()).isEqualTo(new LineCounts(4, 4, 0, 0, 0));
    Map<String, Object> first = openReceive("A", 53228, 1);
    times(first, "2024-01-25T15:14:39.026Z", "2024-01-25T15:14:39.031Z");
    first.put("client_name", "mgt.my.domain.tld");
    Map<String, Object> second = openReceive("B", 53230, 2);
    times(second, "2024-01-25T15:14:39.026Z", "2024-01-25T15:14:39.066Z");
    assertThat(reading.texts()).containsExactly(first, second);
  }

  private static Map<String, Object> openReceive(String idEnd, int port, long line) {
    Map<String, Object> row = common();
    row.put("source", "smtp-receive");
    row.put("direction", "inbound");
    row.put("server", "NETBIOS");
    row.put("endpoint", "Default Frontend NETBIOS");
    row.put("session_id", "08DC1DB8591B229" + idEnd);
    row.put("tls_outcome", "not-logged");
    row.put("source_line", line);
    local(row, "10.11.12.13", 25);
    peer(row, "10.11.12.14", port);
    return row;
  }

  /** One is about to connect, the other could not: neither is a contact. */
  @Test
  void sendsThatDidNotConnect() throws IOException {
    SmtpReading reading = read("smtp-send/SEND2024012515-1.LOG");

    assertThat(reading.counts()).isEqualTo(new LineCounts(3, 3, 0, 0, 0));
    assertThat(reading.texts()).isEmpty();
  }

  private static Map<String, Object> tls(String version, int keyExchangeBits) {
    Map<String, Object> row = common();
    row.put("tls_outcome", "negotiated");
    row.put("tls_version", version);
    row.put("tls_version_first", version);
    row.put("cipher", "AES_256");
    row.put("cipher_bits", 256);
    row.put("mac", "SHA_384");
    row.put("mac_bits", 384);
    row.put("key_exchange", "ECDHE");
    row.put("key_exchange_bits", keyExchangeBits);
    row.put("source_line", 1L);
    return row;
  }

  private static void local(Map<String, Object> row, String ip, int port) {
    row.put("server_ip", ip);
    row.put("server_port", port);
  }

  private static Map<String, Object> common() {
    Map<String, Object> row = new TreeMap<>();
    row.put("protocol", "smtp");
    row.put("client_ip_from", "log");
    row.put("tls_hop", "client");
    row.put("requests", 1L);
    row.put("is_probe", false);
    row.put("inner", false);
    row.put("messages", 0L);
    return row;
  }

  private static void times(Map<String, Object> row, String first, String last) {
    Instant start = Instant.parse(first);
    row.put("observed_on", (int) (start.getEpochSecond() / 86_400));
    row.put("started_at", start.toEpochMilli() * 1_000);
    row.put("ended_at", Instant.parse(last).toEpochMilli() * 1_000);
  }

  private static void peer(Map<String, Object> row, String address, int port) {
    row.put("client_ip", address);
    row.put("peer_ip", address);
    row.put("peer_port", port);
  }

  private static SmtpReading read(String sample) throws IOException {
    Path path = Samples.path(sample);
    byte[] log = Files.readAllBytes(path);
    String name = path.getFileName().toString();
    SmtpFormat format = SmtpDirection.ofName(name);
    LogHead head = new LogHead(log, log.length, "any.log");
    assertThat(new FormatDetector(LogFormats.ALL, LogSettings.DEFAULTS).detect(head))
        .isEqualTo(Verdict.of(format));
    return SmtpReading.of(format, null, log, 1);
  }
}
