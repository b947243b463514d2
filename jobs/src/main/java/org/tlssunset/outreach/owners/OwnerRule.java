package org.tlssunset.outreach.owners;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.tlssunset.party.Network;
import org.tlssunset.party.Validity;

/**
 * A line of the owners' file: whose a client is that meets all its conditions.
 *
 * @param conditions one or more
 * @param validity days of a client's last use
 * @param line from 1
 */
record OwnerRule(List<Condition> conditions, Owner owner, Validity validity, long line) {

  /**
   * The one that counts first. Their most specific conditions are compared, then the next ones;
   * where one has no more, the other asks for more. Of equals the later line counts.
   */
  static final Comparator<OwnerRule> FIRST_COUNTS =
      Comparator.comparing(OwnerRule::conditions, OwnerRule::compare)
          .thenComparing(OwnerRule::line, Comparator.reverseOrder());

  OwnerRule {
    conditions = conditions.stream().sorted(Condition.MOST_SPECIFIC_FIRST).toList();
  }

  private static int compare(List<Condition> one, List<Condition> other) {
    Iterator<Condition> others = other.iterator();
    for (Condition condition : one) {
      if (!others.hasNext()) {
        return -1;
      }
      int order = Condition.MOST_SPECIFIC_FIRST.compare(condition, others.next());
      if (order != 0) {
        return order;
      }
    }
    return others.hasNext() ? 1 : 0;
  }

  boolean fits(Subject subject) {
    return validity.holds(subject.day())
        && conditions.stream().allMatch(condition -> condition.fits(subject));
  }

  /** The network that it asks for; empty if it asks for none. */
  Optional<Network> network() {
    return conditions.stream()
        .filter(Condition.InNetwork.class::isInstance)
        .map(condition -> ((Condition.InNetwork) condition).network())
        .findFirst();
  }
}
