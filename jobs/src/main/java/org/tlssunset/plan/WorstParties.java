package org.tlssunset.plan;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** The worst of many parties: so many, whoever else there is. Serves one thread. */
final class WorstParties {

  private final int most;
  private final List<ListedParty> kept = new ArrayList<>();

  /**
   * @param most one or more
   */
  WorstParties(int most) {
    this.most = most;
  }

  /** The worst of some. */
  static Iterator<ListedParty> of(Iterator<ListedParty> parties, int most) {
    WorstParties worst = new WorstParties(most);
    parties.forEachRemaining(worst::add);
    return worst.sorted().iterator();
  }

  void add(ListedParty party) {
    kept.add(party);
    if (kept.size() >= 2 * most) {
      trim();
    }
  }

  private void trim() {
    kept.sort(ListedParty.WORST_FIRST);
    if (kept.size() > most) {
      kept.subList(most, kept.size()).clear();
    }
  }

  /** The worst first. */
  List<ListedParty> sorted() {
    trim();
    return List.copyOf(kept);
  }
}
