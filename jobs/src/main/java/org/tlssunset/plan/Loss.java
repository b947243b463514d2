package org.tlssunset.plan;

import java.time.LocalDate;
import java.util.Objects;
import java.util.function.Predicate;
import org.tlssunset.rollup.EndUse;
import org.tlssunset.rollup.PartyEvidence;
import org.tlssunset.rollup.ProgramEvidence;
import org.tlssunset.schema.ClientStatus;
import org.tlssunset.schema.Direction;
import org.tlssunset.schema.Effect;
import org.tlssunset.schema.FailureClass;
import org.tlssunset.schema.Protocol;
import org.tlssunset.schema.TlsOutcome;

/**
 * What a program loses where something is switched off, by what it did there and elsewhere; what
 * becomes of its proxies is not asked.
 */
final class Loss {

  private final PartyEvidence party;
  private final ProgramEvidence program;
  private final Scenario scenario;
  private final Capabilities capabilities;
  private final Terms terms;
  private final int asOf;

  /** What it did where something goes. */
  private final Findings there;

  /**
   * @param asOf the last day of evidence, since 1970
   */
  Loss(
      PartyEvidence party,
      ProgramEvidence program,
      Scenario scenario,
      Terms terms,
      Capabilities capabilities,
      int asOf) {
    this.party = party;
    this.program = program;
    this.scenario = scenario;
    this.capabilities = capabilities;
    this.terms = terms;
    this.asOf = asOf;
    there = findings(use -> scenario.ends().holds(use.end()));
  }

  private Findings findings(Predicate<EndUse> isRegarded) {
    return Findings.of(party.direction(), program, capabilities, isRegarded, scenario::needed);
  }

  /** What it did wherever it came. */
  private Findings anywhere() {
    return findings(use -> true);
  }

  /** What becomes of it. */
  Impact impact() {
    boolean isThere =
        program.uses().stream()
            .filter(use -> scenario.ends().holds(use.end()))
            .anyMatch(use -> !use.tls().outcome().equals(TlsOutcome.NONE.label()));
    if (!isThere) {
      return Impact.of(Effect.UNAFFECTED, "it does not come to where this is switched off");
    }
    Standing standing = standing(there);
    if (scenario.suites() != null) {
      return ofSuites(standing);
    }
    return switch (standing.status()) {
      case LEGACY_ONLY -> ends(standing, false);
      case MIXED -> mixed(standing);
      case UNPROVEN -> unproven(standing);
      case MIGRATED, MODERN_ONLY, CLEARTEXT_ONLY -> notOldThere(standing);
      case NO_USE -> Impact.of(Effect.UNAFFECTED, standing.reason());
      case FAILING, UNKNOWN -> Impact.of(Effect.UNKNOWN, standing.reason());
    };
  }

  private Standing standing(Findings found) {
    return Standing.of(
        found, Standing.Subject.of(party.role(), party.party(), program), terms, asOf);
  }

  /** Of all that it did, more may be told than of what it did where something goes. */
  private Impact mixed(Standing standing) {
    return standing(anywhere()).status() == ClientStatus.MIGRATED
        ? Impact.of(Effect.UNKNOWN, standing.reason())
        : ends(standing, true);
  }

  /** If it is old elsewhere, what is silent or untold where something goes may be old, too. */
  private Impact notOldThere(Standing standing) {
    if (!there.isOld() && !there.untold.isThere()) {
      return Impact.of(Effect.UNAFFECTED, standing.reason());
    }
    Standing elsewhere = standing(anywhere());
    if (!elsewhere.status().isOld()) {
      return Impact.of(Effect.UNAFFECTED, standing.reason());
    }
    return there.isOld()
        ? ends(elsewhere, true)
        : Impact.of(
            Effect.UNKNOWN, elsewhere.reason() + "; where this goes, not all of its TLS is told");
  }

  /** What nothing proves where it goes may be proven elsewhere. */
  private Impact unproven(Standing standing) {
    Findings anywhere = anywhere();
    if (!anywhere.proven.isThere()) {
      return Impact.of(Effect.HAS_ALTERNATIVE, standing.reason());
    }
    Standing elsewhere = standing.because(Standing.provenWords(anywhere));
    if (anywhere.modern.end() < anywhere.proven.end()) {
      return ends(elsewhere, anywhere.modern.isThere());
    }
    return standing(anywhere).status().isOld()
        ? Impact.of(Effect.UNKNOWN, elsewhere.reason() + "; it may be two machines")
        : Impact.of(Effect.HAS_ALTERNATIVE, standing.reason());
  }

  /** Whether a server chose a weak suite, or its client had no other, no log tells. */
  private Impact ofSuites(Standing standing) {
    if (!there.isOld()) {
      return standing.status() == ClientStatus.UNKNOWN || standing.status() == ClientStatus.FAILING
          ? Impact.of(Effect.UNKNOWN, standing.reason())
          : Impact.of(Effect.UNAFFECTED, standing.reason());
    }
    EndUse weak = there.lastOld();
    String used =
        "%s until %s"
            .formatted(weak.tls().weak(), LocalDate.ofEpochDay(Terms.day(weak.seen().last())));
    return there.modern.end() > weak.seen().last()
        ? Impact.of(Effect.HAS_ALTERNATIVE, used + ", and another suite since")
        : Impact.of(
            Effect.UNKNOWN,
            used + ": no log tells whether the server preferred it or the client had no other");
  }

  /** It is proven old: it stops, unless its mail goes on in clear. */
  private Impact ends(Standing standing, boolean isPartly) {
    boolean falls =
        program.protocol().equals(Protocol.SMTP.label())
            && program.uses().stream()
                .filter(use -> scenario.ends().holds(use.end()) && scenario.takes(use))
                .allMatch(this::isTakenInClear);
    if (!falls) {
      return new Impact(Effect.STOPS, standing.reason(), isPartly, null);
    }
    return new Impact(
        Effect.FALLS_TO_CLEARTEXT,
        "%s; its mail was taken in clear over %s"
            .formatted(standing.reason(), there.lastOld().end().connector()),
        isPartly,
        null);
  }

  /** A receive connector is one server's; a send connector is the organisation's. */
  private boolean isSameConnector(EndUse.End one, EndUse.End other) {
    return Objects.equals(one.connector(), other.connector())
        && (party.direction().equals(Direction.OUTBOUND.label())
            || Objects.equals(one.server(), other.server()));
  }

  /**
   * Whether this peer's mail was accepted in clear over the connector of a use, by nobody who had
   * to sign in, and TLS was not demanded there since.
   */
  private boolean isTakenInClear(EndUse use) {
    if (use.isSignedIn()) {
      return false;
    }
    long inClear = Long.MIN_VALUE;
    long demanded = Long.MIN_VALUE;
    for (ProgramEvidence each : party.programs()) {
      for (EndUse other : each.uses()) {
        boolean isThere =
            each.protocol().equals(Protocol.SMTP.label())
                && isSameConnector(use.end(), other.end());
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
