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
import org.jspecify.annotations.Nullable;
import org.tlssunset.console.RowOutput;
import org.tlssunset.plan.Plan;
import org.tlssunset.plan.PlannedProgram;
import org.tlssunset.plan.Policy;
import org.tlssunset.plan.Retirement;
import org.tlssunset.plan.Summary;
import org.tlssunset.plan.Tally;
import org.tlssunset.rollup.ProgramEvidence;
import org.tlssunset.schema.Direction;
import org.tlssunset.schema.Effect;
import org.tlssunset.schema.Role;

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

  private static final int LONGEST_NAME = 34;

  private final PrintWriter out;

  /**
   * @param out takes text without control characters
   */
  public PlanPage(PrintWriter out) {
    this.out = out;
  }

  /** Prints it. */
  public void print(Plan plan) {
    out.println(
        "plan      %s off at %s%s, by the evidence until %s (volumes: its last %d days)"
            .formatted(
                plan.scenario().what(),
                plan.scenario().ends().text(),
                plan.scenario().on() == null ? "" : " on " + plan.scenario().on(),
                plan.asOf(),
                plan.policy().window()));
    nextStep(plan);
    shouts(plan);
    takingAlong(plan);
    totals(plan);
    steps(plan.retirement());
    worst(plan.summary());
    new CoverageText(out).print(plan);
    out.flush();
  }

  private void nextStep(Plan plan) {
    Retirement retirement = plan.retirement();
    List<Retirement.Candidate> safe = retirement.safe();
    String what = plan.scenario().what();
    if (!safe.isEmpty()) {
      out.println(
          "next step switch off %s: of %s nobody stops, and %.0f %% of the traffic tells its TLS%s"
              .formatted(
                  what(what, safe.get(0)),
                  parties(safe.get(0).parties()),
                  Math.floor(100 * safe.get(0).coverage()),
                  safe.size() == 1 ? "" : "; %,d more could go".formatted(safe.size() - 1)));
    } else if (retirement.candidates().isEmpty()) {
      out.println("next step none: no party is concerned");
    } else if (!plan.isReached()) {
      out.println(
          "next step none: nobody was seen at %s, so nothing is known of what goes there"
              .formatted(plan.scenario().ends().text()));
    } else {
      Retirement.Candidate first = retirement.candidates().get(0);
      out.println(
          "next step nothing can go yet without a risk; the nearest is %s: %s"
              .formatted(name(first), risk(first)));
    }
  }

  private static String what(String all, Retirement.Candidate part) {
    return part.kind().equals(Summary.Part.VERSION)
        ? "%s, %s,".formatted(part.name(), part.direction())
        : "%s for %s".formatted(all, name(part));
  }

  private static String name(Retirement.Candidate part) {
    return switch (part.kind()) {
      case Summary.Part.SERVER -> "%s at %s".formatted(part.direction(), part.name());
      case Summary.Part.DIRECTION -> part.direction();
      default -> "%s %s".formatted(part.direction(), part.name());
    };
  }

  private static String parties(long number) {
    return number == 1 ? "1 party" : "%,d parties".formatted(number);
  }

  private static String risk(Retirement.Candidate part) {
    if (part.atRisk() == 0 && part.falling() == 0) {
      return part.doubt() == null ? "nobody stops" : part.doubt();
    }
    return "%,d of %s may stop%s"
        .formatted(
            part.atRisk(),
            parties(part.parties()),
            part.falling() == 0 ? "" : ", %,d fall to clear text".formatted(part.falling()));
  }

  /** Exceptions that are over, and ends that have shown nothing that stays. */
  private void shouts(Plan plan) {
    LocalDate day = plan.scenario().on() == null ? plan.asOf() : plan.scenario().on();
    for (Policy.Excepted each : plan.policy().exceptions()) {
      if (each.isOver(day)) {
        out.println(
            "EXPIRED   the exception of %s (%s) was over on %s: it counts as all others"
                .formatted(each.party(), each.reason(), each.until()));
      }
    }
    if (plan.frozenDays() > 0) {
      out.println(
          "frozen    %,d days stay as they were counted: nothing is called safe"
              .formatted(plan.frozenDays()));
    }
    plan.behind()
        .forEach(
            end ->
                out.println(
                    "first     %s has shown nothing that stays: enable a newer version there before anything goes"
                        .formatted(end)));
  }

  private void takingAlong(Plan plan) {
    for (Summary.Named named : plan.summary().takingAlong()) {
      String who = String.valueOf(named.party().party());
      String role = named.party().role();
      String others =
          role.equals(Role.PROXY.label())
                  && named.party().direction().equals(Direction.INBOUND.label())
              ? ": %,d clients come through it and go with it".formatted(plan.summary().behind(who))
              : role.equals(Role.PROBE.label())
                  ? ": a health check that fails takes its pool down"
                  : ": mail and requests between servers go with it";
      out.println(
          "%s %s %s (%s %s) %s%s"
              .formatted(
                  "along    ",
                  role,
                  shortened(who),
                  named.party().direction(),
                  named.program().evidence().protocol(),
                  verb(named.program().impact().effect()),
                  others));
    }
  }

  private static String verb(Effect effect) {
    return effect == Effect.STOPS ? "stops" : "falls to clear text";
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
    long partners =
        count(plan.summary(), Direction.OUTBOUND, Effect.STOPS)
            + count(plan.summary(), Direction.OUTBOUND, Effect.FALLS_TO_CLEARTEXT);
    if (partners > 0) {
      out.println(
          "outbound  %,d partners' servers are old: mail to %,d of them will queue, to %,d go in clear"
              .formatted(
                  partners,
                  count(plan.summary(), Direction.OUTBOUND, Effect.STOPS),
                  count(plan.summary(), Direction.OUTBOUND, Effect.FALLS_TO_CLEARTEXT)));
    }
    out.println(
        "TLS 1.3   %,d of %,d clients were seen with it in all their programs"
            .formatted(plan.summary().readyForTls13(), plan.summary().clients().parties()));
  }

  private static long count(Summary summary, Direction direction, Effect effect) {
    Tally tally =
        summary
            .scopes()
            .get(new Summary.Scope("direction", direction.label(), Role.CLIENT.label()));
    return tally == null ? 0 : tally.of(effect).parties();
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
                        name(part),
                        part.parties(),
                        part.atRisk(),
                        part.falling(),
                        "%.0f %%".formatted(Math.floor(100 * part.coverage())),
                        part.isSafe()
                            ? "now"
                            : part.doubt() == null ? "no" : "no: " + part.doubt())));
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
              shortened(who(each)),
              each.party().direction().equals(Direction.OUTBOUND.label())
                  ? "to their " + program.evidence().protocol()
                  : program.evidence().protocol(),
              shortened(program.evidence().program()),
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

  private static String shortened(@Nullable String text) {
    if (text == null) {
      return "";
    }
    return text.length() <= LONGEST_NAME ? text : text.substring(0, LONGEST_NAME - 1) + "…";
  }
}
