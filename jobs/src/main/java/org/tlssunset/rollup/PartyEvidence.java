package org.tlssunset.rollup;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of a party in one role and direction.
 *
 * @param party as {@code client_program} has it; null for those of whom nothing is known
 * @param programs each with its protocol; at least one
 */
public record PartyEvidence(
    String role, String direction, @Nullable String party, List<ProgramEvidence> programs)
    implements Serializable {

  private static final long serialVersionUID = 1;
}
