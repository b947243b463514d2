package org.tlssunset.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.tlssunset.RandomCases;
import org.tlssunset.rollup.EndUse;
import org.tlssunset.schema.ClientStatus;
import org.tlssunset.schema.TlsOutcome;

/** What holds of every party's status. */
class StandingPropertiesTest {

  private static final int CASES = 20_000;

  private static ClientStatus status(MadeParty party, Capabilities capabilities) {
    return party.standing(capabilities, MadeEvidence.LAST).status();
  }

  private static boolean has(MadeParty party, Predicate<EndUse> which) {
    return party.uses().stream().anyMatch(which);
  }

  private static boolean isOld(EndUse use) {
    String version = use.tls().version();
    return version != null && use.tls().isPossible() && MadeParty.TERMS.isOld(version);
  }

  private static boolean isModern(EndUse use) {
    String version = use.tls().version();
    return version != null && !MadeParty.TERMS.isOld(version);
  }

  private static boolean isOf(EndUse use, TlsOutcome outcome) {
    return use.tls().outcome().equals(outcome.label());
  }

  @Test
  void eachPartyHasTheStatusThatItsUsesAllow() {
    Map<ClientStatus, Integer> found = new EnumMap<>(ClientStatus.class);
    RandomCases.each(
        CASES,
        random -> {
          Capabilities capabilities = MadeEvidence.capabilities(random);
          MadeParty party = MadeEvidence.party(random);
          Standing standing = party.standing(capabilities, MadeEvidence.LAST);
          found.merge(standing.status(), 1, Integer::sum);

          assertThat(party.uses()).contains(standing.decisive());
          assertThat(standing.since()).isLessThanOrEqualTo(MadeUse.day(MadeEvidence.LAST));
          assertThat(allowed(party)).contains(standing.status());
        });
    assertThat(found).containsOnlyKeys(ClientStatus.values());
    assertThat(found.values()).as("%s", found).allMatch(times -> times > CASES / 400);
  }

  /** By what was used alone, wherever and whenever it was. */
  private static Set<ClientStatus> allowed(MadeParty party) {
    boolean isOld = has(party, StandingPropertiesTest::isOld);
    boolean isModern = has(party, StandingPropertiesTest::isModern);
    boolean isFailed = has(party, use -> isOf(use, TlsOutcome.FAILED));
    boolean isClear = has(party, use -> isOf(use, TlsOutcome.CLEARTEXT));
    if (!has(party, use -> !isOf(use, TlsOutcome.NONE))) {
      return Set.of(ClientStatus.NO_USE);
    }
    Set<ClientStatus> allowed = Collections.newSetFromMap(new EnumMap<>(ClientStatus.class));
    allowed.add(ClientStatus.UNKNOWN);
    if (isOld) {
      allowed.add(ClientStatus.UNPROVEN);
      allowed.addAll(
          isModern
              ? List.of(ClientStatus.MIXED, ClientStatus.MIGRATED)
              : List.of(ClientStatus.LEGACY_ONLY));
    } else if (isModern) {
      allowed.add(ClientStatus.MODERN_ONLY);
    } else if (isClear) {
      allowed.add(ClientStatus.CLEARTEXT_ONLY);
    }
    if (isFailed && !isModern) {
      allowed.add(ClientStatus.FAILING);
    }
    if (Long.valueOf(0).equals(party.used())) {
      allowed.add(ClientStatus.NO_USE);
    }
    return allowed;
  }

  @Test
  void oneModernUseMoreNeverMakesItWorse() {
    RandomCases.each(
        CASES,
        random -> {
          Capabilities capabilities = MadeEvidence.capabilities(random);
          MadeParty party = MadeEvidence.party(random);
          EndUse more = MadeEvidence.modernUse(random, party);

          assertNoWorse(party.and(more), party, capabilities);
        });
  }

  /** A party that never came as far as TLS is unknown for want of evidence: any may be better. */
  @Test
  void oneOldUseMoreNeverMakesItBetter() {
    RandomCases.each(
        CASES,
        random -> {
          Capabilities capabilities = MadeEvidence.capabilities(random);
          MadeParty party = MadeEvidence.party(random);
          EndUse more = MadeEvidence.oldUse(random, party);

          if (has(party, use -> !isOf(use, TlsOutcome.NONE))) {
            assertNoWorse(party, party.and(more), capabilities);
          }
        });
  }

  private static void assertNoWorse(MadeParty one, MadeParty than, Capabilities capabilities) {
    ClientStatus status = status(one, capabilities);
    ClientStatus other = status(than, capabilities);
    if (status != ClientStatus.NO_USE && other != ClientStatus.NO_USE) {
      assertThat(status)
          .as("%s and %s", one, than)
          .usingComparator(ClientStatus.WORST_FIRST)
          .isGreaterThanOrEqualTo(other);
    }
  }

  @Test
  void theOrderOfUsesDoesNotMatter() {
    RandomCases.each(
        CASES,
        random -> {
          Capabilities capabilities = MadeEvidence.capabilities(random);
          MadeParty party = MadeEvidence.party(random);
          List<EndUse> shuffled = new ArrayList<>(party.uses());
          Collections.shuffle(shuffled, random);

          assertThat(party.with(shuffled).standing(capabilities, MadeEvidence.LAST))
              .isEqualTo(party.standing(capabilities, MadeEvidence.LAST));
        });
  }
}
