package org.tlssunset.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tlssunset.plan.Coverage;
import org.tlssunset.plan.LoggedDays;
import org.tlssunset.plan.Plan;
import org.tlssunset.plan.Retirement;
import org.tlssunset.plan.Summary;
import org.tlssunset.plan.Tally;
import org.tlssunset.schema.Direction;

/** What a plan comes to, for programs: maps and lists of plain values. */
public final class SummaryJson {

  private SummaryJson() {}

  /** The plan's. */
  public static Map<String, @Nullable Object> of(Plan plan) {
    Map<String, @Nullable Object> summary = new LinkedHashMap<>();
    summary.put("as_of", plan.asOf());
    summary.put("versions", plan.scenario().what());
    summary.put("ends", plan.scenario().ends().text());
    summary.put("planned_on", plan.scenario().on());
    summary.put("window_days", plan.policy().window());
    summary.put("frozen_days", plan.frozenDays());
    List<Object> effects = new ArrayList<>();
    plan.summary()
        .scopes()
        .forEach(
            (scope, tally) ->
                tally
                    .counts()
                    .forEach((effect, count) -> effects.add(row(scope, effect.label(), count))));
    summary.put("effects", effects);
    List<Object> steps = new ArrayList<>();
    for (Retirement.Candidate part : plan.retirement().candidates()) {
      steps.add(step(part));
    }
    summary.put("steps", steps);
    Map<String, @Nullable Object> coverage = new LinkedHashMap<>();
    for (Direction direction : Direction.values()) {
      Coverage.Share share = plan.coverage().of(cell -> cell.direction().equals(direction.label()));
      if (share.requests() > 0) {
        Map<String, @Nullable Object> told = new LinkedHashMap<>();
        told.put("requests", share.requests());
        told.put("told", share.told());
        told.put("told_at_servers", share.toldAtServers());
        coverage.put(direction.label(), told);
      }
    }
    summary.put("coverage", coverage);
    summary.put("days_without_logs", daysWithout(plan));
    summary.put("nothing_newer_at", plan.behind());
    return summary;
  }

  private static Map<String, @Nullable Object> row(
      Summary.Scope scope, String effect, Tally.Count count) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("scope", scope.kind());
    row.put("name", scope.name());
    row.put("role", scope.role());
    row.put("effect", effect);
    row.put("parties", count.parties());
    row.put("dormant", count.dormant());
    row.put("excepted", count.excepted());
    row.put("users", count.users());
    row.put("party_days", count.partyDays());
    return row;
  }

  private static Map<String, @Nullable Object> step(Retirement.Candidate part) {
    Map<String, @Nullable Object> step = new LinkedHashMap<>();
    step.put("kind", part.kind());
    step.put("direction", part.direction());
    step.put("name", part.name());
    step.put("parties", part.parties());
    step.put("at_risk", part.atRisk());
    step.put("falls_to_cleartext", part.falling());
    step.put("told", part.coverage());
    step.put("is_safe", part.isSafe());
    step.put("doubt", part.doubt());
    return step;
  }

  /** Working days of the window, by server, direction and family. */
  private static Map<String, Object> daysWithout(Plan plan) {
    Map<String, Object> days = new LinkedHashMap<>();
    for (LoggedDays.Gap gap : plan.coverage().logged().missing()) {
      days.put(
          "%s %s %s"
              .formatted(gap.feed().server(), gap.feed().direction(), gap.feed().family())
              .strip(),
          gap.missing());
    }
    return days;
  }
}
