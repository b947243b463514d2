package org.tlssunset.plan;

import java.time.LocalDate;
import java.util.List;

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
}
