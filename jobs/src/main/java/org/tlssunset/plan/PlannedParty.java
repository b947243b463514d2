package org.tlssunset.plan;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A party in one role and direction, with what becomes of its programs.
 *
 * @param party null for those of whom nothing is known
 * @param programs those that are concerned
 */
public record PlannedParty(
    String role, String direction, @Nullable String party, List<PlannedProgram> programs)
    implements Serializable {

  private static final long serialVersionUID = 1;

  /** The same with those of its programs that something is planned for; none, maybe. */
  PlannedParty plannedFor() {
    return new PlannedParty(
        role, direction, party, programs.stream().filter(PlannedProgram::isPlannedFor).toList());
  }
}
