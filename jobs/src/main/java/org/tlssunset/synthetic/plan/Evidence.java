package org.tlssunset.synthetic.plan;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.tlssunset.synthetic.plan.Use.Seen;

/** What the logs give away of a party's fate: it bounds what a plan may say. */
final class Evidence {

  /** So long nothing old is a proof that a program was updated. */
  private static final int SILENCE = 30;

  /** Whether the day itself belongs to it is not ours to say. */
  private static final int MARGIN = 3;

  private final List<Use> uses;
  private final List<Use> here;
  private final PlanScenario scenario;
  private final int day;

  /**
   * @param uses up to a day
   * @param day this one
   */
  Evidence(List<Use> uses, PlanScenario scenario, int day) {
    this.uses = uses;
    this.scenario = scenario;
    this.day = day;
    here =
        uses.stream().filter(use -> use.isSeen() && scenario.reaches(use.route().end())).toList();
  }

  /**
   * What may be said.
   *
   * @param truth what happens
   */
  Set<Effect> acceptable(Effect truth) {
    if (uses.stream().noneMatch(Use::isSeen)) {
      return EnumSet.of(Effect.UNKNOWN);
    }
    if (uses.stream().anyMatch(use -> use.route().next() != null)) {
      return behindProxy();
    }
    if (uses.stream().noneMatch(Use::isUsing)) {
      return EnumSet.of(Effect.UNAFFECTED, Effect.UNKNOWN);
    }
    if (here.isEmpty()) {
      return elsewhere();
    }
    return here.stream().noneMatch(Use::isSeenOld) ? nothingOld() : old(truth);
  }

  /** Its own TLS is in no log; that of the proxy, whose fate it shares, is. */
  private Set<Effect> behindProxy() {
    List<Use> hops = uses.stream().flatMap(use -> use.passedOn().stream()).toList();
    Effect ofHops =
        Effect.worst(hops.stream().map(use -> use.route().effect(scenario, day)).toList());
    Set<Effect> acceptable = new Evidence(hops, scenario, day).acceptable(ofHops);
    if (here.isEmpty()) {
      return acceptable;
    }
    return acceptable.contains(Effect.STOPS)
        ? EnumSet.of(Effect.STOPS, Effect.UNKNOWN)
        : EnumSet.of(Effect.UNKNOWN);
  }

  /** It does not call these ends. */
  private Set<Effect> elsewhere() {
    boolean isTold = uses.stream().anyMatch(use -> use.isSeenOld() || use.isSeenModern());
    return isTold ? EnumSet.of(Effect.UNAFFECTED) : EnumSet.of(Effect.UNAFFECTED, Effect.UNKNOWN);
  }

  private Set<Effect> nothingOld() {
    if (here.stream().anyMatch(Use::isSeenModern)) {
      return EnumSet.of(Effect.UNAFFECTED);
    }
    boolean isInClear = here.stream().anyMatch(use -> use.seen() == Seen.IN_CLEAR);
    return isInClear ? EnumSet.of(Effect.UNAFFECTED, Effect.UNKNOWN) : EnumSet.of(Effect.UNKNOWN);
  }

  /** It was seen with an old version here. */
  private Set<Effect> old(Effect truth) {
    int lastOld = last(here, Use::isSeenOld);
    boolean isSeenBetterSince = last(uses, Use::isSeenModern) > lastOld;
    boolean isUpdated = truth == Effect.UNAFFECTED && isSeenBetterSince;
    if (isUpdated && day - lastOld > SILENCE + MARGIN) {
      return EnumSet.of(Effect.UNAFFECTED);
    }
    EnumSet<Effect> possible = EnumSet.noneOf(Effect.class);
    if (here.stream().noneMatch(Use::isProof)) {
      possible.addAll(EnumSet.of(Effect.HAS_ALTERNATIVE, Effect.UNKNOWN));
      if (truth == Effect.STOPS) { // another version, or another end, may prove it
        possible.add(Effect.STOPS);
      }
    } else if (truth == Effect.STOPS || truth == Effect.FALLS_TO_CLEARTEXT && isSeenInClear()) {
      return EnumSet.of(truth);
    } else {
      possible.addAll(EnumSet.of(Effect.STOPS, Effect.UNKNOWN));
    }
    if (isUpdated || truth == Effect.FALLS_TO_CLEARTEXT || truth == Effect.HAS_ALTERNATIVE) {
      possible.add(truth);
    }
    return possible;
  }

  /** Whether its mail was accepted in clear wherever it was seen with an old version. */
  private boolean isSeenInClear() {
    Set<String> clear = gates(use -> use.seen() == Seen.IN_CLEAR);
    return clear.containsAll(gates(Use::isSeenOld));
  }

  private Set<String> gates(Predicate<Use> which) {
    return here.stream()
        .filter(which)
        .map(use -> use.route().end().name() + "\\" + use.route().gate())
        .collect(Collectors.toSet());
  }

  private static int last(List<Use> uses, Predicate<Use> which) {
    return uses.stream().filter(which).mapToInt(Use::day).max().orElse(-1);
  }
}
