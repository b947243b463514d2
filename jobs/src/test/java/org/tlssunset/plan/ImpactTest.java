package org.tlssunset.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlssunset.rollup.WeakSuites;
import org.tlssunset.schema.Effect;
import org.tlssunset.schema.TlsOutcome;

/** What becomes of a party. EX01 has shown TLS 1.2 on the fifth day, EX02 nothing. */
class ImpactTest {

  private static final Capabilities SHOWN = MadeParty.shown(5, MadeUse.SERVER);

  private static final int AS_OF = 100;

  private static final MadeUse OLD = MadeUse.of("TLS 1.0", 90);

  private static final MadeUse MODERN = MadeUse.of("TLS 1.2", 91);

  private static Scenario at(String end) {
    return Scenario.of(List.of("SSL3, TLS1.0", "TLS 1.1"), end, null);
  }

  private static Impact impact(String end, MadeParty party) {
    return party.impact(at(end), SHOWN, AS_OF);
  }

  private static Impact impact(MadeParty party) {
    return impact("servers", party);
  }

  private static Impact impact(MadeUse... uses) {
    return impact(MadeParty.of(uses));
  }

  @Test
  void whoIsProvenOldAloneStops() {
    Impact impact = impact(OLD);

    assertThat(impact.effect()).isEqualTo(Effect.STOPS);
    assertThat(impact.isPartly()).isFalse();
    assertThat(impact.takenAlongBy()).isNull();
    assertThat(impact.reason()).startsWith("TLS 1.0 until 2026-03-31 at EX01");
  }

  @Test
  void whoIsModernTooStopsInPart() {
    assertThat(impact(OLD, MODERN))
        .extracting(Impact::effect, Impact::isPartly)
        .containsExactly(Effect.STOPS, true);
  }

  /** A use of a newer version counts wherever it was. */
  @Test
  void whoIsModernAtAnotherEndStopsInPart() {
    assertThat(impact("EX01", MadeParty.of(OLD, MODERN.at("EX02"))))
        .extracting(Impact::effect, Impact::isPartly)
        .containsExactly(Effect.STOPS, true);
    assertThat(impact("EX02", MadeParty.of(OLD, MODERN.at("EX02"))).effect())
        .isEqualTo(Effect.UNAFFECTED);
  }

  @Test
  void whoWentOverIsUnaffected() {
    assertThat(impact(MadeUse.of("TLS 1.0", 60), MODERN).effect()).isEqualTo(Effect.UNAFFECTED);
  }

  @Test
  void whoIsModernOrInClearOrAScannerIsUnaffected() {
    assertThat(impact(MODERN).effect()).isEqualTo(Effect.UNAFFECTED);
    assertThat(impact(MadeUse.of(TlsOutcome.CLEARTEXT, 90)).effect()).isEqualTo(Effect.UNAFFECTED);
    assertThat(impact(MadeParty.of(OLD).used(0L)).effect()).isEqualTo(Effect.UNAFFECTED);
  }

  /** It goes by what is switched off, not by what the policy calls old. */
  @Test
  void whoNeedsWhatStaysIsUnaffected() {
    assertThat(
            MadeParty.of(OLD)
                .impact(Scenario.of(List.of("TLS 1.1"), "servers", null), SHOWN, AS_OF)
                .effect())
        .isEqualTo(Effect.UNAFFECTED);
    assertThat(
            MadeParty.of(MODERN)
                .impact(Scenario.of(List.of("TLS 1.2"), "servers", null), SHOWN, AS_OF)
                .effect())
        .isEqualTo(Effect.HAS_ALTERNATIVE);
  }

  @Test
  void whoWasOldOnlyWhereNothingBetterWasShownHasAnAlternative() {
    assertThat(impact(OLD.at("EX02")).effect()).isEqualTo(Effect.HAS_ALTERNATIVE);
  }

  @Test
  void whoseTlsIsNotToldOrFailsIsUnknown() {
    assertThat(impact(MadeUse.of(TlsOutcome.NOT_LOGGED, 90)).effect()).isEqualTo(Effect.UNKNOWN);
    assertThat(impact(MadeUse.of(TlsOutcome.FAILED, 90)).effect()).isEqualTo(Effect.UNKNOWN);
    assertThat(impact(MadeParty.of(MODERN).unknown()).effect()).isEqualTo(Effect.UNKNOWN);
  }

  /** Where it is switched off nothing proves it old; another server does. */
  @Test
  void whoIsProvenOldElsewhereStops() {
    assertThat(impact("EX02", MadeParty.of(OLD, OLD.at("EX02"))))
        .isEqualTo(
            new Impact(
                Effect.STOPS,
                "TLS 1.0 until 2026-03-31 at EX01, which had shown TLS 1.2 on 2026-01-05",
                false,
                null));
    assertThat(impact("EX02", MadeParty.of(OLD, OLD.at("EX02"), MadeUse.of("TLS 1.2", 80))))
        .extracting(Impact::effect, Impact::isPartly)
        .containsExactly(Effect.STOPS, true);
  }

  @Test
  void whoIsModernSinceItWasProvenOldElsewhereMayBeTwoMachines() {
    assertThat(impact("EX02", MadeParty.of(OLD, OLD.at("EX02"), MODERN)).effect())
        .isEqualTo(Effect.UNKNOWN);
  }

  @Test
  void whoNeverCameToTheEndIsUnaffected() {
    assertThat(impact("EX02", MadeParty.of(OLD)))
        .isEqualTo(
            new Impact(
                Effect.UNAFFECTED, "it does not come to where this is switched off", false, null));
    assertThat(impact("ex01", MadeParty.of(OLD)).effect()).isEqualTo(Effect.STOPS);
  }

  @ParameterizedTest
  @CsvSource({"servers, unaffected", "everywhere, stops", "KEMP, stops", "EX01, unaffected"})
  void whoIsOldTowardsAProxyStopsWithTheProxysVersionsAlone(String end, String effect) {
    MadeParty party = MadeParty.of(OLD.behind("KEMP"));

    assertThat(party.impact(at(end), MadeParty.shown(5, "KEMP"), AS_OF).effect().label())
        .isEqualTo(effect);
  }

  @Test
  void whoComesThroughAProxyThatDoesNotTellIsUnknownThere() {
    MadeParty party = MadeParty.of(MadeUse.of(TlsOutcome.NOT_LOGGED, 90).behind("KEMP"));

    assertThat(impact("servers", party).effect()).isEqualTo(Effect.UNAFFECTED);
    assertThat(impact("everywhere", party).effect()).isEqualTo(Effect.UNKNOWN);
    assertThat(impact("KEMP", party).effect()).isEqualTo(Effect.UNKNOWN);
  }

  /** The proxy's own connection to EX01 needs what goes. */
  @ParameterizedTest
  @CsvSource({"servers, stops", "everywhere, stops", "EX01, stops", "EX02, unaffected"})
  void aProxyThatStopsTakesAlongWhoComesThroughIt(String end, String effect) {
    Impact impact =
        MadeParty.of(MODERN.behind("KEMP"))
            .impact(at(end), SHOWN, Map.of("KEMP", Effect.STOPS), AS_OF);

    assertThat(impact.effect().label()).isEqualTo(effect);
    assertThat(impact.takenAlongBy()).isEqualTo(effect.equals("stops") ? "KEMP" : null);
    assertThat(impact.reason())
        .isEqualTo(
            effect.equals("stops")
                ? "it comes through KEMP, whose own connection to the servers stops"
                : "it does not come to where this is switched off");
  }

  @Test
  void aProxyThatIsUnaffectedOrAnotherTakesNobodyAlong() {
    MadeParty party = MadeParty.of(MODERN.behind("KEMP"));

    for (Map<String, Effect> proxies :
        List.of(Map.of("KEMP", Effect.UNAFFECTED), Map.of("F5", Effect.STOPS))) {
      assertThat(party.impact(at("servers"), SHOWN, proxies, AS_OF))
          .extracting(Impact::effect, Impact::takenAlongBy)
          .containsExactly(Effect.UNAFFECTED, null);
    }
  }

  /** What it needs itself is worse already. */
  @Test
  void whoStopsItselfIsNotTakenAlong() {
    Impact impact =
        MadeParty.of(OLD, MODERN.behind("KEMP"))
            .impact(at("servers"), SHOWN, Map.of("KEMP", Effect.STOPS), AS_OF);

    assertThat(impact)
        .extracting(Impact::effect, Impact::takenAlongBy)
        .containsExactly(Effect.STOPS, null);
  }

  private static final WeakSuites RC4 = new WeakSuites(List.of("RC4"), List.of(), List.of());

  private static Impact suites(MadeUse... uses) {
    return MadeParty.of(uses).impact(at("servers").ofSuite(RC4), SHOWN, AS_OF);
  }

  @Test
  void whoUsedAnotherSuiteSinceAWeakOneHasAnAlternative() {
    assertThat(suites(OLD.weak("RC4"), MODERN))
        .isEqualTo(
            new Impact(
                Effect.HAS_ALTERNATIVE,
                "RC4 until 2026-03-31, and another suite since",
                false,
                null));
  }

  @Test
  void whoseSuiteNoLogTellsIsUnknown() {
    assertThat(suites(MODERN.ofUntoldSuite()).effect()).isEqualTo(Effect.UNKNOWN);
    assertThat(suites(MODERN).effect()).isEqualTo(Effect.UNAFFECTED);
  }

  /** It may be sent there tomorrow. */
  @Test
  void whoIsOldElsewhereIsNotCalledMigratedAtOneServer() {
    MadeUse early = MadeUse.of("TLS 1.0", 50).at("EX01");
    MadeUse late = MadeUse.of("TLS 1.0", 89).at("EX02");
    MadeUse modern = MadeUse.of("TLS 1.2", 90).at("EX02");

    assertThat(MadeParty.of(early, late, modern).impact(at("EX01"), SHOWN, AS_OF))
        .extracting(Impact::effect, Impact::isPartly)
        .containsExactly(Effect.STOPS, true);
    MadeUse untold = MadeUse.of(TlsOutcome.NOT_LOGGED, 89).at("EX01");
    assertThat(MadeParty.of(untold, late, modern).impact(at("EX01"), SHOWN, AS_OF).effect())
        .isEqualTo(Effect.UNKNOWN);
  }

  /** The server may have preferred it. */
  @Test
  void whoUsedAWeakSuiteLastIsUnknown() {
    assertThat(suites(OLD.weak("RC4")).effect()).isEqualTo(Effect.UNKNOWN);
    assertThat(suites(OLD, MODERN.weak("rc4"), MadeUse.of("TLS 1.2", 80)).effect())
        .isEqualTo(Effect.UNKNOWN);
  }

  @Test
  void whoUsedNoWeakSuiteIsUnaffectedIfThatIsKnown() {
    assertThat(suites(OLD).effect()).isEqualTo(Effect.UNAFFECTED);
    assertThat(suites(OLD.weak("3DES")).effect()).isEqualTo(Effect.UNAFFECTED);
    assertThat(suites(MadeUse.of(TlsOutcome.NOT_LOGGED, 90)).effect()).isEqualTo(Effect.UNKNOWN);
    assertThat(suites(OLD.behind("KEMP").weak("RC4")).effect()).isEqualTo(Effect.UNAFFECTED);
  }
}
