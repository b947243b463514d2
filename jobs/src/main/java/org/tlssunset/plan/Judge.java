package org.tlssunset.plan;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.tlssunset.rollup.EndUse;
import org.tlssunset.rollup.PartyEvidence;
import org.tlssunset.rollup.ProgramEvidence;
import org.tlssunset.rollup.WeakSuites;
import org.tlssunset.schema.ClientStatus;
import org.tlssunset.schema.Direction;
import org.tlssunset.schema.Effect;
import org.tlssunset.schema.Family;

/**
 * Says of each party what is known of it and what becomes of it.
 *
 * @param proxies what becomes of listed proxies, by what is switched off where, over which family
 *     of protocols
 * @param asOf the last day of evidence, since 1970
 */
record Judge(
    Policy policy,
    Scenario scenario,
    Capabilities capabilities,
    HashMap<String, HashMap<String, Effect>> proxies,
    int asOf)
    implements Serializable {

  private static final long serialVersionUID = 1;

  /** The algorithms that are asked for: those that go, else those that are weak by the policy. */
  WeakSuites asked() {
    WeakSuites suites = scenario.suites();
    return suites == null ? policy.weak() : suites;
  }

  /** The same, for those behind proxies. */
  Judge with(List<PlannedParty> judgedProxies) {
    HashMap<String, HashMap<String, Effect>> effects = new HashMap<>();
    for (PlannedParty party : judgedProxies) {
      if (party.party() == null || !party.direction().equals(Direction.INBOUND.label())) {
        continue;
      }
      for (PlannedProgram program : party.programs()) {
        String proxy = party.party();
        String protocol = program.evidence().protocol();
        note(effects, place(scenario, protocol), proxy, program.impact().effect());
        program
            .byServer()
            .forEach(
                (server, effect) ->
                    note(effects, place(scenario.at(server), protocol), proxy, effect));
        program
            .byVersion()
            .forEach(
                (version, effect) ->
                    note(effects, place(scenario.of(version), protocol), proxy, effect));
      }
    }
    return new Judge(policy, scenario, capabilities, effects, asOf);
  }

  private static void note(
      HashMap<String, HashMap<String, Effect>> effects, String place, String proxy, Effect effect) {
    effects.computeIfAbsent(place, any -> new HashMap<>()).merge(proxy, effect, Effect::or);
  }

  /** What goes and where, for the listener that serves a protocol, as text. */
  private static String place(Scenario what, String protocol) {
    return "%s at %s over %s"
        .formatted(what.what(), what.ends().text(), Family.ofProtocol(protocol).label());
  }

  /** What is made of each of some parties that are concerned. */
  <S> Iterator<S> each(Iterator<PartyEvidence> parties, Function<PlannedParty, Stream<S>> made) {
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(parties, Spliterator.ORDERED), false)
        .map(this::planned)
        .filter(party -> !party.programs().isEmpty())
        .flatMap(made)
        .iterator();
  }

  /** What is known of a party, and what becomes of those of its programs that are concerned. */
  PlannedParty planned(PartyEvidence party) {
    List<PlannedProgram> programs = new ArrayList<>();
    for (ProgramEvidence program : party.programs()) {
      if (scenario.concerns(party.direction(), program.protocol())) {
        programs.add(planned(party, program));
      }
    }
    return new PlannedParty(party.role(), party.direction(), party.party(), programs);
  }

  private PlannedProgram planned(PartyEvidence party, ProgramEvidence program) {
    Terms terms = policy.terms(party.role(), party.direction(), program.protocol());
    Findings found =
        Findings.of(
            party.direction(),
            program,
            capabilities,
            use -> true,
            use -> terms.isOld(String.valueOf(use.tls().version())));
    Standing standing =
        Standing.of(found, Standing.Subject.of(party.role(), party.party(), program), terms, asOf);
    TreeSet<String> ends = new TreeSet<>();
    TreeSet<String> proxies = new TreeSet<>();
    for (EndUse use : program.uses()) {
      String proxy = use.end().proxy();
      String server = use.end().server();
      if (proxy != null) {
        proxies.add(proxy);
        ends.add(proxy);
      } else if (server != null) {
        ends.add(server);
      }
    }
    TreeSet<String> servers = servers(program);
    Map<String, Impact> atServers = atServers(party, program, terms, servers);
    // Who never used the service is outside all plans, whatever its proxy does.
    Impact impact =
        standing.status() == ClientStatus.NO_USE
            ? Impact.of(Effect.UNAFFECTED, standing.reason())
            : worst(impact(party, program, scenario, terms), atServers);
    Policy.Excepted excepted =
        policy.exception(
            party, program, scenario.on() == null ? LocalDate.ofEpochDay(asOf) : scenario.on());
    return new PlannedProgram(
        program,
        known(standing, found, terms),
        volume(found),
        List.copyOf(ends),
        List.copyOf(proxies),
        impact,
        isAllAtOne(program, servers)
            ? Map.of(servers.first(), impact.effect())
            : effects(atServers),
        byVersion(party, program, terms),
        program.uses().stream().anyMatch(use -> scenario.ends().holds(use.end())),
        excepted == null ? null : excepted.text());
  }

  private static TreeSet<String> servers(ProgramEvidence program) {
    TreeSet<String> servers = new TreeSet<>();
    for (EndUse use : program.uses()) {
      if (use.end().server() != null) {
        servers.add(use.end().server());
      }
    }
    return servers;
  }

  /** What becomes of a program that is planned for, and no more than that. */
  Effect effect(PartyEvidence party, ProgramEvidence program) {
    Terms terms = policy.terms(party.role(), party.direction(), program.protocol());
    return worst(
            impact(party, program, scenario, terms),
            atServers(party, program, terms, servers(program)))
        .effect();
  }

  /** That of all ends, which is no better than that of any one. */
  private Impact worst(Impact all, Map<String, Impact> atServers) {
    Impact worst = all;
    if (scenario.ends().name() == null && atServers.size() > 1) {
      for (Impact there : atServers.values()) {
        worst = there.effect().or(worst.effect()) == worst.effect() ? worst : there;
      }
    }
    return worst;
  }

  /** That at each server alone; none where all there is, as with most, is at a single one. */
  private Map<String, Impact> atServers(
      PartyEvidence party, ProgramEvidence program, Terms terms, TreeSet<String> servers) {
    Map<String, Impact> atServers = new TreeMap<>();
    if (!isAllAtOne(program, servers)) {
      for (String server : servers) {
        if (scenario.ends().mayBe(server)) {
          atServers.put(server, impact(party, program, scenario.at(server), terms));
        }
      }
    }
    return atServers;
  }

  private boolean isAllAtOne(ProgramEvidence program, TreeSet<String> servers) {
    return servers.size() == 1
        && scenario.ends().equals(Scenario.Ends.SERVERS)
        && !hasNameless(program);
  }

  private static Map<String, Effect> effects(Map<String, Impact> impacts) {
    Map<String, Effect> effects = new TreeMap<>();
    impacts.forEach((server, impact) -> effects.put(server, impact.effect()));
    return effects;
  }

  private static boolean hasNameless(ProgramEvidence program) {
    return program.uses().stream().anyMatch(use -> use.end().server() == null);
  }

  /** Versions that the program never used are all alike to it. */
  private Map<String, Effect> byVersion(PartyEvidence party, ProgramEvidence program, Terms terms) {
    if (scenario.versions().size() < 2) {
      return Map.of();
    }
    Map<String, Effect> byVersion = new TreeMap<>();
    Effect unused = null;
    for (String version : scenario.versions()) {
      boolean isUsed =
          program.uses().stream().anyMatch(use -> version.equals(use.tls().version()))
              || !proxies.isEmpty();
      Effect effect =
          !isUsed && unused != null
              ? unused
              : impact(party, program, scenario.of(version), terms).effect();
      unused = isUsed ? unused : effect;
      byVersion.put(version, effect);
    }
    return byVersion;
  }

  private Impact impact(PartyEvidence party, ProgramEvidence program, Scenario what, Terms terms) {
    return Impact.of(
        party,
        program,
        what,
        terms,
        capabilities,
        isBehindProxy(program)
            ? proxies.getOrDefault(place(what, program.protocol()), new HashMap<>())
            : new HashMap<>(),
        asOf);
  }

  private static boolean isBehindProxy(ProgramEvidence program) {
    return program.uses().stream().anyMatch(use -> use.end().proxy() != null);
  }

  private PlannedProgram.Known known(Standing standing, Findings found, Terms terms) {
    EndUse.Proof proof = standing.decisive().proof();
    return new PlannedProgram.Known(
        standing.status(),
        standing.since(),
        standing.reason(),
        terms.minimumVersion(),
        asOf - found.all.lastDay() > terms.dormant(),
        standing.status() == ClientStatus.MIGRATED && isSideBySide(found, terms),
        proof.file(),
        proof.line(),
        proof.item());
  }

  private boolean isSideBySide(Findings found, Terms terms) {
    int lastOld = Terms.day(found.lastOld().seen().last());
    return found.modern.firstDay() < lastOld && asOf - lastOld <= terms.dormant();
  }

  private static PlannedProgram.Volume volume(Findings found) {
    return new PlannedProgram.Volume(
        found.all.start(),
        found.all.end(),
        found.isOld() ? (Long) found.firstOld() : null,
        found.isOld() ? (Long) found.lastOld().seen().last() : null,
        found.modern.isThere() ? (Long) found.modern.end() : null,
        found.all.lately(),
        found.all.lately() - found.untold.lately());
  }
}
