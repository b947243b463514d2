package org.tlssunset.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tlssunset.RandomCases.oneOf;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.tlssunset.RandomCases;
import org.tlssunset.rollup.EndUse;
import org.tlssunset.schema.Direction;
import org.tlssunset.schema.Effect;
import org.tlssunset.schema.TlsOutcome;

/** What holds of everybody's fate, of proxies that nobody knows anything of. */
class ImpactPropertiesTest {

  private static final int CASES = 20_000;

  private static final List<String> OLD = List.of("SSL 3.0", "TLS 1.0", "TLS 1.1");

  private static Scenario scenario(Set<String> versions, String end) {
    return Scenario.of(List.copyOf(versions), end, null);
  }

  private static Set<String> versions(Random random) {
    Set<String> some = new TreeSet<>(Set.of(oneOf(random, OLD.toArray(String[]::new))));
    OLD.stream().filter(any -> random.nextBoolean()).forEach(some::add);
    return some;
  }

  private static Effect effect(MadeParty party, Scenario scenario, Capabilities capabilities) {
    return party.impact(scenario, capabilities, MadeEvidence.LAST).effect();
  }

  /** What nobody knew of a party's TLS may turn out to be what falls to clear text. */
  @Test
  void switchingOffMoreVersionsNeverMakesItBetter() {
    RandomCases.each(
        CASES,
        random -> {
          Capabilities capabilities = MadeEvidence.capabilities(random);
          MadeParty party = MadeEvidence.party(random);
          Set<String> some = versions(random);
          Set<String> more = new TreeSet<>(some);
          more.addAll(versions(random));
          String end = oneOf(random, "servers", "everywhere", "EX01", "EX02", "KEMP");
          Effect ofSome = effect(party, scenario(some, end), capabilities);
          Effect ofMore = effect(party, scenario(more, end), capabilities);

          if (ofSome != Effect.UNKNOWN || ofMore != Effect.FALLS_TO_CLEARTEXT) {
            assertThat(ofMore)
                .as("%s of %s, %s of %s at %s", ofSome, some, ofMore, more, end)
                .isEqualTo(ofMore.or(ofSome));
          }
        });
  }

  /**
   * Of those who used the service: who never came as far as TLS at a server is unknown there for
   * want of evidence, and so is a scanner whose handshakes failed.
   */
  @Test
  void switchingOffEverywhereIsNeverBetterThanAtServers() {
    RandomCases.each(
        CASES,
        random -> {
          Capabilities capabilities = MadeEvidence.capabilities(random);
          MadeParty party = MadeEvidence.party(random).used(1L);
          Set<String> versions = versions(random);
          Effect atServers = effect(party, scenario(versions, "servers"), capabilities);
          Effect everywhere = effect(party, scenario(versions, "everywhere"), capabilities);

          if (isTold(party)) {
            assertThat(everywhere)
                .as("%s at servers, %s of %s", atServers, everywhere, party)
                .isEqualTo(everywhere.or(atServers));
          }
        });
  }

  private static boolean isTold(MadeParty party) {
    return party.uses().stream()
        .filter(use -> use.end().proxy() == null)
        .anyMatch(use -> !use.tls().outcome().equals(TlsOutcome.NONE.label()));
  }

  @Test
  void whoIsProvenOldAndNeverModernIsNeverUnaffected() {
    List<Effect> found = new ArrayList<>();
    RandomCases.each(
        CASES,
        random -> {
          Capabilities capabilities = MadeEvidence.capabilities(random);
          MadeParty party = MadeEvidence.party(random).used(1L);
          Scenario scenario =
              scenario(versions(random), oneOf(random, "servers", "everywhere", "EX01"));
          boolean isModern =
              party.uses().stream()
                  .anyMatch(
                      use ->
                          use.tls().version() != null
                              && use.tls().isPossible()
                              && !scenario.takes(use));
          boolean isProven =
              party.uses().stream()
                  .filter(use -> scenario.takes(use) && scenario.ends().holds(use.end()))
                  .anyMatch(use -> isProven(use, party, capabilities));
          if (isProven && !isModern) {
            Effect effect = effect(party, scenario, capabilities);
            found.add(effect);
            assertThat(effect).as("%s", party).isIn(Effect.STOPS, Effect.FALLS_TO_CLEARTEXT);
          }
        });
    assertThat(found).hasSizeGreaterThan(CASES / 50).contains(Effect.FALLS_TO_CLEARTEXT);
  }

  private static boolean isProven(EndUse use, MadeParty party, Capabilities capabilities) {
    return capabilities.better(use, Direction.INBOUND.label(), party.protocol().label()) != null;
  }

  @Test
  void whoStopsAtOneServerIsNotUnaffectedAtAll() {
    RandomCases.each(
        CASES,
        random -> {
          Capabilities capabilities = MadeEvidence.capabilities(random);
          MadeParty party = MadeEvidence.party(random);
          Set<String> versions = versions(random);
          Effect atOne = effect(party, scenario(versions, "EX01"), capabilities);
          Effect atAll = effect(party, scenario(versions, "servers"), capabilities);

          if (atOne == Effect.STOPS || atOne == Effect.FALLS_TO_CLEARTEXT) {
            assertThat(atAll).as("%s", party).isNotEqualTo(Effect.UNAFFECTED);
          }
        });
  }
}
