package org.tlssunset.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tlssunset.schema.ObservationColumn.CLIENT_IP;
import static org.tlssunset.schema.ObservationColumn.CLIENT_IP_FROM;
import static org.tlssunset.schema.ObservationColumn.ENDPOINT;
import static org.tlssunset.schema.ObservationColumn.IS_PROBE;
import static org.tlssunset.schema.ObservationColumn.PEER_IP;
import static org.tlssunset.schema.ObservationColumn.PEER_PORT;
import static org.tlssunset.schema.ObservationColumn.PROTOCOL;
import static org.tlssunset.schema.ObservationColumn.SERVER;
import static org.tlssunset.schema.ObservationColumn.TLS_HOP;
import static org.tlssunset.schema.ObservationColumn.TLS_OUTCOME;
import static org.tlssunset.schema.ObservationColumn.TLS_VERSION;
import static org.tlssunset.schema.ObservationColumn.USER_AGENT;
import static org.tlssunset.schema.ObservationColumn.USER_NAME;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

  @Test
  void theSiteIsTheEndpoint() {
    assertThat(row("s-sitename s-port", "W3SVC1 443").text(ENDPOINT)).isEqualTo("W3SVC1");
    assertThat(row("s-port", "443").get(ENDPOINT)).isNull();
  }

  @Test
  void userAndProgramAreDecoded() {
    Observation row =
        row("cs-username cs(User-Agent)", "CONTOSO\\svc+mail Mozilla/5.0+(Windows+NT+6.1)");
    assertThat(row.text(USER_NAME)).isEqualTo("CONTOSO\\svc mail");
    assertThat(row.text(USER_AGENT)).isEqualTo("Mozilla/5.0 (Windows NT 6.1)");
    assertThat(row("cs-username cs(User-Agent)", "- -").get(USER_NAME)).isNull();
    assertThat(row("cs-username cs(User-Agent)", "- -").get(USER_AGENT)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 192.0.2.1",
    "::ffff:192.0.2.1, 192.0.2.1",
    "2001:DB8::0001, 2001:db8::1",
    "fe80::1%13, fe80::1",
    "client.contoso.com,",
    "10.x.x.1,",
  })
  void theClientIsCanonicalAndThePeerAsLogged(String logged, String client) {
    Observation row = row("c-ip", logged);
    assertThat(row.text(CLIENT_IP)).isEqualTo(client);
    assertThat(row.text(CLIENT_IP_FROM)).isEqualTo(client == null ? null : "log");
    assertThat(row.text(PEER_IP)).isEqualTo(logged);
    assertThat(row.get(PEER_PORT)).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "192.0.2.7 | 192.0.2.7",
        "51.154.8.227,+10.0.0.9 | 51.154.8.227",
        "203.0.113.66,+51.154.8.227,+10.0.0.9 | 51.154.8.227",
        "10.1.1.1,+10.0.0.9 | 10.1.1.1",
        "[2001:db8::1]:5555 | 2001:db8::1",
        "192.0.2.7:1234,unknown,garbage.. | 192.0.2.7",
        "unknown,10.1.1.1 | 10.1.1.1",
        ",,192.0.2.7,, | 192.0.2.7",
      })
  void theClientBehindAProxy(String forwarded, String client) {
    Observation row = row("c-ip X-Forwarded-For", "10.0.0.9 " + forwarded);
    assertThat(row.text(CLIENT_IP)).isEqualTo(client);
    assertThat(row.text(CLIENT_IP_FROM)).isEqualTo("x-forwarded-for");
    assertThat(row.text(PEER_IP)).isEqualTo("10.0.0.9");
    assertThat(row.text(TLS_HOP)).isEqualTo("proxy");
  }

  @Test
  void aForwardedListWithoutAnAddressStillShowsAProxy() {
    Observation row = row("c-ip OriginalIP", "10.0.0.9 unknown");
    assertThat(row.text(CLIENT_IP)).isEqualTo("10.0.0.9");
    assertThat(row.text(CLIENT_IP_FROM)).isEqualTo("log");
    assertThat(row.text(TLS_HOP)).isEqualTo("proxy");
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1 -, 192.0.2.1, proxy",
    "- 192.0.2.2, 192.0.2.2, proxy",
    "192.0.2.1 192.0.2.2, 192.0.2.2, proxy", // the configuration's order, not the log's
    "192.0.2.1 unknown, 192.0.2.1, proxy",
    "- unknown, 10.0.0.9, proxy",
    "- -, 10.0.0.9, client"
  })
  void ofSeveralForwardedFieldsAnyShowsAProxy(String forwarded, String client, String hop) {
    Observation row = row("c-ip originalip x-forwarded-for", "10.0.0.9 " + forwarded);
    assertThat(row.text(CLIENT_IP)).isEqualTo(client);
    assertThat(row.text(TLS_HOP)).isEqualTo(hop);
  }

  @Test
  void rowsAreToldApartByEveryForwardedField() {
    String log =
        """
        #Fields: date time originalip c-ip x-forwarded-for
        2024-03-04 07:00:00 192.0.2.1 10.0.0.9 -
        2024-03-04 07:00:01 - 10.0.0.9 192.0.2.2
        2024-03-04 07:00:02 - 10.0.0.9 -
        2024-03-04 07:00:03 192.0.2.1 10.0.0.9 -
        """;
    assertThat(IisReading.of(LogSettings.DEFAULTS, null, log).rows())
        .extracting(row -> row.text(CLIENT_IP))
        .containsExactly("192.0.2.1", "192.0.2.2", "10.0.0.9");
  }

  @ParameterizedTest
  @CsvSource({
    "W3SVC1, 443, client",
    "W3SVC2, 443, proxy",
    "w3svc2, -, proxy",
    "W3SVC1, 444, proxy"
  })
  void theBackEndIsCalledByFrontEndsOnly(String site, String port, String hop) {
    assertThat(row("s-sitename s-port", site + " " + port).text(TLS_HOP)).isEqualTo(hop);
  }

  @ParameterizedTest
  @CsvSource({
    "443, 400 6610 800d ae06, negotiated, TLS 1.2",
    "80, 400 6610 800d ae06, negotiated, TLS 1.2",
    "80, - - - -, cleartext,",
    "80, 0 0 0 0, cleartext,",
    "80, - 6610 - -, not-logged,",
    "443, - - - -, not-logged,",
    "-, - - - -, not-logged,",
    "99999999, - - - -, not-logged,",
    "80, ??? - - -, not-logged,",
    "443, 4000 - - -, negotiated, 0x4000",
  })
  void whatTheCryptFieldsSay(String port, String crypt, String outcome, String version) {
    Observation row =
        row("s-port crypt-protocol crypt-cipher crypt-hash crypt-keyexchange", port + " " + crypt);
    assertThat(row.text(TLS_OUTCOME)).isEqualTo(outcome);
    assertThat(row.text(TLS_VERSION)).isEqualTo(version);
  }

  @Test
  void whatCryptFieldsThatAreMissingSay() {
    assertThat(row("s-port", "80").text(TLS_OUTCOME)).isEqualTo("not-logged");
    assertThat(row("s-port crypt-cipher", "80 -").text(TLS_OUTCOME)).isEqualTo("not-logged");
    assertThat(row("s-port crypt-protocol", "80 -").text(TLS_OUTCOME)).isEqualTo("cleartext");
    assertThat(row("crypt-protocol", "-").text(TLS_OUTCOME)).isEqualTo("not-logged");
    assertThat(row("crypt-protocol", "40").text(TLS_VERSION)).isEqualTo("TLS 1.0");
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
            List.of("Real-Client"),
            List.of(8080),
            List.of("pinger"),
            List.of("watch", " "),
            List.of("alive.txt", "/"));
    Observation row = row(settings, null, "s-port TLS real-client", "8080 - 192.0.2.1");
    assertThat(row.text(TLS_OUTCOME)).isEqualTo("cleartext");
    assertThat(row.text(CLIENT_IP)).isEqualTo("192.0.2.1");
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
        "192.0.2.1 - /EWS/HealthCheck.htm -",
        "192.0.2.1 - /healthcheck.htm -",
        "127.0.0.1 - /owa/ Mozilla/5.0",
        "::1 - /owa/ Mozilla/5.0",
      })
  void probes(String values) {
    assertThat(row("c-ip cs-username cs-uri-stem cs(User-Agent)", values).get(IS_PROBE))
        .isEqualTo(true);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "192.0.2.1 HealthMailbox\\joe /owa/ Mozilla/5.0",
        "192.0.2.1 joe /owa/healthcheck.htmx Not+AMProbe",
        "192.0.2.1 joe /owa/nohealthcheck.htm Mozilla",
        "192.0.2.1 joe /healthcheck.htm/x Mozilla",
        "192.0.2.1 joe lthcheck.htm Mozilla",
        "192.0.2.1 joe - -",
      })
  void clientsThatAreNoProbes(String values) {
    assertThat(row("c-ip cs-username cs-uri-stem cs(User-Agent)", values).get(IS_PROBE))
        .isEqualTo(false);
  }

  @Test
  void aClientBehindALocalProxyIsNoProbe() {
    assertThat(row("c-ip X-Forwarded-For", "127.0.0.1 192.0.2.1").get(IS_PROBE)).isEqualTo(false);
  }

  @Test
  void noClientMakesItselfAProbeByTheAddressThatItClaims() {
    assertThat(row("c-ip X-Forwarded-For", "192.0.2.1 127.0.0.1").get(IS_PROBE)).isEqualTo(false);
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /owa/, owa",
    "RPC_IN_DATA, /, outlook-anywhere",
    "RPC_OUT_DATA, /rpc/rpcproxy.dll, outlook-anywhere",
    "RPC_IN_DATE, /, other-http",
    "RPC_XX_DATA, /, other-http",
    "GET, -, other-http",
  })
  void theProtocol(String method, String stem, String protocol) {
    assertThat(row("cs-method cs-uri-stem", method + " " + stem).text(PROTOCOL))
        .isEqualTo(protocol);
  }

  @Test
  void withoutAPathTheProtocolIsUnknown() {
    assertThat(row("c-ip", "192.0.2.1").text(PROTOCOL)).isEqualTo("other-http");
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
