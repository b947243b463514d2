package org.tlssunset.cli;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tlssunset.config.Configuration;
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
   * What is asked to be switched off; what is not said is as the configuration's plan has it, or,
   * where there is none, all before the policy's minimum version at servers.
   *
   * @param disable versions; empty: not said
   * @param at where; null: not said
   * @param on when; null: not said
   * @throws UsageException if one is no version
   */
  static Scenario scenario(
      Configuration configuration,
      List<String> disable,
      @Nullable String at,
      @Nullable LocalDate on) {
    Scenario planned =
        configuration
            .plan()
            .orElseGet(
                () ->
                    scenario(
                        Scenario.before(configuration.policy().terms().minimumVersion()),
                        "servers",
                        null));
    return scenario(
        disable.isEmpty() ? planned.versions() : disable,
        at == null ? planned.ends().text() : at,
        on == null ? planned.on() : on);
  }

  private static Scenario scenario(Collection<String> versions, String at, @Nullable LocalDate on) {
    try {
      return Scenario.of(List.copyOf(versions), at, on);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--disable " + e.getMessage());
    }
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
