package org.tlssunset.plan;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tlssunset.rollup.EndUse;
import org.tlssunset.rollup.PartyEvidence;
import org.tlssunset.rollup.ProgramEvidence;
import org.tlssunset.schema.ClientStatus;
import org.tlssunset.schema.Effect;
import org.tlssunset.schema.FailureClass;
import org.tlssunset.schema.Protocol;
import org.tlssunset.schema.TlsOutcome;

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

  private static Impact of(Effect effect, String reason) {
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
    Impact worst = own(party, program, scenario, terms, capabilities, asOf);
    if (scenario.ends().kind() == Scenario.Ends.Kind.EVERYWHERE) {
      // What is told of its proxies tells nothing of what it does at servers.
      Impact atServers =
          own(party, program, scenario.at(Scenario.Ends.SERVERS), terms, capabilities, asOf);
      worst = atServers.effect.or(worst.effect) == worst.effect ? worst : atServers;
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

  private static Impact own(
      PartyEvidence party,
      ProgramEvidence program,
      Scenario scenario,
      Terms terms,
      Capabilities capabilities,
      int asOf) {
    Findings found =
        Findings.of(
            party.direction(),
            program,
            capabilities,
            use -> scenario.ends().holds(use.end()),
            scenario::needed);
    boolean isThere =
        program.uses().stream()
            .filter(use -> scenario.ends().holds(use.end()))
            .anyMatch(use -> !use.tls().outcome().equals(TlsOutcome.NONE.label()));
    if (!isThere) {
      return of(Effect.UNAFFECTED, "it does not come to where this is switched off");
    }
    Standing standing =
        Standing.of(found, Standing.Subject.of(party.role(), party.party(), program), terms, asOf);
    if (scenario.suites() != null) {
      return ofSuites(found, standing);
    }
    Findings anywhere =
        Findings.of(party.direction(), program, capabilities, use -> true, scenario::needed);
    return switch (standing.status()) {
      case LEGACY_ONLY -> ends(party, program, scenario, found, standing, false);
      case MIXED -> mixed(party, program, scenario, found, standing, anywhere, terms, asOf);
      case UNPROVEN -> unproven(party, program, scenario, found, standing, anywhere);
      case MIGRATED, MODERN_ONLY, CLEARTEXT_ONLY ->
          notOldThere(party, program, scenario, found, standing, anywhere, terms, asOf);
      case NO_USE -> of(Effect.UNAFFECTED, standing.reason());
      case FAILING, UNKNOWN -> of(Effect.UNKNOWN, standing.reason());
    };
  }

  /** Of all that it did, more may be told than of what it did where something goes. */
  private static Impact mixed(
      PartyEvidence party,
      ProgramEvidence program,
      Scenario scenario,
      Findings found,
      Standing standing,
      Findings anywhere,
      Terms terms,
      int asOf) {
    Standing overall =
        Standing.of(
            anywhere, Standing.Subject.of(party.role(), party.party(), program), terms, asOf);
    return overall.status() == ClientStatus.MIGRATED
        ? of(Effect.UNKNOWN, standing.reason())
        : ends(party, program, scenario, found, standing, true);
  }

  /**
   * Of who is not old where it goes: if it is old elsewhere, what is silent or untold there may be
   * old, too.
   */
  private static Impact notOldThere(
      PartyEvidence party,
      ProgramEvidence program,
      Scenario scenario,
      Findings found,
      Standing standing,
      Findings anywhere,
      Terms terms,
      int asOf) {
    Standing elsewhere =
        Standing.of(
            anywhere, Standing.Subject.of(party.role(), party.party(), program), terms, asOf);
    boolean isOldElsewhere =
        elsewhere.status() == ClientStatus.LEGACY_ONLY || elsewhere.status() == ClientStatus.MIXED;
    if (isOldElsewhere && found.isOld()) {
      return ends(party, program, scenario, found, elsewhere, true);
    }
    return isOldElsewhere && found.untold.isThere()
        ? of(Effect.UNKNOWN, elsewhere.reason() + "; where this goes, not all of its TLS is told")
        : of(Effect.UNAFFECTED, standing.reason());
  }

  /** What nothing proves where it goes may be proven elsewhere. */
  private static Impact unproven(
      PartyEvidence party,
      ProgramEvidence program,
      Scenario scenario,
      Findings found,
      Standing standing,
      Findings anywhere) {
    boolean isProven = anywhere.proven.isThere() && anywhere.modern.end() < anywhere.proven.end();
    return isProven
        ? ends(
            party,
            program,
            scenario,
            found,
            standing.because(Standing.provenWords(anywhere)),
            anywhere.modern.isThere())
        : of(Effect.HAS_ALTERNATIVE, standing.reason());
  }

  /** Whether a server chose a weak suite, or its client had no other, no log tells. */
  private static Impact ofSuites(Findings found, Standing standing) {
    if (!found.isOld()) {
      return standing.status() == ClientStatus.UNKNOWN || standing.status() == ClientStatus.FAILING
          ? of(Effect.UNKNOWN, standing.reason())
          : of(Effect.UNAFFECTED, standing.reason());
    }
    EndUse weak = found.lastOld();
    String used =
        "%s until %s"
            .formatted(weak.tls().weak(), LocalDate.ofEpochDay(Terms.day(weak.seen().last())));
    return found.modern.end() > weak.seen().last()
        ? of(Effect.HAS_ALTERNATIVE, used + ", and another suite since")
        : of(
            Effect.UNKNOWN,
            used + ": no log tells whether the server preferred it or the client had no other");
  }

  /** A party that is proven old: it stops, unless its mail goes on in clear. */
  private static Impact ends(
      PartyEvidence party,
      ProgramEvidence program,
      Scenario scenario,
      Findings found,
      Standing standing,
      boolean isPartly) {
    boolean falls =
        program.protocol().equals(Protocol.SMTP.label())
            && program.uses().stream()
                .filter(use -> scenario.ends().holds(use.end()) && scenario.takes(use))
                .allMatch(use -> isTakenInClear(use, party.programs()));
    if (!falls) {
      return new Impact(Effect.STOPS, standing.reason(), isPartly, null);
    }
    String connector = found.lastOld().end().connector();
    return new Impact(
        Effect.FALLS_TO_CLEARTEXT,
        "%s; its mail was taken in clear over %s".formatted(standing.reason(), connector),
        isPartly,
        null);
  }

  /**
   * Whether this peer's mail was accepted in clear over the connector of a use, by nobody who had
   * to sign in, and TLS was not demanded there since.
   */
  private static boolean isTakenInClear(EndUse use, List<ProgramEvidence> programs) {
    if (use.isSignedIn()) {
      return false;
    }
    long inClear = Long.MIN_VALUE;
    long demanded = Long.MIN_VALUE;
    for (ProgramEvidence program : programs) {
      for (EndUse other : program.uses()) {
        boolean isThere =
            program.protocol().equals(Protocol.SMTP.label())
                && Objects.equals(use.end().connector(), other.end().connector());
        Long messages = other.seen().messages();
        if (isThere
            && other.tls().outcome().equals(TlsOutcome.CLEARTEXT.label())
            && !other.isSignedIn()
            && messages != null
            && messages > 0) {
          inClear = Math.max(inClear, other.seen().last());
        }
        if (isThere && FailureClass.DEMANDED.label().equals(other.tls().failure())) {
          demanded = Math.max(demanded, other.seen().last());
        }
      }
    }
    return inClear > demanded;
  }
}
