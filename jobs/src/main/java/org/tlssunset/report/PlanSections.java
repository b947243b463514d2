package org.tlssunset.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import org.tlssunset.outreach.ShownText;
import org.tlssunset.page.CoverageLines;
import org.tlssunset.page.Line;
import org.tlssunset.page.PlanLines;
import org.tlssunset.plan.Coverage;
import org.tlssunset.plan.LegacyUse;
import org.tlssunset.plan.MinimumEffects;
import org.tlssunset.plan.Plan;
import org.tlssunset.plan.Retirement;
import org.tlssunset.plan.Tally;
import org.tlssunset.schema.Effect;
import org.tlssunset.schema.Labelled;
import org.tlssunset.schema.Role;

/** Who stops, what can go, where old versions are used, and on what that stands. */
final class PlanSections {

  /** Shades of the map, from a little to the most. */
  private static final int SHADES = 5;

  private static final String NO_TRAFFIC = "–";

  /** Nobody was seen with it, but the logs do not tell enough to say so of all. */
  private static final String UNTOLD = "?";

  private final Report report;
  private final Plan plan;

  PlanSections(Report report) {
    this.report = report;
    plan = report.plan();
  }

  /** Clients of one effect. */
  record Tile(String effect, String count, String meaning) {}

  /** All of a role, by effect. */
  record Total(String role, List<String> counts, String parties) {}

  /** A part that may go by itself. */
  record Step(
      String part,
      String parties,
      String atRisk,
      String falling,
      String told,
      String canGo,
      boolean isSafe) {}

  /** What clients come to where a version is the oldest. */
  record Minimum(String version, List<String> counts) {}

  /** A field of the map: no traffic, or so many clients. */
  record Field(String text, String style) {}

  /** A TLS end's fields. */
  record End(String name, List<Field> fields) {}

  /** How much of a protocol at a server tells its TLS. */
  record Told(
      String server,
      String direction,
      String protocol,
      String requests,
      String told,
      String atServers,
      String behindProxy,
      String notLogged) {}

  /** A sentence with its label. */
  record Said(String label, String text) {

    static List<Said> of(List<Line> lines) {
      return lines.stream().map(line -> new Said(line.label(), ShownText.of(line.text()))).toList();
    }
  }

  void into(Map<String, Object> model) {
    PlanLines lines = new PlanLines(plan);
    model.put("what", plan.scenario().what());
    model.put("ends", ShownText.of(plan.scenario().ends().text()));
    model.put("on", plan.scenario().on() == null ? "" : plan.scenario().on().toString());
    model.put("asOf", plan.asOf().toString());
    model.put("window", plan.policy().window());
    model.put("nextStep", ShownText.of(lines.nextStep().text()));
    model.put("isSafe", !plan.retirement().safe().isEmpty());
    model.put("shouts", Said.of(lines.shouts()));
    model.put("along", Said.of(lines.takingAlong()));
    model.put("beside", Said.of(lines.beside()));
    model.put("coverage", Said.of(new CoverageLines(plan).all()));
    model.put("tiles", tiles());
    model.put("effects", labels(Effect.values()));
    model.put("totals", totals());
    model.put("steps", plan.retirement().candidates().stream().map(PlanSections::step).toList());
    model.put("minimums", minimums());
    model.put("falling", falling());
    map(model);
    model.put("told", told());
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", Math.floor(100 * share));
  }

  private static List<String> labels(Labelled[] all) {
    return Arrays.stream(all).map(Labelled::label).toList();
  }

  private List<Tile> tiles() {
    Tally clients = plan.summary().clients();
    return Arrays.stream(Effect.values())
        .map(
            effect ->
                new Tile(
                    effect.label(), ShownNumber.of(clients.of(effect).parties()), effect.meaning()))
        .toList();
  }

  private List<Total> totals() {
    List<Total> totals = new ArrayList<>();
    plan.summary()
        .scopes()
        .forEach(
            (scope, tally) -> {
              if (scope.kind().equals("all")) {
                totals.add(total(scope.role(), tally));
              }
            });
    return totals;
  }

  private static Total total(String name, Tally tally) {
    return new Total(
        name, counts(effect -> tally.of(effect).parties()), ShownNumber.of(tally.parties()));
  }

  private static List<String> counts(ToLongFunction<Effect> parties) {
    return Arrays.stream(Effect.values())
        .map(effect -> ShownNumber.of(parties.applyAsLong(effect)))
        .toList();
  }

  private static Step step(Retirement.Candidate part) {
    return new Step(
        ShownText.of(PlanLines.name(part)),
        ShownNumber.of(part.parties()),
        ShownNumber.of(part.atRisk()),
        ShownNumber.of(part.falling()),
        percent(part.coverage()),
        ShownText.of(PlanLines.canGo(part)),
        part.isSafe());
  }

  private List<Minimum> minimums() {
    List<? extends Map<Effect, Long>> clients =
        report.overview().minimums().of(Role.CLIENT.label());
    List<Minimum> minimums = new ArrayList<>();
    for (int i = 0; i < clients.size(); i++) {
      Map<Effect, Long> its = clients.get(i);
      minimums.add(
          new Minimum(
              MinimumEffects.VERSIONS.get(i).label(),
              counts(effect -> its.getOrDefault(effect, 0L))));
    }
    return minimums;
  }

  /** Clients that fall to clear text, by protocol; none where nobody does. */
  private List<Said> falling() {
    List<Said> falling = new ArrayList<>();
    plan.summary()
        .scopes()
        .forEach(
            (scope, tally) -> {
              long count = tally.of(Effect.FALLS_TO_CLEARTEXT).parties();
              if (count > 0
                  && scope.role().equals(Role.CLIENT.label())
                  && (scope.kind().equals("protocol") || scope.kind().equals("direction"))) {
                falling.add(new Said(String.valueOf(scope.name()), ShownNumber.of(count)));
              }
            });
    return falling;
  }

  /** Where nobody uses what goes although there is traffic, a field says 0. */
  private void map(Map<String, Object> model) {
    LegacyUse use = report.overview().legacyUse();
    TreeMap<Coverage.Cell, Long> cells = new TreeMap<>();
    plan.coverage()
        .cells()
        .forEach(
            (cell, share) -> {
              if (share.requests() > 0
                  && plan.scenario().concerns(cell.direction(), cell.protocol())) {
                cells.put(cell, 0L);
              }
            });
    cells.putAll(use.clients());
    long most = cells.values().stream().mapToLong(Long::longValue).max().orElse(0);
    TreeSet<String> ends = new TreeSet<>();
    TreeMap<String, Coverage.Cell> heads = new TreeMap<>();
    for (Coverage.Cell cell : cells.keySet()) {
      ends.add(cell.server());
      heads.put(cell.direction() + " " + cell.protocol(), cell);
    }
    model.put("mapHeads", List.copyOf(heads.keySet()));
    model.put(
        "map",
        ends.stream()
            .map(
                end ->
                    new End(
                        ShownText.of(Coverage.named(end)),
                        heads.values().stream()
                            .map(head -> new Coverage.Cell(head.direction(), end, head.protocol()))
                            .map(cell -> field(cell, cells, most))
                            .toList()))
            .toList());
  }

  private Field field(Coverage.Cell cell, Map<Coverage.Cell, Long> clients, long most) {
    Long count = clients.get(cell);
    if (count == null) {
      return new Field(NO_TRAFFIC, "");
    }
    if (count == 0) {
      return plan.isTold(cell) ? new Field("0", "h0") : new Field(UNTOLD, "hq");
    }
    double share = Math.log1p(count) / Math.log1p(most);
    return new Field(ShownNumber.of(count), "h" + Math.max(1, (int) Math.ceil(share * SHADES)));
  }

  private List<Told> told() {
    List<Told> told = new ArrayList<>();
    plan.coverage()
        .cells()
        .forEach(
            (cell, share) ->
                told.add(
                    new Told(
                        ShownText.of(Coverage.named(cell.server())),
                        cell.direction(),
                        cell.protocol(),
                        ShownNumber.of(share.requests()),
                        percent(share.told()),
                        percent(share.toldAtServers()),
                        ShownNumber.of(share.behindProxy()),
                        ShownNumber.of(share.notLogged()))));
    return told;
  }
}
