package org.tlssunset.plan;

import java.io.Serializable;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tlssunset.rollup.EndUse;
import org.tlssunset.rollup.PartyEvidence;
import org.tlssunset.rollup.ProgramEvidence;
import org.tlssunset.schema.Effect;

/**
 * What becomes of a party's program when something is switched off.
 *
 * @param reason in a sentence
 * @param isPartly whether a part of it goes on: it is modern, too
 * @param takenAlongBy the proxy that stops with all behind it; null if none does
 */
public record Impact(Effect effect, String reason, boolean isPartly, @Nullable String takenAlongBy)
    implements Serializable {

  private static final long serialVersionUID = 1;

  static Impact of(Effect effect, String reason) {
    return new Impact(effect, reason, false, null);
  }

  /**
   * The effect on a program.
   *
   * @param proxies what becomes of listed proxies, by name
   * @param asOf the last day of evidence, since 1970
   */
  static Impact of(
      PartyEvidence party,
      ProgramEvidence program,
      Scenario scenario,
      Terms terms,
      Capabilities capabilities,
      Map<String, Effect> proxies,
      int asOf) {
    Impact worst = new Loss(party, program, scenario, terms, capabilities, asOf).impact();
    if (scenario.ends().kind() == Scenario.Ends.Kind.EVERYWHERE) {
      // What is told of its proxies tells nothing of what it does at servers.
      Scenario atServers = scenario.at(Scenario.Ends.SERVERS);
      Impact there = new Loss(party, program, atServers, terms, capabilities, asOf).impact();
      worst = there.effect.or(worst.effect) == worst.effect ? worst : there;
    }
    for (EndUse use : program.uses()) {
      String proxy = use.end().proxy();
      Effect its =
          proxy != null && scenario.ends().holdsBehindProxy(use.end()) ? proxies.get(proxy) : null;
      if (its != null && its != Effect.UNAFFECTED && its.or(worst.effect) != worst.effect) {
        worst =
            new Impact(
                its,
                "it comes through %s, whose own connection to the servers %s"
                    .formatted(proxy, verb(its)),
                false,
                proxy);
      }
    }
    return worst;
  }

  private static String verb(Effect effect) {
    return switch (effect) {
      case STOPS -> "stops";
      case FALLS_TO_CLEARTEXT -> "falls to clear text";
      default -> "is " + effect.label();
    };
  }
}
