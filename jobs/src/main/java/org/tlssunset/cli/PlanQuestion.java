package org.tlssunset.cli;

import java.time.LocalDate;
import org.tlssunset.config.UsageException;
import org.tlssunset.plan.Plans;
import org.tlssunset.plan.Scenario;
import org.tlssunset.warehouse.Warehouse;

/** What a question about plans needs of the tables, or why they cannot answer it. */
final class PlanQuestion {

  private PlanQuestion() {}

  /**
   * The last day of evidence.
   *
   * @param path of the warehouse, as the user has given it
   * @throws UsageException if there is none
   */
  static LocalDate lastDay(Warehouse tables, String path) {
    LocalDate last = Plans.lastDay(tables);
    if (last == null) {
      throw new UsageException(
          "%s holds no evidence yet: run 'tls-sunset nightly' first".formatted(path));
    }
    return last;
  }

  /**
   * Refuses ends that nobody knows: they would make everybody unaffected.
   *
   * @param asked the option or the key that names them
   * @throws UsageException if they are not known
   */
  static void refuseUnknownEnds(Warehouse tables, Scenario scenario, String asked) {
    if (!Plans.isKnown(tables, scenario)) {
      throw new UsageException(
          "%s is '%s', which is no TLS end that logs tell of: give servers, everywhere or one of %s"
              .formatted(asked, scenario.ends().name(), String.join(", ", Plans.ends(tables))));
    }
  }
}
