package org.tlssunset.plan;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import org.tlssunset.rollup.Evidence;
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
    Scenario planned = judged.judge().scenario();
    ListedParties listed = new ListedParties(judged.judge(), MinimumEffects.Judges.of(judged));
    Counts counts = new Counts();
    WorstParties worst = new WorstParties(most);
    if (judged.evidence().isOnDriver()) {
      judged
          .evidence()
          .each(
              listed::of,
              party -> {
                counts.add(party, planned);
                worst.add(party);
              });
    } else { // counted by all tasks at once; the worst of each partition one after the other
      judged
          .evidence()
          .all(some -> List.of(Counts.of(listed.of(some), planned)).iterator())
          .forEach(counts::add);
      judged.evidence().each(some -> WorstParties.of(listed.of(some), most), worst::add);
    }
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

    private static Counts of(Iterator<ListedParty> some, Scenario planned) {
      Counts counts = new Counts();
      some.forEachRemaining(party -> counts.add(party, planned));
      return counts;
    }

    private void add(ListedParty listed, Scenario planned) {
      PlannedParty party = listed.party();
      parties++;
      summary.add(party);
      legacyUse.add(party, planned);
      minimums.add(party.role(), listed.atMinimums());
    }

    private void add(Counts other) {
      parties += other.parties;
      summary.add(other.summary);
      legacyUse.add(other.legacyUse);
      minimums.add(other.minimums);
    }
  }
}
