package org.tlssunset.synthetic.plan;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A way on which a host talks to an end of ours.
 *
 * @param speaks what the program on the host can
 * @param gate the connector; empty for web services
 * @param fallsToCleartext whether, with no version in common, mail goes in clear
 * @param next how a proxy passes on what comes to it here; null if this end is a server
 */
record Route(
    Versions speaks, End end, String gate, boolean fallsToCleartext, @Nullable Route next) {

  /** To web services of ours. */
  static Route toWeb(Versions speaks, End end) {
    return new Route(speaks, end, "", false, null);
  }

  /** The newest version that both sides have; empty if there is none. */
  Optional<Version> negotiated(int day) {
    return Version.negotiated(speaks.on(day), end.speaks().on(day));
  }

  /**
   * What becomes of it.
   *
   * @param day the last one before versions are switched off
   */
  Effect effect(PlanScenario scenario, int day) {
    Effect here = scenario.reaches(end) ? effectHere(day) : Effect.UNAFFECTED;
    return next == null ? here : Effect.worst(List.of(here, next.effect(scenario, day)));
  }

  private Effect effectHere(int day) {
    if (!negotiated(day).map(Version::isOld).orElse(false)) {
      return Effect.UNAFFECTED;
    }
    Set<Version> left = Version.withoutOld(end.speaks().on(day + 1));
    if (Version.negotiated(speaks.on(day + 1), left).isPresent()) {
      return Effect.HAS_ALTERNATIVE;
    }
    return fallsToCleartext ? Effect.FALLS_TO_CLEARTEXT : Effect.STOPS;
  }
}
