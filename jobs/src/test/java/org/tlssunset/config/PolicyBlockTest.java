package org.tlssunset.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tlssunset.party.Network;
import org.tlssunset.party.Retired;
import org.tlssunset.plan.Policy;
import org.tlssunset.plan.Scenario;
import org.tlssunset.plan.Terms;
import org.tlssunset.rollup.WeakSuites;

/** What the configuration asks of those who use the service, and what it plans to switch off. */
class PolicyBlockTest {

  private static final Terms DEFAULTS = new Terms("TLS 1.2", 30, 90, 0.9);

  @TempDir private Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("own.conf"), "tls-sunset { " + text + " }");
  }

  private Policy policy(String text) throws IOException {
    return Configuration.load(file("policy { " + text + " }")).policy();
  }

  @Test
  void theDefaultsAreWhatTheFileThatUsersReadSays() {
    Configuration configuration = Configuration.load(null);

    assertThat(configuration.policy())
        .isEqualTo(
            new Policy(
                30,
                DEFAULTS,
                new WeakSuites(List.of("3DES", "DES", "RC4", "RC2"), List.of("MD5"), List.of()),
                List.of(),
                List.of(),
                List.of(),
                Retired.NONE));
    assertThat(configuration.plan()).isEmpty();
  }

  @Test
  void aPolicyMaySayAll() throws IOException {
    assertThat(
            policy(
                """
                minimum-version = "TLS 1.3", window = 14d, silence = 60d, dormant = 120d,
                minimum-coverage = 0.75
                weak { ciphers = ["3DES", "RC4"], macs = [], key-exchanges = ["DH"] }
                exceptions = [
                  { party = "10.1.2.0/24", reason = "replaced in spring", until = "2027-03-31" }
                  { party = " scanner@example.com ", reason = "", until = 2026-12-31 }
                ]
                """))
        .isEqualTo(
            new Policy(
                14,
                new Terms("TLS 1.3", 60, 120, 0.75),
                new WeakSuites(List.of("3DES", "RC4"), List.of(), List.of("DH")),
                List.of(),
                List.of(
                    new Policy.Excepted(
                        "10.1.2.0/24",
                        new Network("10.1.2.0/24"),
                        "replaced in spring",
                        LocalDate.parse("2027-03-31")),
                    new Policy.Excepted(
                        "scanner@example.com", null, "", LocalDate.parse("2026-12-31"))),
                List.of(),
                Retired.NONE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLS 1.1", "TLS1.1", "tlsv1.1", "TLS1_1"})
  void aVersionMayBeSpelledAsAnywhere(String version) throws IOException {
    assertThat(policy("minimum-version = \"%s\"".formatted(version)).terms().minimumVersion())
        .isEqualTo("TLS 1.1");
  }

  @Test
  void anOverrideSaysWhatDiffersAlone() throws IOException {
    assertThat(
            policy(
                    """
                    silence = 40d
                    overrides = [
                      { protocol = smtp, direction = outbound, silence = 60d }
                      { role = probe, minimum-version = "TLS 1.1", dormant = 5d }
                      { minimum-coverage = 0.5 }
                    ]
                    """)
                .overrides())
        .containsExactly(
            new Policy.Override(null, "outbound", "smtp", new Terms("TLS 1.2", 60, 90, 0.9)),
            new Policy.Override("probe", null, null, new Terms("TLS 1.1", 40, 5, 0.9)),
            new Policy.Override(null, null, null, new Terms("TLS 1.2", 40, 90, 0.5)));
  }

  @Test
  void whatEndsCanDoMayBeSaid() throws IOException {
    assertThat(
            policy(
                    """
                    capabilities = [{ server = EX01, direction = inbound, family = smtp,
                      version = TLSv1.2, from = "2026-01-15" }]
                    """)
                .known())
        .containsExactly(
            new Policy.KnownCapability(
                "EX01", "inbound", "smtp", "TLS 1.2", LocalDate.parse("2026-01-15")));
  }

  @Test
  void aPlanSaysWhatGoesWhereAndWhen() throws IOException {
    assertThat(
            Configuration.load(
                    file(
                        "plan { disable = [\"TLS1.0\",\"TLS 1.1\"], at = everywhere, on = \"2027-03-01\" }"))
                .plan())
        .contains(
            new Scenario(
                Set.of("TLS 1.0", "TLS 1.1"),
                null,
                new Scenario.Ends(Scenario.Ends.Kind.EVERYWHERE, null),
                Set.of(),
                null,
                LocalDate.parse("2027-03-01")));
  }

  @Test
  void aPlanIsForAllServersAndNoDayIfNothingElseIsSaid() throws IOException {
    assertThat(Configuration.load(file("plan.disable = [SSLv3]")).plan())
        .contains(
            new Scenario(Set.of("SSL 3.0"), null, Scenario.Ends.SERVERS, Set.of(), null, null));
  }

  /** A name that nobody has would make everybody unaffected. */
  @ParameterizedTest
  @CsvSource({"Servers, SERVERS", "EVERYWHERE, EVERYWHERE", "EX01, NAMED"})
  void wordsForEndsMayBeInAnyCase(String at, Scenario.Ends.Kind kind) throws IOException {
    assertThat(Configuration.load(file("plan { disable = [SSLv3], at = %s }".formatted(at))).plan())
        .get()
        .extracting(plan -> plan.ends().kind())
        .isEqualTo(kind);
  }

  /** Each line: what the policy's block says (or the whole, behind !), and what is told. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          minimum-version = modern | policy.minimum-version is 'modern', no version: give one as TLS 1.2
          minimum-version = [] | policy.minimum-version is a list: give a text
          window = 30 | policy.window is '30': give a number of days, such as 30d
          window = all | policy.window is 'all': give a number of days, such as 30d
          silence = 0d | policy.silence is '0d': give a number of days, such as 30d
          dormant = 2w | policy.dormant is '2w': give a number of days, such as 30d
          minimum-coverage = 90 | policy.minimum-coverage is '90': give a share from 0 to 1, such as 0.01
          minimum-coverage = -0.1 | policy.minimum-coverage is '-0.1': give a share from 0 to 1, such as 0.01
          weak = [RC4] | policy.weak is no block: write weak { … }
          weak.ciphers = RC4 | policy.weak.ciphers is no list: put what it holds in brackets, with commas between
          overrides = 5 | policy.overrides is no list: put its blocks in brackets, with commas between
          overrides = [{ role = server }] | policy.overrides.role is 'server': give one of client, proxy, own-server, probe
          overrides = [{ direction = in }] | policy.overrides.direction is 'in': give one of inbound, outbound
          overrides = [{ protocol = pop4 }] | policy.overrides.protocol is 'pop4': give one of smtp, mapi-http, outlook-anywhere, ews, activesync, rest, owa, ecp, oab, autodiscover, powershell, pop3, imap4, other-http
          overrides = [{ silence = 5 }] | policy.overrides.silence is '5': give a number of days, such as 30d
          overrides = [{ protocols = smtp }] | policy.overrides holds what is no block of some of direction, dormant, minimum-coverage, minimum-version, protocol, role, silence: write { direction = … }
          exceptions = [{ party = "10.1.2.0/24" }] | policy.exceptions holds what is no block of party and reason and until: write { party = …, reason = …, until = … }
          exceptions = [{ party = " ", reason = r, until = "2027-03-31" }] | policy.exceptions.party is empty: give an address, a network, a user or another name
          exceptions = [{ party = a, reason = r, until = soon }] | policy.exceptions.until is 'soon': give a date, such as 2024-05-01
          exceptions = [{ party = a, reason = r, until = null }] | policy.exceptions.until is null: give a date, such as 2027-03-31
          exceptions = [{ party = "10.1.2.9/24", reason = r, until = "2027-03-31" }] | policy.exceptions.party holds '10.1.2.9/24', an address within a network: write 10.1.2.0/24, or 10.1.2.9
          exceptions = [{ party = "10.1.2.256", reason = r, until = "2027-03-31" }] | policy.exceptions.party holds '10.1.2.256', which is no network: give an address, or a network such as 10.0.0.0/24
          exceptions = [{ party = "2001:db8::1/32", reason = r, until = "2027-03-31" }] | policy.exceptions.party holds '2001:db8::1/32', an address within a network: write 2001:db8::/32, or 2001:db8::1
          capabilities = [{ server = EX01 }] | policy.capabilities holds what is no block of server and direction and family and version and from: write { server = …, direction = …, family = …, version = …, from = … }
          capabilities = [{ server = EX01, direction = any, family = smtp, version = "TLS 1.2", from = "2026-01-15" }] | policy.capabilities.direction is 'any': give one of inbound, outbound
          capabilities = [{ server = EX01, direction = inbound, family = ews, version = "TLS 1.2", from = "2026-01-15" }] | policy.capabilities.family is 'ews': give one of http, smtp, pop3, imap4
          capabilities = [{ server = EX01, direction = inbound, family = smtp, version = new, from = "2026-01-15" }] | policy.capabilities.version is 'new', no version: give one as TLS 1.2
          capabilities = [{ server = EX01, direction = inbound, family = smtp, version = "TLS 1.2", from = "15.1.2026" }] | policy.capabilities.from is '15.1.2026': give a date, such as 2024-05-01
          !plan.disable = [TLS1.0, all] | plan.disable holds 'all', no version: give them as TLS1.0,TLS1.1
          !plan.disable = "TLS 1.0" | plan.disable is no list: put what it holds in brackets, with commas between
          !plan { disable = [TLS1.0], on = spring } | plan.on is 'spring': give a date, such as 2024-05-01
          !plan { disable = [TLS1.0], at = " " } | plan.at is empty: give servers, everywhere, or the name of a server or proxy
          """)
  void aWrongValueIsToldWithItsCure(String text, String told) throws IOException {
    Path own = file(text.startsWith("!") ? text.substring(1) : "policy { %s }".formatted(text));

    assertThatThrownBy(() -> Configuration.load(own))
        .isInstanceOf(UsageException.class)
        .hasMessage("%s:1: tls-sunset.%s", own, told);
  }

  @Test
  void theLineOfAWrongValueIsTold() throws IOException {
    Path own = file("policy {\n window = 30d\n silence = never\n }");

    assertThatThrownBy(() -> Configuration.load(own))
        .hasMessageStartingWith("%s:3: tls-sunset.policy.silence is 'never'", own);
  }
}
