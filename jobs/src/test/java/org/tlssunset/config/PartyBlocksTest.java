package org.tlssunset.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tlssunset.logs.ForwardingFields;
import org.tlssunset.logs.LogSettings;
import org.tlssunset.party.ListedProxy;
import org.tlssunset.party.Network;
import org.tlssunset.party.OwnServer;
import org.tlssunset.party.PartySettings;
import org.tlssunset.party.ProxyKind;
import org.tlssunset.party.ProxyTraits;
import org.tlssunset.party.Scope;
import org.tlssunset.party.Validity;

/** What the configuration says of proxies, servers and networks of our own. */
class PartyBlocksTest {

  @TempDir private Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("own.conf"), "tls-sunset { " + text + " }");
  }

  private PartySettings parties(String text) throws IOException {
    return Configuration.load(file(text)).parties();
  }

  @Test
  void nothingIsListedByDefault() {
    assertThat(Configuration.load(null).parties()).isEqualTo(PartySettings.NONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.9", "2001:db8::9"})
  void theLineThatIsSuggestedListsAProxy(String address) throws IOException {
    String line = ProxySetting.of(address);
    ListedProxy listed =
        Configuration.load(Files.writeString(folder.resolve("own.conf"), line))
            .parties()
            .proxies()
            .get(0);
    assertThat(listed.networks()).containsExactly(new Network(address));
    assertThat(listed.traits().kind()).isEqualTo(ProxyKind.TLS_ENDING);
  }

  @Test
  void aProxyNeedsItsNameItsNetworksAndItsKindAlone() throws IOException {
    assertThat(
            parties(
                    "proxies = [{ name = KEMP-1, networks = [\"10.0.0.9/32\"], kind = tls-ending }]")
                .proxies())
        .containsExactly(
            new ListedProxy(
                "KEMP-1",
                List.of(new Network("10.0.0.9")),
                Validity.ALWAYS,
                new ProxyTraits(
                    ProxyKind.TLS_ENDING,
                    Scope.ALL,
                    false,
                    new ForwardingFields(List.of("X-Forwarded-For"), List.of(), List.of()))));
  }

  @Test
  void aProxyMaySayAll() throws IOException {
    assertThat(
            parties(
                    """
                    proxies = [{
                      name = edge, networks = ["2001:DB8::/32", "10.0.0.0/8"], kind = layer-4,
                      protocols = [ews, smtp], servers = [EX01], ports = [443, 25],
                      preserves-address = true, forwarded-for-fields = [],
                      tls-version-fields = [Client-Tls], tls-cipher-fields = [Client-Cipher],
                      from = 2024-05-01, until = 2024-05-31
                    }]
                    """)
                .proxies())
        .containsExactly(
            new ListedProxy(
                "edge",
                List.of(new Network("2001:db8::/32"), new Network("10.0.0.0/8")),
                new Validity(day("2024-05-01"), day("2024-05-31")),
                new ProxyTraits(
                    ProxyKind.LAYER_4,
                    new Scope(List.of("ews", "smtp"), List.of("EX01"), List.of(443, 25)),
                    true,
                    new ForwardingFields(
                        List.of(), List.of("Client-Tls"), List.of("Client-Cipher")))));
  }

  private static int day(String date) {
    return (int) LocalDate.parse(date).toEpochDay();
  }

  @Test
  void serversMayHaveDotsInTheirNames() throws IOException {
    PartySettings parties =
        parties(
            """
            servers { EX01 = ["10.0.0.11", "2001:db8::11"], ex02.corp.local = ["10.0.0.12"] }
            servers { "ex03.corp.local" = ["10.0.0.13"] }
            own-networks = ["10.0.1.0/28", "10.0.2.1"]
            """);

    assertThat(parties.servers())
        .containsExactly(
            new OwnServer("EX01", List.of(new Network("10.0.0.11"), new Network("2001:db8::11"))),
            new OwnServer("ex02.corp.local", List.of(new Network("10.0.0.12"))),
            new OwnServer("ex03.corp.local", List.of(new Network("10.0.0.13"))));
    assertThat(parties.ownNetworks())
        .containsExactly(new Network("10.0.1.0/28"), new Network("10.0.2.1"));
  }

  @Test
  void theColumnsThatProxiesFillAreReadOfLogs() throws IOException {
    LogSettings logs =
        Configuration.load(
                file(
                    """
                    iis.forwarded-for-fields = [OriginalIP]
                    proxies = [
                      { name = a, networks = ["10.0.0.1"], kind = tls-ending, tls-version-fields = [V] }
                      { name = b, networks = ["10.0.0.2"], kind = tls-ending, tls-version-fields = [v, W],
                        tls-cipher-fields = [C], forwarded-for-fields = [original_ip, True-Client] }
                    ]
                    """))
            .ingest()
            .read()
            .logs();

    assertThat(logs.forwarding())
        .isEqualTo(
            new ForwardingFields(
                List.of("OriginalIP", "X-Forwarded-For", "True-Client"),
                List.of("V", "W"),
                List.of("C")));
  }

  /** Several that share what cannot be confused. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ports = [443] }, { name = b, networks = [\"10.0.0.1\"], kind = layer-4, ports = [25]",
        "servers = [A] }, { name = b, networks = [\"10.0.0.1\"], kind = layer-4, servers = [B]",
        "protocols = [ews] }, { name = b, networks = [\"10.0.0.1\"], kind = layer-4, protocols = [owa]",
        "until = 2024-05-01 }, { name = b, networks = [\"10.0.0.1\"], kind = layer-4, from = 2024-05-02",
        "}, { name = b, networks = [\"10.0.0.0/24\"], kind = layer-4"
      })
  void proxiesThatDifferAreTwo(String rest) throws IOException {
    String text = "proxies = [{ name = a, networks = [\"10.0.0.1\"], kind = tls-ending, %s }]";

    assertThat(parties(text.formatted(rest)).proxies()).hasSize(2);
  }

  /** Each line: what a proxy's block says (or the whole, behind !), and what is told. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          kind = nat | proxies.kind is 'nat': give layer-4 or tls-ending
          protocols = [pop4] | proxies.protocols holds 'pop4', which is no protocol: give some of smtp, mapi-http, outlook-anywhere, ews, activesync, rest, owa, ecp, oab, autodiscover, powershell, pop3, imap4, other-http
          networks = ["10.0.0.256"] | proxies.networks holds '10.0.0.256', which is no network: give an address, or a network such as 10.0.0.0/24
          networks = ["10.0.0.9/24"] | proxies.networks holds '10.0.0.9/24', an address within a network: write 10.0.0.0/24, or 10.0.0.9
          networks = ["0.0.0.0/0"] | proxies.networks holds '0.0.0.0/0', which is every address: give the networks that are meant
          networks = ["127.0.0.1"] | proxies.networks holds '127.0.0.1', in which is loopback or no address at all, which each host has: take it out
          networks = [] | proxies.networks is empty: give the addresses from which it calls
          networks = [], preserves-address = true | proxies.networks is empty: give them, or the servers or ports that are reached through it
          ports = [0] | proxies.ports holds '0': give whole numbers from 1 to 65535
          preserves-address = maybe | proxies.preserves-address is neither true nor false: give one of them
          from = 2024-5-1 | proxies.from is '2024-5-1': give a date, such as 2024-05-01
          from = 2024-05-02, until = 2024-05-01 | proxies.until is before from: give the last day, or take it out
          name = "" | proxies.name is empty: give the name that reports shall show
          nets = [] | proxies holds what is no block of name and networks and kind (and forwarded-for-fields, from, ports, preserves-address, protocols, servers, tls-cipher-fields, tls-version-fields, until): write { name = …, networks = …, kind = … }
          }, { name = A, networks = ["10.0.0.2"], kind = layer-4 | proxies.name is 'A' once more: give each proxy its own
          }, { name = b, networks = ["10.0.0.1/32"], kind = layer-4 | proxies.name is 'b', which cannot be told from 'a': give them other networks, servers, ports, protocols or days
          !proxies = [{ name = a }] | proxies holds what is no block of name and networks and kind (and forwarded-for-fields, from, ports, preserves-address, protocols, servers, tls-cipher-fields, tls-version-fields, until): write { name = …, networks = …, kind = … }
          !proxies = 5 | proxies is no list: put its blocks in brackets, with commas between
          !servers = 5 | servers is no block: write servers { … }
          !servers { EX01 = 10.0.0.1 } | servers.EX01 is no list: put what it holds in brackets, with commas between
          !servers { EX01 = [] } | servers.EX01 is empty: give its addresses, or take it out
          !servers { ex01.corp = ["10.0.0.0/24"] } | servers.ex01.corp holds '10.0.0.0/24', which is no single address: list it under own-networks
          !servers { B = ["10.0.0.1"], A = ["10.0.0.1", "10.0.0.2"] } | servers.B holds '10.0.0.1', which A has, too: keep it with one, or list it under own-networks
          !servers { A = ["::1"] } | servers.A holds '::1', in which is loopback or no address at all, which each host has: take it out
          !own-networks = ["EX01"] | own-networks holds 'EX01', which is no network: give an address, or a network such as 10.0.0.0/24
          """)
  void aWrongValueIsToldWithItsCure(String text, String told) throws IOException {
    Path own =
        file(
            text.startsWith("!")
                ? text.substring(1)
                : "proxies = [{ name = a, networks = [\"10.0.0.1\"], kind = tls-ending, %s }]"
                    .formatted(text));

    assertThatThrownBy(() -> Configuration.load(own))
        .isInstanceOf(UsageException.class)
        .hasMessage("%s:1: tls-sunset.%s", own, told);
  }
}
