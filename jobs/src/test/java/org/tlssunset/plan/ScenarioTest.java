package org.tlssunset.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tlssunset.rollup.WeakSuites;

/** What is to be switched off where. */
class ScenarioTest {

  private static final MadeUse OLD = MadeUse.of("TLS 1.0", 1);

  private static Scenario of(String versions) {
    return Scenario.of(List.of(versions), "servers", null);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLS1.0,TLS1.1", "TLS 1.1 , tlsv1", "TLS 1.0,TLS 1.0,TLS1_1"})
  void versionsMayBeSpelledAsAnywhere(String versions) {
    assertThat(of(versions).versions()).containsExactly("TLS 1.0", "TLS 1.1");
    assertThat(of(versions).what()).isEqualTo("TLS 1.0, TLS 1.1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLS1.0,", "", "old", "TLS1.0 TLS1.1"})
  void whatIsNoVersionIsRefused(String versions) {
    assertThatThrownBy(() -> of(versions))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("holds '.*', no version: give them as TLS1.0,TLS1.1");
  }

  @Test
  void allVersionsBeforeOneAreCalledSo() {
    Set<String> old = Scenario.before("TLS 1.2");

    assertThat(old).contains("SSL 2.0", "SSL 3.0", "TLS 1.0", "TLS 1.1").doesNotContain("TLS 1.2");
    assertThat(Scenario.of(List.copyOf(old), "servers", null).what())
        .isEqualTo("all before TLS 1.2");
    assertThat(of("TLS1.0").ofSuite(new WeakSuites(List.of("RC4"), List.of(), List.of())).what())
        .isEqualTo("RC4");
  }

  /** A row of what is reached: at the server EX01 itself, and at the proxy KEMP before it. */
  @ParameterizedTest
  @CsvSource({
    "servers, true, false, true",
    "everywhere, true, true, true",
    "EX01, true, false, true",
    "ex01, true, false, true",
    "EX02, false, false, false",
    "kemp, false, true, false"
  })
  void endsAreReached(String at, boolean isServer, boolean isProxy, boolean isBehindProxy) {
    Scenario.Ends ends = Scenario.of(List.of("TLS1.0"), at, null).ends();

    assertThat(ends.holds(OLD.use().end())).isEqualTo(isServer);
    assertThat(ends.holds(OLD.behind("KEMP").use().end())).isEqualTo(isProxy);
    assertThat(ends.holdsBehindProxy(OLD.behind("KEMP").use().end())).isEqualTo(isBehindProxy);
  }

  @Test
  void aServerWithoutANameMayBeAny() {
    Scenario.Ends named = Scenario.of(List.of("TLS1.0"), "EX01", null).ends();

    assertThat(named.holds(OLD.at(null).use().end())).isTrue();
    assertThat(named.holdsBehindProxy(OLD.at(null).behind("KEMP").use().end())).isTrue();
  }

  @Test
  void aUseIsTakenByItsVersionOrItsSuite() {
    assertThat(of("TLS1.0").takes(OLD.use())).isTrue();
    assertThat(of("TLS1.0").takes(OLD.impossible().use())).isFalse();
    assertThat(of("TLS1.1").takes(OLD.use())).isFalse();
    assertThat(
            of("TLS1.0")
                .ofSuite(new WeakSuites(List.of("RC4"), List.of(), List.of()))
                .takes(OLD.use()))
        .isFalse();
    assertThat(
            of("TLS1.0")
                .ofSuite(new WeakSuites(List.of("RC4"), List.of(), List.of()))
                .needed(OLD.ofUntoldSuite().use()))
        .isNull();
    assertThat(
            of("TLS1.1")
                .ofSuite(new WeakSuites(List.of("rc4"), List.of(), List.of()))
                .takes(OLD.weak("RC4").use()))
        .isTrue();
  }
}
