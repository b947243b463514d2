package org.tlssunset.logs.iis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tlssunset.schema.ObservationColumn.CLIENT_IP;
import static org.tlssunset.schema.ObservationColumn.CLIENT_IP_FROM;
import static org.tlssunset.schema.ObservationColumn.ENDPOINT;
import static org.tlssunset.schema.ObservationColumn.FORWARDED_FOR;
import static org.tlssunset.schema.ObservationColumn.INNER;
import static org.tlssunset.schema.ObservationColumn.IS_PROBE;
import static org.tlssunset.schema.ObservationColumn.PEER_IP;
import static org.tlssunset.schema.ObservationColumn.REQUESTS;
import static org.tlssunset.schema.ObservationColumn.SERVER;
import static org.tlssunset.schema.ObservationColumn.SERVER_IP;
import static org.tlssunset.schema.ObservationColumn.SERVER_PORT;
import static org.tlssunset.schema.ObservationColumn.TLS_HOP;
import static org.tlssunset.schema.ObservationColumn.TLS_OUTCOME;
import static org.tlssunset.schema.ObservationColumn.TLS_VERSION;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tlssunset.logs.ForwardingFields;
import org.tlssunset.logs.Found;
import org.tlssunset.logs.LogOrigin;
import org.tlssunset.logs.LogSettings;
import org.tlssunset.logs.Observation;
import org.tlssunset.schema.RejectReason;

/** What a line says of server, client, user, program, TLS and probes. */
class IisFactsTest {

  /** The row of one line, with a time before its columns. */
  private static Observation row(String fields, String values) {
    return IisReading.of("#Fields: date time " + fields, "2024-03-04 07:00:00 " + values).row();
  }

  private static Observation row(
      LogSettings settings, String server, String fields, String values) {
    String log = "#Fields: date time " + fields + "\n2024-03-04 07:00:00 " + values + "\n";
    return IisReading.of(settings, server, log).row();
  }

  @Test
  void theServerIsNamedByTheLogElseByThePathElseByItsAddress() {
    String fields = "s-computername s-ip";
    LogSettings settings = LogSettings.DEFAULTS;
    assertThat(row(settings, "PATH01", fields, "EXCH01 10.0.0.4").text(SERVER)).isEqualTo("EXCH01");
    assertThat(row(settings, "PATH01", fields, "- 10.0.0.4").text(SERVER)).isEqualTo("PATH01");
    assertThat(row(fields, "- 2001:DB8:0:0::1").text(SERVER)).isEqualTo("2001:db8::1");
    assertThat(row(fields, "- ?").text(SERVER)).isEqualTo("?");
    assertThat(row(fields, "- -").get(SERVER)).isNull();
    assertThat(row("c-ip", "192.0.2.1").get(SERVER)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "/a/EX01/W3SVC1/u_ex.log, - 443, W3SVC1",
    "/a/W3SVC1/2024/05/u_ex.log, - 443, W3SVC1",
    "/a/w3svc2/u_ex.log.gz, - 443, W3SVC2",
    "/a/logs.zip!/W3SVC2/u_ex.log, - -, W3SVC2",
    "/a/W3SVC2/logs.zip!/W3SVC1/u_ex.log, - -, W3SVC1",
    "/a/logs.zip!/x\\W3SVC12\\u_ex.log, - 443, W3SVC12",
    "/a/W3SVC2.zip!/u_ex.log, - 443, W3SVC2",
    "/a/W3SVC2/W3SVC1.zip, - 443, W3SVC2",
    "/a/W3SVC2/u_ex.log, W3SVC1 443, W3SVC1",
    "/a/W3SVC/u_ex.log, - 443,",
    "/a/xW3SVC1/W3SVC1, - 443,",
  })
  void theFolderTellsTheSiteWhereTheLogDoesNot(String path, String values, String endpoint) {
    String log = "#Fields: date time s-sitename s-port\n2024-03-04 07:00:00 %s\n".formatted(values);
    Observation row = at(new LogOrigin(path, null, StandardCharsets.UTF_8), log);
    assertThat(row.text(ENDPOINT)).isEqualTo(endpoint);
  }

  private static Observation at(LogOrigin origin, String log) {
    byte[] bytes = log.getBytes(StandardCharsets.UTF_8);
    return IisReading.at(LogSettings.DEFAULTS, origin, bytes, 1).row();
  }

  /** Who called is what the log says; from where it really comes is told elsewhere. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "W3SVC1 443 10.0.0.9 10.0.0.4 -",
        "W3SVC1 443 10.0.0.9 10.0.0.4 192.0.2.7",
        "W3SVC1 443 10.0.0.9 10.0.0.4 unknown",
        "W3SVC2 443 10.0.0.9 10.0.0.4 -",
        "W3SVC1 444 10.0.0.9 10.0.0.4 -",
        "W3SVC1 443 10.0.0.9 10.0.0.9 -",
        "W3SVC1 443 10.0.0.9 10.0.0.9 127.0.0.1",
      })
  void clientAndTlsAreThoseOfThePeersOwnConnection(String values) {
    Observation row =
        row("s-sitename s-port c-ip s-ip X-Forwarded-For crypt-protocol", values + " 40");
    assertThat(row.text(CLIENT_IP)).isEqualTo("10.0.0.9");
    assertThat(row.text(CLIENT_IP_FROM)).isEqualTo("log");
    assertThat(row.text(PEER_IP)).isEqualTo("10.0.0.9");
    assertThat(row.text(TLS_VERSION)).isEqualTo("TLS 1.0");
    assertThat(row.text(TLS_HOP)).isEqualTo("client");
    assertThat(row.get(INNER)).isEqualTo(false);
    assertThat(row.get(IS_PROBE)).isEqualTo(false);
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.4 443, 10.0.0.4, 443",
    "2001:DB8:0:0::1 80, 2001:db8::1, 80",
    "fe80::1%3 65535, fe80::1, 65535",
    "::ffff:10.0.0.4 444, 10.0.0.4, 444",
    "? 65536,,",
    "x.x.x.x 99999999,,",
    "- -,,",
    "10.0.0.4 44x, 10.0.0.4,",
  })
  void theServersOwnEnd(String values, String address, Integer port) {
    Observation row = row("s-ip s-port", values);
    assertThat(row.text(SERVER_IP)).isEqualTo(address);
    assertThat(row.get(SERVER_PORT)).isEqualTo(port);
    assertThat(row("c-ip", "192.0.2.1").get(SERVER_IP)).isNull();
  }

  @Test
  void aVersionThatNobodyCanReadIsRejectedWithItsValue() {
    String header = "#Fields: date time c-ip Crypt_Protocol";
    IisReading reading =
        IisReading.of(
            header,
            "2024-03-04 07:00:00 192.0.2.1 xyz",
            "2024-03-04 07:00:01 192.0.2.1 400",
            "2024-03-04 09:00:02 192.0.2.1 xyz",
            "2024-03-04 07:00:03 192.0.2.1 400",
            "2024-03-04 07:00:04 192.0.2.1 " + "x".repeat(99));
    assertThat(reading.rejects()).extracting(Found.Reject::line).containsExactly(2L, 4L, 6L);
    assertThat(reading.reasons()).containsOnly(RejectReason.CRYPT_FIELD);
    assertThat(reading.rejects())
        .extracting(Found.Reject::detail)
        .containsExactly(
            "Crypt_Protocol is 'xyz', which is no TLS version",
            "Crypt_Protocol is 'xyz', which is no TLS version",
            "Crypt_Protocol is '" + "x".repeat(60) + "', which is no TLS version");
    // The line of nine o'clock has not ended the hour of seven.
    assertThat(reading.rows()).hasSize(1);
    assertThat(reading.rows().get(0).number(REQUESTS)).isEqualTo(2);
  }

  @Test
  void onPortsThatTheConfigurationNamesEmptyFieldsMeanClearText() {
    LogSettings d = LogSettings.DEFAULTS;
    LogSettings settings =
        new LogSettings(
            d.cryptProtocolFields(),
            d.cryptCipherFields(),
            d.cryptHashFields(),
            d.cryptKeyExchangeFields(),
            d.forwarding(),
            List.of(80, 81, 8080),
            d.probeUserAgents(),
            d.probeUsers(),
            d.probePaths());
    String fields = "s-port crypt-protocol crypt-cipher";
    for (String port : new String[] {"80", "81", "8080"}) {
      assertThat(row(settings, null, fields, port + " - -").text(TLS_OUTCOME))
          .isEqualTo("cleartext");
      assertThat(row(settings, null, "s-port", port).text(TLS_OUTCOME)).isEqualTo("not-logged");
    }
    assertThat(row(settings, null, fields, "82 - -").text(TLS_OUTCOME)).isEqualTo("not-logged");
    assertThat(row(fields, "81 - -").text(TLS_OUTCOME)).isEqualTo("not-logged");
  }

  @Test
  void fieldsAndPortsByTheNamesThatTheAdministratorChose() {
    LogSettings d = LogSettings.DEFAULTS;
    LogSettings settings =
        new LogSettings(
            List.of("Tls"),
            d.cryptCipherFields(),
            d.cryptHashFields(),
            d.cryptKeyExchangeFields(),
            new ForwardingFields(List.of("Real-Client"), List.of(), List.of()),
            List.of(8080),
            List.of("pinger", " "),
            List.of("watch", " "),
            List.of("alive.txt", "/"));
    Observation row = row(settings, null, "s-port TLS real-client", "8080 - 192.0.2.1");
    assertThat(row.text(TLS_OUTCOME)).isEqualTo("cleartext");
    assertThat(row.text(FORWARDED_FOR)).isEqualTo("Real-Client=192.0.2.1");
    assertThat(row(settings, null, "cs-username", "X\\Watchdog").get(IS_PROBE)).isEqualTo(true);
    assertThat(row(settings, null, "cs-username", "joe").get(IS_PROBE)).isEqualTo(false);
    assertThat(row(settings, null, "cs-uri-stem", "/owa/ALIVE.TXT").get(IS_PROBE)).isEqualTo(true);
    assertThat(row(settings, null, "cs-uri-stem", "/").get(IS_PROBE)).isEqualTo(true);
    assertThat(row(settings, null, "cs-uri-stem", "/owa/").get(IS_PROBE)).isEqualTo(false);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "192.0.2.1 CONTOSO\\HealthMailbox0659e34 /owa/ Mozilla/5.0",
        "192.0.2.1 healthmailbox0659e34@contoso.com /owa/ Mozilla/5.0",
        "192.0.2.1 - /rpc/ AMProbe/Local/ClientAccess",
        "192.0.2.1 - /rpc/ amprobe",
        "192.0.2.1 - /ecp/ MSExchangeActiveMonitoring",
        "192.0.2.1 - / Edge+Health+Probe",
        "192.0.2.1 - /owa/ Mozilla/4.0+(compatible;+MSIE+9.0;+MSEXCHMON;+ACTIVEMONITORING;+OWACTP)",
        "192.0.2.1 - /owa/ Mozilla/4.0+(compatible;+msexchmon)",
        "192.0.2.1 - /ecp/ Mozilla/4.0+(MONITORINGWEBCLIENT)",
        "192.0.2.1 - /EWS/ Ews_Probe/Local+(ExchangeServicesClient/15.1)",
        "192.0.2.1 - /EWS/ Ews_AM_Probe/Local",
        "192.0.2.1 - /Microsoft-Server-ActiveSync TestActiveSyncConnectivity",
        "192.0.2.1 - /x Microsoft.Exchange.Monitoring.ActiveMonitoring",
        "192.0.2.1 - /owa/ kemp+1.0",
        "192.0.2.1 - /owa/ KEMP",
        "192.0.2.1 - /owa/ BIG-IP",
        "192.0.2.1 - /PowerShell Exchange+BackEnd+Probes",
        "192.0.2.1 - /EWS/HealthCheck.htm -",
        "192.0.2.1 - /healthcheck.htm -",
      })
  void probes(String values) {
    String fields = "c-ip cs-username cs-uri-stem cs(User-Agent)";
    assertThat(row(fields, values).get(IS_PROBE)).isEqualTo(true);
    assertThat(row(fields + " X-Forwarded-For", values + " 192.0.2.7").get(IS_PROBE))
        .isEqualTo(true);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "192.0.2.1 HealthMailbox\\joe /owa/ Mozilla/5.0",
        "192.0.2.1 joe /owa/healthcheck.htmx NotAMProbe",
        "192.0.2.1 joe /owa/ Kempten/1.0",
        "192.0.2.1 joe /owa/ iPhone+(Max+Kemp)",
        "192.0.2.1 joe /owa/ AMProbes",
        "192.0.2.1 joe /owa/ amprobeé",
        "192.0.2.1 joe /owa/ ActiveMonitors+interactivemonitoring",
        "192.0.2.1 joe /owa/ OutlookProbe+Local",
        "192.0.2.1 joe /owa/ HAProxyWatch",
        "192.0.2.1 joe /owa/ BIG-IP+Edge+Client/7.1",
        "192.0.2.1 joe /owa/nohealthcheck.htm Mozilla",
        "192.0.2.1 joe /healthcheck.htm/x Mozilla",
        "192.0.2.1 joe lthcheck.htm Mozilla",
        "192.0.2.1 joe - -",
        "127.0.0.1 - /owa/ Mozilla/5.0", // mail programs run on servers, too
        "::1 - /owa/ Mozilla/5.0",
      })
  void clientsThatAreNoProbes(String values) {
    assertThat(row("c-ip cs-username cs-uri-stem cs(User-Agent)", values).get(IS_PROBE))
        .isEqualTo(false);
  }

  @Test
  void queriesCookiesAndReferersGoNowhere() {
    IisReading reading =
        IisReading.of(
            "#Fields: date time cs-uri-stem cs-uri-query cs(Cookie) cs(Referer) cs-host",
            "2024-03-04 07:00:00 /owa/ password=SECRET1 SECRET2 SECRET3 SECRET4");
    assertThat(reading.texts().toString()).doesNotContain("SECRET");
  }
}
