package org.tlssunset.plan;

import java.time.LocalDate;
import java.util.List;
import org.tlssunset.schema.Role;

/**
 * Who stops when something is switched off.
 *
 * @param asOf the last day of evidence that was looked at
 * @param frozenDays which stay as they were counted
 * @param behind families of servers that have shown nothing that stays, in words
 */
public record Plan(
    Policy policy,
    Scenario scenario,
    LocalDate asOf,
    Summary summary,
    Coverage coverage,
    int frozenDays,
    List<String> behind,
    Retirement retirement) {

  /** Whether anybody was seen at any of the ends where something goes. */
  public boolean isReached() {
    return summary.isReached();
  }

  /** Whether enough of a protocol's traffic at a server tells its clients' own TLS. */
  public boolean isTold(Coverage.Cell cell) {
    return coverage.of(cell::equals).told()
        >= policy.terms(Role.CLIENT.label(), cell.direction(), cell.protocol()).minimumCoverage();
  }
}
