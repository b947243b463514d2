package org.tlssunset.plan;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import org.tlssunset.rollup.Evidence;
import org.tlssunset.rollup.PartyEvidence;
import org.tlssunset.warehouse.Warehouse;

/**
 * A plan with its parties one by one, and what is counted of them for a report.
 *
 * @param parties the worst, in that order
 * @param all how many parties there are that the plan is for
 */
public record Overview(
    Plan plan, List<ListedParty> parties, long all, LegacyUse legacyUse, MinimumEffects minimums) {

  /**
   * Makes one.
   *
   * @param asOf the last day of evidence that is looked at
   * @param most so many parties are listed
   */
  public static Overview of(
      Warehouse warehouse, Policy policy, Scenario scenario, LocalDate asOf, int most) {
    return of(warehouse, policy, scenario, asOf, most, Evidence.MOST_ON_DRIVER);
  }

  /**
   * @param onDriver parties that are brought to the driver
   */
  static Overview of(
      Warehouse warehouse,
      Policy policy,
      Scenario scenario,
      LocalDate asOf,
      int most,
      int onDriver) {
    Plans.Judged judged = Plans.judged(warehouse, policy, scenario, asOf, onDriver);
    Judge judge = judged.judge();
    MinimumEffects.Judges minimums = MinimumEffects.Judges.of(judged);
    Counts counts = new Counts();
    judged
        .evidence()
        .all(some -> List.of(Counts.of(some, judge, minimums)).iterator())
        .forEach(counts::add);
    WorstParties worst = new WorstParties(most);
    judged.evidence().each(some -> WorstParties.of(some, judge, minimums, most), worst::add);
    return new Overview(
        Plans.of(warehouse, judged, counts.summary),
        worst.sorted(),
        counts.parties,
        counts.legacyUse,
        counts.minimums);
  }

  /** What is counted of some parties. */
  private static final class Counts implements Serializable {

    private static final long serialVersionUID = 1;

    private final Summary summary = new Summary();
    private final LegacyUse legacyUse = new LegacyUse();
    private final MinimumEffects minimums = new MinimumEffects();
    private long parties;

    private static Counts of(
        Iterator<PartyEvidence> some, Judge judge, MinimumEffects.Judges minimums) {
      Counts counts = new Counts();
      while (some.hasNext()) {
        PartyEvidence evidence = some.next();
        PlannedParty party = judge.planned(evidence).plannedFor();
        if (!party.programs().isEmpty()) {
          counts.parties++;
          counts.summary.add(party);
          counts.legacyUse.add(party, judge.scenario());
          counts.minimums.add(party.role(), minimums.effects(evidence, party.programs()));
        }
      }
      return counts;
    }

    private void add(Counts other) {
      parties += other.parties;
      summary.add(other.summary);
      legacyUse.add(other.legacyUse);
      minimums.add(other.minimums);
    }
  }
}
