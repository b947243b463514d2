package org.tlssunset.party;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tlssunset.party.Parties.DAY;
import static org.tlssunset.party.Parties.TLS;
import static org.tlssunset.party.Parties.X_FORWARDED_FOR;
import static org.tlssunset.party.Parties.forwarding;
import static org.tlssunset.party.Parties.inner;
import static org.tlssunset.party.Parties.on;
import static org.tlssunset.party.Parties.own;
import static org.tlssunset.party.Parties.ownNetwork;
import static org.tlssunset.party.Parties.probe;
import static org.tlssunset.party.Parties.proxy;
import static org.tlssunset.party.Parties.request;
import static org.tlssunset.party.Parties.with;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tlssunset.logs.ForwardingFields;
import org.tlssunset.party.Attribution.Client;
import org.tlssunset.party.Attribution.Listed;
import org.tlssunset.party.Connection.Claim;
import org.tlssunset.party.Connection.Ends;
import org.tlssunset.party.Connection.Kind;
import org.tlssunset.schema.ClientIpFrom;
import org.tlssunset.schema.Role;
import org.tlssunset.schema.TlsHop;

/** Each rule, in the order in which they are asked. */
class BeliefTest {

  private static final String STRANGER = "203.0.113.7";
  private static final String KEMP = "10.0.0.9";

  private static Attribution of(Connection row, KnownAddress... known) {
    return new Belief(new AddressBook(List.of(known))).of(row);
  }

  private static Client logged(String ip) {
    return new Client(ip, ClientIpFrom.LOG);
  }

  private static Client forwarded(String ip) {
    return new Client(ip, ClientIpFrom.X_FORWARDED_FOR);
  }

  private static ProxyTraits traits(ProxyKind kind, Scope scope, boolean preservesAddress) {
    return new ProxyTraits(kind, scope, preservesAddress, X_FORWARDED_FOR);
  }

  private static KnownAddress telling(List<String> addresses, List<String> versions) {
    return proxy(
        KEMP,
        "KEMP-1",
        new ProxyTraits(
            ProxyKind.TLS_ENDING,
            Scope.ALL,
            false,
            new ForwardingFields(addresses, versions, List.of("Client-Cipher"))));
  }

  @Test
  void whoeverIsNotKnownIsAClient() {
    assertThat(of(request(STRANGER)))
        .isEqualTo(
            new Attribution(
                Role.CLIENT,
                logged(STRANGER),
                TlsHop.CLIENT,
                TLS,
                Listed.NOBODY,
                true,
                "nobody else is known at its address"));
  }

  @Test
  void aPeerThatIsMaskedIsAClientWithoutAnAddress() {
    Attribution client = of(request(null), own("10.0.0.11", "EX01"), proxy(KEMP, "KEMP-1"));

    assertThat(client.role()).isEqualTo(Role.CLIENT);
    assertThat(client.client()).isEqualTo(Client.UNKNOWN);
    assertThat(client.clientTls()).isEqualTo(TLS);
  }

  /** A client's TLS, or that of all behind the proxy: nobody knows. */
  @ParameterizedTest
  @CsvSource({
    "10.0.0.x, true",
    "10.0.*.*, true",
    "x.x.x.9, true",
    "***, true",
    "10.0.1.x, false",
    "x.x.x.8, false",
    "2001:db8::x, false",
  })
  void aMaskedPeerThatMayBeAProxyProvesNothing(String masked, boolean mayBe) {
    Connection row = with(request(null), new Ends("EX01", "10.0.0.11", 443, null, masked));
    Attribution client = of(row, proxy(KEMP, "KEMP-1"));

    assertThat(client.role()).isEqualTo(Role.CLIENT);
    assertThat(client.clientTls()).isEqualTo(mayBe ? Tls.NOT_LOGGED : TLS);
    assertThat(client.tlsHop()).isEqualTo(mayBe ? TlsHop.PROXY : TlsHop.CLIENT);
    assertThat(client.reason().contains("KEMP-1")).isEqualTo(mayBe);
    assertThat(of(row).clientTls()).isEqualTo(TLS);
  }

  @Test
  void whatAStrangerClaimsChangesTheReasonAlone() {
    Attribution client = of(forwarding(request(STRANGER), "198.51.100.1"));

    assertThat(client.client()).isEqualTo(logged(STRANGER));
    assertThat(client.reason()).endsWith("is not listed, which changes nothing");
  }

  @Test
  void aHealthCheckIsAProbeWhateverItsAddress() {
    for (String peer : List.of(STRANGER, KEMP, "127.0.0.1", "10.0.0.11")) {
      Attribution probe = of(probe(request(peer)), proxy(KEMP, "KEMP-1"));

      assertThat(probe.role()).isEqualTo(Role.PROBE);
      assertThat(probe.client()).isEqualTo(logged(peer));
      assertThat(probe.counts()).isFalse();
      assertThat(probe.reason()).startsWith("a health check: ");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.1.2.3", "::1", "10.0.0.11"})
  void theServerItselfIsAnOwnServer(String peer) {
    Attribution itself = of(request(peer), proxy("10.0.0.0/24", "all"));

    assertThat(itself.role()).isEqualTo(Role.OWN_SERVER);
    assertThat(itself.counts()).isTrue();
    assertThat(itself.reason()).isEqualTo("the server itself");
    assertThat(itself.listed().ownServer()).isEqualTo("EX01");
  }

  @Test
  void aServerThatOnlyItsAddressIsKnownOfHasTheNameOfTheAddress() {
    Connection row = with(request("::1"), new Ends("10.0.0.11", "10.0.0.11", 443, "::1"));

    assertThat(of(row).listed().ownServer()).isNull();
    assertThat(of(row, own("10.0.0.11", "EX07")).listed().ownServer()).isEqualTo("EX07");
  }

  @Test
  void whatAnInnerHopCarriesIsCountedWhereItCameIn() {
    Attribution known = of(inner(request("10.0.0.12")), own("10.0.0.12", "EX02"));
    Attribution unknown = of(inner(request(STRANGER)));

    assertThat(known.role()).isEqualTo(Role.OWN_SERVER);
    assertThat(known.counts()).isFalse();
    assertThat(known.listed().ownServer()).isEqualTo("EX02");
    assertThat(unknown.role()).isEqualTo(Role.OWN_SERVER);
    assertThat(unknown.counts()).isFalse();
    assertThat(unknown.listed()).isEqualTo(Listed.NOBODY);
    assertThat(of(inner(request(KEMP)), proxy(KEMP, "KEMP-1")).listed()).isEqualTo(Listed.NOBODY);
  }

  @Test
  void anOwnServersAddressIsNoClients() {
    Attribution named = of(request("10.0.0.12"), own("10.0.0.12", "EX02"));
    Attribution nameless = of(request("10.0.0.12"), ownNetwork("10.0.0.0/24"));

    assertThat(named.role()).isEqualTo(Role.OWN_SERVER);
    assertThat(named.counts()).isTrue();
    assertThat(named.listed()).isEqualTo(new Listed(null, "EX02"));
    assertThat(named.clientTls()).isEqualTo(TLS);
    assertThat(named.reason()).endsWith("configuration");
    assertThat(nameless.role()).isEqualTo(Role.OWN_SERVER);
    assertThat(nameless.listed()).isEqualTo(Listed.NOBODY);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "iis, W3SVC2, 443, false",
        "iis, exchange back end, -, false",
        "iis, -, 444, false",
        "iis, W3SVC1, 443, true",
        "iis, -, -, true",
        "smtp-receive, W3SVC2, 444, true"
      })
  void aRequestThatReachedTheBackEndStandsInTheFrontEndsLog(
      String source, @Nullable String site, @Nullable Integer port, boolean counts) {
    Connection row =
        with(
            with(request("10.0.0.12"), new Kind(source, "inbound", "ews", site)),
            new Ends("EX01", "10.0.0.11", port, "10.0.0.12"));

    assertThat(of(row, own("10.0.0.12", "EX02")).counts()).isEqualTo(counts);
    assertThat(of(row).counts()).as("a client's counts").isTrue();
  }

  @Test
  void theTlsBehindAProxyThatEndsItIsNoClients() {
    Attribution behind = of(forwarding(request(KEMP), STRANGER), proxy(KEMP, "KEMP-1"));

    assertThat(behind)
        .isEqualTo(
            new Attribution(
                Role.PROXY,
                forwarded(STRANGER),
                TlsHop.PROXY,
                Tls.NOT_LOGGED,
                new Listed("KEMP-1", null),
                true,
                "the proxy KEMP-1 forwarded its client's address"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "- | - | no address",
        "203.0.113.7 | 203.0.113.7 | its client's address",
        "198.51.100.1, 203.0.113.7 | 203.0.113.7 | its client's address",
        "203.0.113.7, 10.0.1.9 | 203.0.113.7 | its client's address",
        "203.0.113.7, 10.0.0.12, 10.0.1.9 | 203.0.113.7 | its client's address",
        "unknown, 10.0.1.9 | - | no client's address",
        "203.0.113.7, unknown | - | no client's address",
        "203.0.113.7, 127.0.0.1 | - | no client's address",
        "10.0.0.12, 10.0.1.9 | - | own servers alone",
        "too-many | - | too many",
        "X-Real-IP=203.0.113.7 | - | no address",
        "198.51.100.1; X-Real-IP=203.0.113.7 | 198.51.100.1 | its client's address",
        "198.51.100.1; cs(X_Forwarded_For)=203.0.113.7 | - | disagree",
        "203.0.113.7; cs(X_Forwarded_For)=unknown | - | disagree",
        "203.0.113.7, 10.0.1.9; cs(X_Forwarded_For)=203.0.113.7 | 203.0.113.7 | its client's",
        "x;;=,= | - | its client is unknown",
      })
  void listsAreReadFromTheRightPastWhatIsKnown(
      @Nullable String list, @Nullable String client, String reason) {
    Attribution behind =
        of(
            forwarding(request(KEMP), list),
            proxy(KEMP, "KEMP-1"),
            proxy("10.0.1.0/24", "edge"),
            own("10.0.0.12", "EX02"));

    assertThat(behind.role()).isEqualTo(Role.PROXY);
    assertThat(behind.client()).isEqualTo(client == null ? Client.UNKNOWN : forwarded(client));
    assertThat(behind.reason()).startsWith("the proxy KEMP-1 forwarded ").contains(reason);
  }

  @Test
  void onlyTheFieldsThatAreListedForAProxyAreBelieved() {
    KnownAddress kemp = telling(List.of("True-Client"), List.of());
    Connection row = forwarding(request(KEMP), "198.51.100.1; true_client=203.0.113.7");

    assertThat(of(row, kemp).client()).isEqualTo(forwarded(STRANGER));
    assertThat(of(row, telling(List.of(), List.of())).client()).isEqualTo(Client.UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "TLSv1.2, ECDHE-UNHEARD-OF, negotiated, TLS 1.2, ECDHE-UNHEARD-OF",
        "400, AES256-GCM, negotiated, TLS 1.2, AES_256",
        "0x40, -, negotiated, TLS 1.0, -",
        "TLSv1, -, negotiated, TLS 1.0, -",
        "999, AES256, not-logged, -, -",
        "modern, AES256, not-logged, -, -",
        "'', AES256, not-logged, -, -",
        "-, AES256, not-logged, -, -"
      })
  void theTlsThatAProxyTellsOf(
      @Nullable String version,
      @Nullable String cipher,
      String outcome,
      @Nullable String name,
      @Nullable String cipherName) {
    Connection row = with(request(KEMP), new Claim(STRANGER, version, cipher));

    assertThat(of(row, telling(List.of("X-Forwarded-For"), List.of("Client-Tls"))).clientTls())
        .isEqualTo(new Tls(outcome, name, cipherName));
    assertThat(of(row, telling(List.of("X-Forwarded-For"), List.of())).clientTls())
        .as("not listed")
        .isEqualTo(Tls.NOT_LOGGED);
  }

  @Test
  void theTlsOfAProxyBeforeTheProxyIsNoClients() {
    KnownAddress kemp = telling(List.of("X-Forwarded-For"), List.of("Client-Tls"));
    Connection row = with(request(KEMP), new Claim("203.0.113.7, 10.0.1.9", "TLSv1.2", "AES256"));

    assertThat(of(row, kemp, proxy("10.0.1.9", "edge")).client()).isEqualTo(forwarded(STRANGER));
    assertThat(of(row, kemp, proxy("10.0.1.9", "edge")).clientTls()).isEqualTo(Tls.NOT_LOGGED);
  }

  @Test
  void whatALayer4BalancerPassesOnIsTheClientsOwnTls() {
    Attribution behind =
        of(
            forwarding(request(KEMP), STRANGER),
            proxy(KEMP, "LB", traits(ProxyKind.LAYER_4, Scope.ALL, false)));

    assertThat(behind)
        .isEqualTo(
            new Attribution(
                Role.CLIENT,
                Client.UNKNOWN,
                TlsHop.CLIENT,
                TLS,
                new Listed("LB", null),
                true,
                "the proxy LB passes on the client's own TLS: whose it is, its own log would tell"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"layer-4", "tls-ending"})
  void aSmartHostIsAProxy(String kind) {
    Connection row = with(request(KEMP), new Kind("smtp-send", "outbound", "smtp", "Internet"));
    Attribution smartHost =
        of(row, proxy(KEMP, "relay", traits(ProxyKind.of(kind), Scope.ALL, false)));

    assertThat(smartHost.role()).isEqualTo(Role.PROXY);
    assertThat(smartHost.client()).isEqualTo(Client.UNKNOWN);
    assertThat(smartHost.tlsHop()).isEqualTo(TlsHop.PROXY);
    assertThat(smartHost.clientTls()).isEqualTo(Tls.NOT_LOGGED);
  }

  @Test
  void thePortThatAServerCallsFromFitsAnyProxy() {
    Scope scope = new Scope(List.of(), List.of(), List.of(25));
    KnownAddress relay = proxy(KEMP, "relay", traits(ProxyKind.TLS_ENDING, scope, false));
    Connection received = with(request(KEMP), new Ends("EX01", "10.0.0.11", 51234, KEMP));
    Connection sent = with(received, new Kind("smtp-send", "outbound", "smtp", "Internet"));

    assertThat(of(received, relay).role()).isEqualTo(Role.CLIENT);
    assertThat(of(sent, relay).role()).isEqualTo(Role.PROXY);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "ews, EX01, 443, proxy",
        "ews, ex01.corp.local, 443, proxy",
        "owa, EX01, 443, client",
        "ews, EX02, 443, client",
        "ews, EX01, 444, client",
        "ews, -, -, proxy",
        "ews, 10.0.0.11, -, proxy"
      })
  void aProxyIsOneForWhatItPassesOn(
      String protocol, @Nullable String server, @Nullable Integer port, String role) {
    Scope scope = new Scope(List.of("ews"), List.of("EX01"), List.of(443));
    Connection row =
        with(
            with(request(KEMP), new Kind("iis", "inbound", protocol, null)),
            new Ends(server, null, port, KEMP));
    Connection shown = with(row, new Ends(server, null, port, STRANGER));

    assertThat(of(row, proxy(KEMP, "K", traits(ProxyKind.TLS_ENDING, scope, false))).role().label())
        .isEqualTo(role);
    assertThat(
            of(shown, proxy(null, "K", traits(ProxyKind.TLS_ENDING, scope, true))).role().label())
        .isEqualTo(role);
  }

  @Test
  void aProxyThatDoesNotFitHidesNothingElseThatIsKnown() {
    Scope scope = new Scope(List.of(), List.of(), List.of(25));
    KnownAddress smtpOnly = proxy(KEMP, "K", traits(ProxyKind.LAYER_4, scope, false));

    assertThat(of(request(KEMP), smtpOnly, ownNetwork("10.0.0.0/24")).role())
        .isEqualTo(Role.OWN_SERVER);
    assertThat(of(request(KEMP), smtpOnly, proxy("10.0.0.0/24", "L")).listed().proxy())
        .isEqualTo("L");
  }

  @Test
  void aProxyMayShowTheClientsAddressAndEndItsTls() {
    Scope scope = new Scope(List.of(), List.of("EX01"), List.of());
    KnownAddress kemp = proxy(null, "K", traits(ProxyKind.TLS_ENDING, scope, true));

    assertThat(of(request(STRANGER), kemp))
        .isEqualTo(
            new Attribution(
                Role.PROXY,
                logged(STRANGER),
                TlsHop.PROXY,
                Tls.NOT_LOGGED,
                new Listed("K", null),
                true,
                "the proxy K ends the TLS and shows the client's address"));
    assertThat(of(request(null), kemp).client()).isEqualTo(Client.UNKNOWN);
    assertThat(of(request("10.0.0.12"), kemp, own("10.0.0.12", "EX02")).role())
        .isEqualTo(Role.OWN_SERVER);
    Connection sent = with(request(STRANGER), new Kind("smtp-send", "outbound", "smtp", null));
    assertThat(of(sent, kemp).role()).isEqualTo(Role.CLIENT);
  }

  @Test
  void aProxyThatShowsAddressesNeedNotBeThePeer() {
    KnownAddress kemp = proxy("10.0.9.0/24", "K", traits(ProxyKind.TLS_ENDING, Scope.ALL, true));

    assertThat(of(request(STRANGER), kemp).client()).isEqualTo(logged(STRANGER));
    assertThat(of(request("10.0.9.1"), kemp).client())
        .as("its own calls")
        .isEqualTo(Client.UNKNOWN);
  }

  @Test
  void aTransparentBalancerChangesNothing() {
    KnownAddress lb = proxy(null, "LB", traits(ProxyKind.LAYER_4, Scope.ALL, true));
    Attribution client = of(request(STRANGER), lb);

    assertThat(client.role()).isEqualTo(Role.CLIENT);
    assertThat(client.client()).isEqualTo(logged(STRANGER));
    assertThat(client.clientTls()).isEqualTo(TLS);
    assertThat(client.listed().proxy()).isEqualTo("LB");
  }

  @ParameterizedTest
  @CsvSource({"-1, client", "0, proxy", "10, proxy", "11, client"})
  void aProxyIsOneOnItsDays(int days, String role) {
    for (boolean preserves : new boolean[] {false, true}) {
      ProxyTraits traits = traits(ProxyKind.TLS_ENDING, Scope.ALL, preserves);
      KnownAddress kemp =
          new KnownAddress(
              new Network(KEMP),
              new Validity(DAY, DAY + 10),
              KnownAs.PROXY,
              "K",
              KnownAddress.CONFIGURATION,
              traits);

      String peer = preserves ? STRANGER : KEMP;
      assertThat(of(on(request(peer), DAY + days), kemp).role().label()).isEqualTo(role);
    }
  }
}
