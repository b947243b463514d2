package org.tlssunset.cli;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tlssunset.config.Configuration;
import org.tlssunset.config.UsageException;
import org.tlssunset.plan.Scenario;
import picocli.CommandLine.Option;

/** What is to be switched off, and when, for commands that go by the configuration's plan. */
final class PlannedOption {

  @Option(
      names = "--disable",
      paramLabel = "VERSION",
      split = ",",
      description =
          "Versions to be switched off: TLS1.0,TLS1.1. If not given, those of the configuration's plan, or all"
              + " before the policy's minimum-version.")
  private List<String> disable = List.of();

  @Option(
      names = "--on",
      paramLabel = "DATE",
      description = "When; that of the configuration's plan if not given.")
  private @Nullable LocalDate on;

  /**
   * What is planned.
   *
   * @param at where; null: as the configuration's plan has it
   * @throws UsageException if one is no version
   */
  Scenario scenario(Configuration configuration, @Nullable String at) {
    return PlanQuestion.scenario(configuration, disable, at, on);
  }
}
