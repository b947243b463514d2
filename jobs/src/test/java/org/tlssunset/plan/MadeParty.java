package org.tlssunset.plan;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tlssunset.rollup.EndUse;
import org.tlssunset.rollup.PartyEvidence;
import org.tlssunset.rollup.ProgramEvidence;
import org.tlssunset.schema.Direction;
import org.tlssunset.schema.Effect;
import org.tlssunset.schema.Family;
import org.tlssunset.schema.Protocol;
import org.tlssunset.schema.Role;

/**
 * A party as it is made up, with one program; and what is made of it by terms that no test changes.
 *
 * @param party null if nobody knows who it is
 * @param used null if logs do not tell
 */
record MadeParty(
    Role role, Protocol protocol, @Nullable String party, @Nullable Long used, List<EndUse> uses) {

  static final Terms TERMS = new Terms("TLS 1.2", 30, 90, 0.9);

  static MadeParty over(Protocol protocol, MadeUse... uses) {
    return new MadeParty(
        Role.CLIENT, protocol, "alice", 1L, List.of(uses).stream().map(MadeUse::use).toList());
  }

  /** Over HTTP. */
  static MadeParty of(MadeUse... uses) {
    return over(Protocol.EWS, uses);
  }

  MadeParty as(Role other) {
    return new MadeParty(other, protocol, party, used, uses);
  }

  MadeParty unknown() {
    return new MadeParty(role, protocol, null, used, uses);
  }

  MadeParty used(@Nullable Long times) {
    return new MadeParty(role, protocol, party, times, uses);
  }

  MadeParty with(List<EndUse> others) {
    return new MadeParty(role, protocol, party, used, others);
  }

  MadeParty and(EndUse more) {
    List<EndUse> all = new ArrayList<>(uses);
    all.add(more);
    return with(all);
  }

  /** That each of some ends showed TLS 1.2 on a day, to callers of all protocols. */
  static Capabilities shown(int day, String... ends) {
    List<Policy.KnownCapability> known = new ArrayList<>();
    for (String end : ends) {
      for (Family family : Family.values()) {
        known.add(shown(end, family, "TLS 1.2", MadeUse.date(day)));
      }
    }
    return Capabilities.of(known);
  }

  /** What is configured to have been shown on a day: so it holds from the next on. */
  static Policy.KnownCapability shown(String end, Family family, String version, LocalDate day) {
    return new Policy.KnownCapability(
        end, Direction.INBOUND.label(), family.label(), version, day.plusDays(1));
  }

  private ProgramEvidence program() {
    return new ProgramEvidence(
        protocol.label(),
        null,
        "unknown",
        new ProgramEvidence.Named(party, null, null, null, null),
        used,
        false,
        new long[] {(1L << 1) - 1},
        uses);
  }

  /** What is known of it on a day. */
  Standing standing(Capabilities capabilities, int asOf) {
    Findings found =
        Findings.of(
            Direction.INBOUND.label(),
            program(),
            capabilities,
            use -> true,
            use -> TERMS.isOld(String.valueOf(use.tls().version())));
    return Standing.of(
        found, Standing.Subject.of(role.label(), party, program()), TERMS, MadeUse.day(asOf));
  }

  /** What becomes of it, as of a day. */
  Impact impact(Scenario scenario, Capabilities capabilities, int asOf) {
    return impact(scenario, capabilities, new HashMap<>(), asOf);
  }

  Impact impact(
      Scenario scenario, Capabilities capabilities, Map<String, Effect> proxies, int asOf) {
    return Impact.of(
        new PartyEvidence(role.label(), Direction.INBOUND.label(), party, List.of(program())),
        program(),
        scenario,
        TERMS,
        capabilities,
        proxies,
        MadeUse.day(asOf));
  }
}
