package org.tlssunset.plan;

import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import org.tlssunset.schema.ClientStatus;
import org.tlssunset.schema.Effect;

/**
 * A party that is listed by itself.
 *
 * @param party with those of its programs that are planned for; one at least
 * @param worst the one that the effect is of; of several, the one that was old last
 * @param atMinimums the effect if all versions before one were off, in the order of {@link
 *     MinimumEffects#VERSIONS}
 */
public record ListedParty(PlannedParty party, PlannedProgram worst, List<Effect> atMinimums)
    implements Serializable {

  private static final long serialVersionUID = 1;

  /** The worst first, of equals the last that was seen; the order is the same in every run. */
  static final Comparator<ListedParty> WORST_FIRST =
      Comparator.comparing(ListedParty::effect)
          .thenComparing(listed -> listed.worst.impact().isPartly())
          .thenComparing(ListedParty::lastUse, Comparator.reverseOrder())
          .thenComparing(listed -> String.valueOf(listed.party.party()))
          .thenComparing(listed -> listed.party.role())
          .thenComparing(listed -> listed.party.direction());

  private static final Comparator<PlannedProgram> WORST_PROGRAM_FIRST =
      Comparator.comparing((PlannedProgram program) -> program.impact().effect())
          .thenComparing(program -> program.impact().isPartly())
          .thenComparing(ListedParty::lastUse, Comparator.reverseOrder())
          .thenComparing(program -> program.evidence().protocol())
          .thenComparing(program -> String.valueOf(program.evidence().program()));

  /** A party with its worst program. */
  static ListedParty of(PlannedParty party, List<Effect> atMinimums) {
    return new ListedParty(
        party, party.programs().stream().min(WORST_PROGRAM_FIRST).orElseThrow(), atMinimums);
  }

  /** The worst that becomes of its programs. */
  public Effect effect() {
    return worst.impact().effect();
  }

  /** The status of its worst program. */
  public ClientStatus status() {
    return party.programs().stream()
        .map(program -> program.known().status())
        .min(ClientStatus.WORST_FIRST)
        .orElseThrow();
  }

  /** When the worst program was old last, else when it was seen last; microseconds since 1970. */
  public long lastUse() {
    return lastUse(worst);
  }

  private static long lastUse(PlannedProgram program) {
    Long old = program.volume().oldLast();
    return old == null ? program.volume().last() : old;
  }
}
