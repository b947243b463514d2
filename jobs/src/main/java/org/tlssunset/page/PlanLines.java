package org.tlssunset.page;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.tlssunset.plan.Plan;
import org.tlssunset.plan.Policy;
import org.tlssunset.plan.Retirement;
import org.tlssunset.plan.Summary;
import org.tlssunset.plan.Tally;
import org.tlssunset.schema.Direction;
import org.tlssunset.schema.Effect;
import org.tlssunset.schema.Role;

/** What is to be said of a plan in sentences. */
public final class PlanLines {

  private final Plan plan;

  public PlanLines(Plan plan) {
    this.plan = plan;
  }

  /** What is planned, and by what evidence. */
  public Line head() {
    return new Line(
        "plan",
        "%s off at %s%s, by the evidence until %s (volumes: its last %d days)"
            .formatted(
                plan.scenario().what(),
                plan.scenario().ends().text(),
                plan.scenario().on() == null ? "" : " on " + plan.scenario().on(),
                plan.asOf(),
                plan.policy().window()));
  }

  /** What can go now, or what comes nearest. */
  public Line nextStep() {
    return new Line("next step", step());
  }

  private String step() {
    Retirement retirement = plan.retirement();
    List<Retirement.Candidate> safe = retirement.safe();
    if (!safe.isEmpty()) {
      return "switch off %s: of %s nobody stops, and %.0f %% of the traffic tells its TLS%s"
          .formatted(
              what(plan.scenario().what(), safe.get(0)),
              parties(safe.get(0).parties()),
              Math.floor(100 * safe.get(0).coverage()),
              safe.size() == 1 ? "" : "; %,d more could go".formatted(safe.size() - 1));
    }
    if (retirement.candidates().isEmpty()) {
      return "none: no party is concerned";
    }
    if (!plan.isReached()) {
      return "none: nobody was seen at %s, so nothing is known of what goes there"
          .formatted(plan.scenario().ends().text());
    }
    Retirement.Candidate first = retirement.candidates().get(0);
    return "nothing can go yet without a risk; the nearest is %s: %s"
        .formatted(name(first), risk(first));
  }

  private static String what(String all, Retirement.Candidate part) {
    return part.kind().equals(Summary.Part.VERSION)
        ? "%s, %s,".formatted(part.name(), part.direction())
        : "%s for %s".formatted(all, name(part));
  }

  /** A part's name for people. */
  public static String name(Retirement.Candidate part) {
    return switch (part.kind()) {
      case Summary.Part.SERVER -> "%s at %s".formatted(part.direction(), part.name());
      case Summary.Part.DIRECTION -> part.direction();
      default -> "%s %s".formatted(part.direction(), part.name());
    };
  }

  /** Whether a part can go, or why not. */
  public static String canGo(Retirement.Candidate part) {
    if (part.isSafe()) {
      return "now";
    }
    return part.doubt() == null ? "no" : "no: " + part.doubt();
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

  /** Exceptions that are over, frozen days, and ends that have shown nothing that stays. */
  public List<Line> shouts() {
    List<Line> shouts = new ArrayList<>();
    LocalDate day = plan.scenario().on() == null ? plan.asOf() : plan.scenario().on();
    for (Policy.Excepted each : plan.policy().exceptions()) {
      if (each.isOver(day)) {
        shouts.add(
            new Line(
                "EXPIRED",
                "the exception of %s (%s) was over on %s: it counts as all others"
                    .formatted(each.party(), each.reason(), each.until())));
      }
    }
    if (plan.frozenDays() > 0) {
      shouts.add(
          new Line(
              "frozen",
              "%,d days stay as they were counted: nothing is called safe"
                  .formatted(plan.frozenDays())));
    }
    for (String end : plan.behind()) {
      shouts.add(
          new Line(
              "first",
              "%s has shown nothing that stays: enable a newer version there before anything goes"
                  .formatted(end)));
    }
    return shouts;
  }

  /** Proxies, servers of ours and health checks that stop, and who goes with them. */
  public List<Line> takingAlong() {
    List<Line> along = new ArrayList<>();
    for (Summary.Named named : plan.summary().takingAlong()) {
      String who = String.valueOf(named.party().party());
      String role = named.party().role();
      along.add(
          new Line(
              "along",
              "%s %s (%s %s) %s: %s"
                  .formatted(
                      role,
                      ShortText.of(who),
                      named.party().direction(),
                      named.program().evidence().protocol(),
                      verb(named.program().impact().effect()),
                      others(role, named.party().direction(), who))));
    }
    return along;
  }

  private String others(String role, String direction, String who) {
    if (role.equals(Role.PROXY.label()) && direction.equals(Direction.INBOUND.label())) {
      return "%,d clients come through it and go with it".formatted(plan.summary().behind(who));
    }
    return role.equals(Role.PROBE.label())
        ? "a health check that fails takes its pool down"
        : "mail and requests between servers go with it";
  }

  private static String verb(Effect effect) {
    return effect == Effect.STOPS ? "stops" : "falls to clear text";
  }

  /** Partners whose servers are old, and who is ready for what comes next. */
  public List<Line> beside() {
    List<Line> beside = new ArrayList<>();
    long queued = outbound(Effect.STOPS);
    long inClear = outbound(Effect.FALLS_TO_CLEARTEXT);
    if (queued + inClear > 0) {
      beside.add(
          new Line(
              "outbound",
              "%,d partners' servers are old: mail to %,d of them will queue, to %,d go in clear"
                  .formatted(queued + inClear, queued, inClear)));
    }
    beside.add(
        new Line(
            "TLS 1.3",
            "%,d of %,d clients were seen with it in all their programs"
                .formatted(plan.summary().readyForTls13(), plan.summary().clients().parties())));
    return beside;
  }

  private long outbound(Effect effect) {
    Tally tally =
        plan.summary()
            .scopes()
            .get(new Summary.Scope("direction", Direction.OUTBOUND.label(), Role.CLIENT.label()));
    return tally == null ? 0 : tally.of(effect).parties();
  }
}
