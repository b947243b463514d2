package org.tlssunset.page;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.tlssunset.console.RowOutput;
import org.tlssunset.plan.Plan;
import org.tlssunset.plan.PlannedProgram;
import org.tlssunset.plan.Retirement;
import org.tlssunset.plan.Summary;
import org.tlssunset.plan.Tally;
import org.tlssunset.rollup.ProgramEvidence;
import org.tlssunset.schema.Direction;
import org.tlssunset.schema.Effect;

/** A plan as a migration lead reads it: two screens, the next step first. */
public final class PlanPage {

  private static final int MOST_STEPS = 12;

  /** The effects in their order, the worst first, between the role and the rest. */
  private static final List<String> TOTALS =
      List.of(
          "role",
          "stops",
          "unknown",
          "to_clear",
          "alternative",
          "unaffected",
          "parties",
          "users",
          "days",
          "dormant",
          "excepted");

  private final PrintWriter out;

  /**
   * @param out takes text without control characters
   */
  public PlanPage(PrintWriter out) {
    this.out = out;
  }

  /** Prints it. */
  public void print(Plan plan) {
    PlanLines lines = new PlanLines(plan);
    out.println(lines.head());
    out.println(lines.nextStep());
    lines.shouts().forEach(out::println);
    lines.takingAlong().forEach(out::println);
    totals(plan);
    lines.beside().forEach(out::println);
    steps(plan.retirement());
    worst(plan.summary());
    out.println();
    new CoverageLines(plan).all().forEach(out::println);
    out.flush();
  }

  private void totals(Plan plan) {
    out.println();
    RowOutput rows = RowOutput.of(RowOutput.Format.table, TOTALS, out);
    plan.summary()
        .scopes()
        .forEach(
            (scope, tally) -> {
              if (scope.kind().equals("all")) {
                rows.row(total(scope.role(), tally));
              }
            });
    rows.finish();
    out.println(
        "(users, days in the window, dormant and excepted ones: of all but the unaffected)");
  }

  private static List<Object> total(String role, Tally tally) {
    List<Object> row = new ArrayList<>();
    row.add(role);
    long users = 0;
    long days = 0;
    long dormant = 0;
    long excepted = 0;
    for (Effect effect : Effect.values()) {
      row.add(tally.of(effect).parties());
      if (effect != Effect.UNAFFECTED) {
        users += tally.of(effect).users();
        days += tally.of(effect).partyDays();
        dormant += tally.of(effect).dormant();
        excepted += tally.of(effect).excepted();
      }
    }
    row.addAll(List.of(tally.parties(), users, days, dormant, excepted));
    return row;
  }

  private void steps(Retirement retirement) {
    out.println();
    out.println("Each part by itself, the safest first:");
    RowOutput rows =
        RowOutput.of(
            RowOutput.Format.table,
            List.of("part", "parties", "at_risk", "to_clear_text", "tls_told", "can_go"),
            out);
    retirement.candidates().stream()
        .limit(MOST_STEPS)
        .forEach(
            part ->
                rows.row(
                    List.of(
                        PlanLines.name(part),
                        part.parties(),
                        part.atRisk(),
                        part.falling(),
                        "%.0f %%".formatted(Math.floor(100 * part.coverage())),
                        PlanLines.canGo(part))));
    rows.finish();
    more(retirement.candidates().size() - MOST_STEPS);
  }

  private void more(long left) {
    if (left > 0) {
      out.println("… and %,d more: --format json has all".formatted(left));
    }
  }

  private void worst(Summary summary) {
    List<Summary.Named> named = summary.worst();
    if (named.isEmpty()) {
      return;
    }
    out.println();
    out.println("Clients that need what goes, the worst first:");
    RowOutput rows =
        RowOutput.of(
            RowOutput.Format.table,
            List.of("effect", "who", "protocol", "program", "last_seen", "why"),
            out);
    for (Summary.Named each : named) {
      PlannedProgram program = each.program();
      rows.row(
          Arrays.asList(
              program.impact().effect().label() + (program.impact().isPartly() ? " in part" : ""),
              ShortText.of(who(each)),
              each.party().direction().equals(Direction.OUTBOUND.label())
                  ? "to their " + program.evidence().protocol()
                  : program.evidence().protocol(),
              ShortText.of(program.evidence().program()),
              LocalDate.ofInstant(
                  Instant.EPOCH.plus(program.volume().last(), ChronoUnit.MICROS), ZoneOffset.UTC),
              beginning(program.impact().reason())));
    }
    rows.finish();
    long all =
        summary.clients().counts().entrySet().stream()
            .filter(count -> count.getKey() != Effect.UNAFFECTED)
            .map(Map.Entry::getValue)
            .mapToLong(Tally.Count::parties)
            .sum();
    if (all > named.size()) {
      out.println("… of %,d clients in all: --format csv has each, with its proof".formatted(all));
    }
  }

  private static String who(Summary.Named named) {
    ProgramEvidence.Named names = named.program().evidence().named();
    String client = names.client();
    if (names.user() != null) {
      return names.user();
    }
    return names.name() == null || client == null || client.contains(names.name())
        ? String.valueOf(client)
        : client + " " + names.name();
  }

  /** A sentence up to its first comma: the rows have all of it. */
  private static String beginning(String sentence) {
    int end = 0;
    while (end < sentence.length() && ",;:".indexOf(sentence.charAt(end)) < 0) {
      end++;
    }
    return sentence.substring(0, end);
  }
}
