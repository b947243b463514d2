package org.tlssunset.plan;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.BitSet;
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
import org.tlssunset.schema.Direction;
import org.tlssunset.schema.Effect;
import org.tlssunset.schema.Family;
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
   * @param kind family, server, version or direction
   * @param name of the family, server or version; empty for all of a direction
   */
  public record Part(String kind, String direction, String name)
      implements Comparable<Part>, Serializable {

    private static final long serialVersionUID = 1;

    public static final String FAMILY = "family";
    public static final String SERVER = "server";
    public static final String VERSION = "version";
    public static final String DIRECTION = "direction";

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
  private final Map<Part, Long> sideBySide = new HashMap<>();
  private final List<Named> worst = new ArrayList<>();
  private final List<Named> takingAlong = new ArrayList<>();
  private final Set<Part> usedVersions = new HashSet<>();
  private final Set<String> nameless = new HashSet<>();
  private boolean isReached;
  private long ready;

  /** What a party comes to in a scope or part: its worst program there, and all of them. */
  private static final class Share {

    private final List<PlannedProgram> programs = new ArrayList<>();
    private @Nullable Effect worst;

    private void add(PlannedProgram program, Effect effect) {
      programs.add(program);
      worst = worst == null ? effect : worst.or(effect);
    }
  }

  /** Takes a party; one that nothing is planned for counts nowhere. */
  void add(PlannedParty all) {
    PlannedParty party = all.plannedFor();
    List<PlannedProgram> planned = party.programs();
    if (planned.isEmpty()) {
      return;
    }
    Map<Scope, Share> inScopes = new HashMap<>();
    Map<Part, Share> inParts = new HashMap<>();
    planned.forEach(program -> share(party, program, inScopes, inParts));
    inScopes.forEach((scope, share) -> count(tally(scopes, scope), share));
    inParts.forEach((part, share) -> count(tally(parts, part), share));
    name(new Named(party, worst(planned)));
    if (party.role().equals(Role.CLIENT.label())) {
      TreeSet<String> proxies = new TreeSet<>();
      for (PlannedProgram program : planned) {
        if (program.impact().takenAlongBy() != null) {
          proxies.add(program.impact().takenAlongBy());
        } else if (isLost(program.impact().effect())) {
          proxies.addAll(program.proxies()); // it stops with the proxy, and would without
        }
      }
      if (party.direction().equals(Direction.INBOUND.label())) {
        proxies.forEach(proxy -> behindProxies.merge(proxy, 1L, Long::sum));
      }
      ready += planned.stream().allMatch(Summary::isReady) ? 1 : 0;
    }
  }

  private void share(
      PlannedParty party,
      PlannedProgram program,
      Map<Scope, Share> inScopes,
      Map<Part, Share> inParts) {
    String role = party.role();
    String direction = party.direction();
    String protocol = program.evidence().protocol();
    Effect effect = program.impact().effect();
    for (Scope scope :
        List.of(
            new Scope("all", null, role),
            new Scope("direction", direction, role),
            new Scope("protocol", protocol, role),
            new Scope("kind", program.evidence().kind(), role))) {
      inScopes.computeIfAbsent(scope, any -> new Share()).add(program, effect);
    }
    String family = Family.ofProtocol(protocol).label();
    share(inParts, new Part(Part.FAMILY, direction, family), program, effect);
    share(inParts, new Part(Part.DIRECTION, direction, ""), program, effect);
    program
        .byVersion()
        .forEach(
            (version, then) ->
                share(inParts, new Part(Part.VERSION, direction, version), program, then));
    program
        .byServer()
        .forEach(
            (server, there) -> {
              inScopes
                  .computeIfAbsent(new Scope("server", server, role), any -> new Share())
                  .add(program, there);
              share(inParts, new Part(Part.SERVER, direction, server), program, there);
            });
    for (EndUse use : program.evidence().uses()) {
      usedVersions.add(new Part(Part.VERSION, direction, String.valueOf(use.tls().version())));
      if (use.end().server() == null) {
        nameless.add(direction);
      }
    }
    isReached |= program.isReached();
  }

  private void share(Map<Part, Share> inParts, Part part, PlannedProgram program, Effect effect) {
    inParts.computeIfAbsent(part, any -> new Share()).add(program, effect);
    if (program.known().isSideBySide() && effect == Effect.UNAFFECTED) {
      sideBySide.merge(part, 1L, Long::sum);
    }
  }

  private static void count(Tally tally, Share share) {
    Effect worst = share.worst;
    if (worst == null) {
      return;
    }
    boolean isDormant = true;
    boolean isExcepted = false;
    boolean isUser = false;
    BitSet days = new BitSet();
    for (PlannedProgram program : share.programs) {
      isDormant &= program.known().isDormant();
      isExcepted |= program.exception() != null;
      isUser |= program.evidence().named().user() != null;
      days.or(BitSet.valueOf(program.evidence().daysLately()));
    }
    tally.add(worst, new Tally.Party(isDormant, isExcepted, isUser, days.cardinality()));
  }

  private static <K> Tally tally(Map<K, Tally> tallies, K key) {
    return tallies.computeIfAbsent(key, any -> new Tally());
  }

  /** Whether a program was seen with TLS 1.3. */
  private static boolean isReady(PlannedProgram program) {
    return program.evidence().uses().stream()
        .anyMatch(use -> TlsVersion.TLS1_3.label().equals(use.tls().version()));
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
      named.party.programs().stream()
          .filter(program -> isLost(program.impact().effect()))
          .forEach(program -> takingAlong.add(new Named(named.party, program)));
    } else if (effect != Effect.UNAFFECTED) {
      worst.add(named);
      if (worst.size() > MOST_KEPT) {
        keepWorst();
      }
    }
  }

  private static boolean isLost(Effect effect) {
    return effect == Effect.STOPS || effect == Effect.FALLS_TO_CLEARTEXT;
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
    other.sideBySide.forEach((part, count) -> sideBySide.merge(part, count, Long::sum));
    usedVersions.addAll(other.usedVersions);
    nameless.addAll(other.nameless);
    isReached |= other.isReached;
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
    used.keySet().removeIf(part -> part.kind.equals(Part.VERSION) && !usedVersions.contains(part));
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

  /** Whether anybody was seen at any of the ends where something goes. */
  boolean isReached() {
    return isReached;
  }

  /** How many programs went over that may be two machines, of which one comes rarely. */
  long sideBySide(Part part) {
    return sideBySide.getOrDefault(part, 0L);
  }

  /** Whether some uses in a direction were at a server whose name is not known. */
  boolean isNameless(String direction) {
    return nameless.contains(direction);
  }

  /** How many clients come through a proxy, and stop or fall to clear text. */
  public long behind(@Nullable String proxy) {
    return behindProxies.getOrDefault(String.valueOf(proxy), 0L);
  }

  /** How many clients' programs were all seen with TLS 1.3. */
  public long readyForTls13() {
    return ready;
  }
}
