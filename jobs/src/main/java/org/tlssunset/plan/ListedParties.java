package org.tlssunset.plan;

import java.io.Serializable;
import java.util.Iterator;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.tlssunset.rollup.PartyEvidence;

/** Judges parties by a plan, and by each version that may be the oldest. */
record ListedParties(Judge judge, MinimumEffects.Judges minimums) implements Serializable {

  private static final long serialVersionUID = 1;

  /** Those that the plan is for. */
  Iterator<ListedParty> of(Iterator<PartyEvidence> parties) {
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(parties, Spliterator.ORDERED), false)
        .flatMap(this::of)
        .iterator();
  }

  private Stream<ListedParty> of(PartyEvidence evidence) {
    PlannedParty party = judge.planned(evidence).plannedFor();
    return party.programs().isEmpty()
        ? Stream.empty()
        : Stream.of(ListedParty.of(party, minimums.effects(evidence, party.programs())));
  }
}
