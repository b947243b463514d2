package org.tlssunset.plan;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tlssunset.rollup.EndUse;
import org.tlssunset.schema.Effect;
import org.tlssunset.schema.Role;
import org.tlssunset.schema.TlsVersion;

/**
 * What a plan comes to. Each party counts once in each scope, by the worst of its programs there.
 */
public final class Summary implements Serializable {

  private static final long serialVersionUID = 1;

  /** So many of those who stop are named. */
  private static final int NAMED = 15;

  private static final int MOST_KEPT = 50 * NAMED;

  /** The worst last: those who stop, and came last. */
  private static final Comparator<Named> BEST_FIRST =
      Comparator.comparing((Named named) -> -named.program.impact().effect().ordinal())
          .thenComparing(named -> named.program.volume().last())
          .thenComparing(named -> String.valueOf(named.party.party()))
          .thenComparing(named -> named.program.evidence().toString());

  /** A kind of division, and which of its parts; of one role. */
  public record Scope(String kind, @Nullable String name, String role)
      implements Comparable<Scope>, Serializable {

    private static final long serialVersionUID = 1;

    private static final Comparator<Scope> ORDER =
        Comparator.comparing(Scope::kind)
            .thenComparing(Scope::role)
            .thenComparing(scope -> String.valueOf(scope.name));

    @Override
    public int compareTo(Scope other) {
      return ORDER.compare(this, other);
    }
  }

  /**
   * A part that can be switched off by itself.
   *
   * @param kind protocol, server, version or direction
   * @param name of the protocol, server or version; empty for all of a direction
   */
  public record Part(String kind, String direction, String name)
      implements Comparable<Part>, Serializable {

    private static final long serialVersionUID = 1;

    private static final Comparator<Part> ORDER =
        Comparator.comparing(Part::kind).thenComparing(Part::direction).thenComparing(Part::name);

    @Override
    public int compareTo(Part other) {
      return ORDER.compare(this, other);
    }
  }

  /** A program that is named. */
  public record Named(PlannedParty party, PlannedProgram program) implements Serializable {

    private static final long serialVersionUID = 1;
  }

  private final SortedMap<Scope, Tally> scopes = new TreeMap<>();
  private final SortedMap<Part, Tally> parts = new TreeMap<>();
  private final Map<String, Long> behindProxies = new HashMap<>();
  private final List<Named> worst = new ArrayList<>();
  private final List<Named> takingAlong = new ArrayList<>();
  private final Set<Part> usedVersions = new HashSet<>();
  private long ready;

  /** Takes a party; one that nothing is planned for counts nowhere. */
  void add(PlannedParty party) {
    Effect effect = Judge.worst(party.programs());
    if (effect == null) {
      return;
    }
    List<PlannedProgram> planned =
        party.programs().stream().filter(PlannedProgram::isPlannedFor).toList();
    Map<Scope, Effect> effects = new HashMap<>();
    Map<Part, Effect> ofParts = new HashMap<>();
    TreeSet<String> proxies = new TreeSet<>();
    effects.put(new Scope("all", null, party.role()), effect);
    effects.put(new Scope("direction", party.direction(), party.role()), effect);
    for (PlannedProgram program : planned) {
      Effect its = program.impact().effect();
      String protocol = program.evidence().protocol();
      effects.merge(new Scope("protocol", protocol, party.role()), its, Effect::or);
      effects.merge(new Scope("kind", program.evidence().kind(), party.role()), its, Effect::or);
      ofParts.merge(new Part("protocol", party.direction(), protocol), its, Effect::or);
      ofParts.merge(new Part("direction", party.direction(), ""), its, Effect::or);
      program
          .byVersion()
          .forEach(
              (version, then) ->
                  ofParts.merge(new Part("version", party.direction(), version), then, Effect::or));
      program
          .byServer()
          .forEach(
              (server, there) -> {
                effects.merge(new Scope("server", server, party.role()), there, Effect::or);
                ofParts.merge(new Part("server", party.direction(), server), there, Effect::or);
              });
      for (EndUse use : program.evidence().uses()) {
        usedVersions.add(
            new Part("version", party.direction(), String.valueOf(use.tls().version())));
      }
      proxies.addAll(program.proxies());
    }
    name(new Named(party, worst(planned)));
    Tally.Party counted = counted(planned, effect);
    effects.forEach((scope, its) -> tally(scopes, scope).add(its, counted));
    ofParts.forEach((part, its) -> tally(parts, part).add(its, counted));
    if (party.role().equals(Role.CLIENT.label())) {
      proxies.forEach(proxy -> behindProxies.merge(proxy, 1L, Long::sum));
      ready += planned.stream().allMatch(Summary::isReady) ? 1 : 0;
    }
  }

  private static <K> Tally tally(Map<K, Tally> tallies, K key) {
    return tallies.computeIfAbsent(key, any -> new Tally());
  }

  /** Whether a program was seen with TLS 1.3. */
  private static boolean isReady(PlannedProgram program) {
    return program.evidence().uses().stream()
        .anyMatch(use -> TlsVersion.TLS1_3.label().equals(use.tls().version()));
  }

  private static Tally.Party counted(List<PlannedProgram> programs, Effect effect) {
    boolean isDormant = true;
    boolean isExcepted = false;
    boolean isUser = false;
    int days = 0;
    for (PlannedProgram program : programs) {
      isDormant &= program.known().isDormant();
      isExcepted |= program.exception() != null && program.impact().effect() == effect;
      isUser |= program.evidence().named().user() != null;
      days = Math.max(days, program.evidence().daysLately());
    }
    return new Tally.Party(isDormant, isExcepted, isUser, days);
  }

  /** Of several that are alike, the one that was seen last. */
  private static PlannedProgram worst(List<PlannedProgram> programs) {
    return programs.stream()
        .min(
            Comparator.comparing((PlannedProgram program) -> program.impact().effect())
                .thenComparing(program -> -program.volume().last()))
        .orElseThrow();
  }

  private void name(Named named) {
    Effect effect = named.program.impact().effect();
    if (!named.party.role().equals(Role.CLIENT.label())) {
      if (effect == Effect.STOPS || effect == Effect.FALLS_TO_CLEARTEXT) {
        takingAlong.add(named);
      }
    } else if (effect != Effect.UNAFFECTED) {
      worst.add(named);
      if (worst.size() > MOST_KEPT) {
        keepWorst();
      }
    }
  }

  private void keepWorst() {
    worst.sort(BEST_FIRST.reversed());
    if (worst.size() > NAMED) {
      worst.subList(NAMED, worst.size()).clear();
    }
  }

  /** Takes what was found of others. */
  void add(Summary other) {
    other.scopes.forEach((scope, its) -> tally(scopes, scope).add(its));
    other.parts.forEach((part, its) -> tally(parts, part).add(its));
    other.behindProxies.forEach((proxy, count) -> behindProxies.merge(proxy, count, Long::sum));
    usedVersions.addAll(other.usedVersions);
    takingAlong.addAll(other.takingAlong);
    worst.addAll(other.worst);
    keepWorst();
    ready += other.ready;
  }

  /** By scope. */
  public SortedMap<Scope, Tally> scopes() {
    return scopes;
  }

  /** All clients; none, if there are none. */
  public Tally clients() {
    return scopes.getOrDefault(new Scope("all", null, Role.CLIENT.label()), new Tally());
  }

  /** What becomes of all roles if one part alone is switched; no version that nobody used. */
  SortedMap<Part, Tally> parts() {
    SortedMap<Part, Tally> used = new TreeMap<>(parts);
    used.keySet().removeIf(part -> part.kind.equals("version") && !usedVersions.contains(part));
    return used;
  }

  /** Programs of clients that need what goes, the worst first; of very many, the first. */
  public List<Named> worst() {
    return worst.stream().sorted(BEST_FIRST.reversed()).limit(NAMED).toList();
  }

  /** Proxies, servers of ours and health checks that stop: others go with them. */
  public List<Named> takingAlong() {
    return takingAlong.stream().sorted(BEST_FIRST.reversed()).toList();
  }

  /** How many clients come through a proxy. */
  public long behind(@Nullable String proxy) {
    return behindProxies.getOrDefault(String.valueOf(proxy), 0L);
  }

  /** How many clients' programs were all seen with TLS 1.3. */
  public long readyForTls13() {
    return ready;
  }
}
