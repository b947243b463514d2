package org.tlssunset.plan;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tlssunset.rollup.PartyEvidence;
import org.tlssunset.schema.Effect;
import org.tlssunset.schema.TlsVersion;

/** How many parties come to which effect if all versions before one were off, for each of some. */
public final class MinimumEffects implements Serializable {

  private static final long serialVersionUID = 1;

  /** The versions that may be the oldest that is left. */
  public static final List<TlsVersion> VERSIONS =
      List.of(TlsVersion.TLS1_1, TlsVersion.TLS1_2, TlsVersion.TLS1_3);

  /** By role, then as {@link #VERSIONS} has them. */
  private final TreeMap<String, List<EnumMap<Effect, Long>>> byRole = new TreeMap<>();

  /**
   * One for each of {@link #VERSIONS}.
   *
   * @param all in their order
   */
  record Judges(List<Judge> all) implements Serializable {

    private static final long serialVersionUID = 1;

    /** Of the same parties, at the same ends. */
    static Judges of(Plans.Judged judged) {
      Scenario planned = judged.judge().scenario();
      return new Judges(
          VERSIONS.stream()
              .map(version -> judged.of(planned.of(Scenario.before(version.label()))))
              .toList());
    }

    /**
     * What becomes of a party: the worst that does of some of its programs.
     *
     * @param programs one or more that are planned for
     */
    List<Effect> effects(PartyEvidence party, List<PlannedProgram> programs) {
      List<Effect> effects = new ArrayList<>();
      for (Judge judge : all) {
        effects.add(
            programs.stream()
                .map(program -> judge.effect(party, program.evidence()))
                .reduce(Effect.UNAFFECTED, Effect::or));
      }
      return effects;
    }
  }

  void add(String role, List<Effect> effects) {
    List<EnumMap<Effect, Long>> counts = counts(role);
    for (int i = 0; i < effects.size(); i++) {
      counts.get(i).merge(effects.get(i), 1L, Long::sum);
    }
  }

  void add(MinimumEffects other) {
    other.byRole.forEach(
        (role, more) -> {
          List<EnumMap<Effect, Long>> counts = counts(role);
          for (int i = 0; i < more.size(); i++) {
            EnumMap<Effect, Long> its = counts.get(i);
            more.get(i).forEach((effect, count) -> its.merge(effect, count, Long::sum));
          }
        });
  }

  private List<EnumMap<Effect, Long>> counts(String role) {
    return byRole.computeIfAbsent(
        role,
        any -> VERSIONS.stream().map(version -> new EnumMap<Effect, Long>(Effect.class)).toList());
  }

  /**
   * The parties of a role by effect, in the order of {@link #VERSIONS}; empty if there are none.
   */
  public List<? extends Map<Effect, Long>> of(String role) {
    return byRole.getOrDefault(role, List.of());
  }
}
