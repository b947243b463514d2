package org.tlssunset.plan;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tlssunset.days.DayMarks;
import org.tlssunset.party.KnownAddress;
import org.tlssunset.party.KnownAs;
import org.tlssunset.party.tables.Addresses;
import org.tlssunset.rollup.Evidence;
import org.tlssunset.schema.Direction;
import org.tlssunset.schema.Table;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.Warehouse;

/** Makes plans of what a warehouse holds. */
public final class Plans {

  private Plans() {}

  /** The last day of evidence that is not in the future; null if there is none. */
  public static @Nullable LocalDate lastDay(Warehouse warehouse) {
    return Evidence.lastDay(warehouse, LocalDate.now(ZoneOffset.UTC));
  }

  /** The TLS ends that are known by a name: servers that logs tell of, and listed proxies. */
  public static TreeSet<String> ends(Warehouse warehouse) {
    TreeSet<String> ends = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (Table table : List.of(Tables.SERVER_CAPABILITY, Tables.COVERAGE_DAILY)) {
      warehouse.rows(
          table,
          List.of("server"),
          row -> {
            if (!row.isNullAt(0)) {
              ends.add(row.getString(0));
            }
          });
    }
    for (KnownAddress known : Addresses.of(warehouse)) {
      if (known.what() == KnownAs.PROXY && known.name() != null) {
        ends.add(known.name());
      }
    }
    return ends;
  }

  /** Whether what is to be switched off is at ends that are known. */
  public static boolean isKnown(Warehouse warehouse, Scenario scenario) {
    String name = scenario.ends().name();
    return name == null || ends(warehouse).contains(name);
  }

  /**
   * Makes one.
   *
   * @param asOf the last day of evidence that is looked at
   * @param taker is given each party that is concerned, as it is judged; of those that nothing is
   *     planned for, too; null if nobody asks
   */
  public static Plan of(
      Warehouse warehouse,
      Policy policy,
      Scenario scenario,
      LocalDate asOf,
      @Nullable Consumer<PlannedParty> taker) {
    Judged judged = judged(warehouse, policy, scenario, asOf, Evidence.MOST_ON_DRIVER);
    Judge judge = judged.judge;
    if (taker != null) {
      judged.evidence.each(some -> judge.each(some, Stream::of), taker);
    }
    Summary summary = judged.summary();
    Coverage coverage = Coverage.of(warehouse, asOf, policy.window());
    int frozen =
        DayMarks.frozen(warehouse, Tables.USAGE_DAILY)
            .subSet(asOf.minusDays(policy.window() - 1L), true, asOf, true)
            .size();
    return new Plan(
        policy,
        scenario,
        asOf,
        summary,
        coverage,
        frozen,
        behind(summary, judge.capabilities(), scenario),
        Retirement.of(summary, coverage, policy, scenario, frozen));
  }

  /**
   * What each party did, and who says what that comes to.
   *
   * @param judge knows what becomes of the proxies
   */
  record Judged(Evidence evidence, Judge judge) {

    /** What the parties come to: summed up by the tasks. */
    Summary summary() {
      Judge by = judge;
      Summary all = new Summary();
      evidence
          .all(
              some -> {
                Summary part = new Summary();
                by.each(some, Stream::of).forEachRemaining(part::add);
                return List.of(part).iterator();
              })
          .forEach(all::add);
      return all;
    }
  }

  /**
   * Gathers the evidence, and judges the proxies.
   *
   * @param most parties that are brought to the driver
   */
  static Judged judged(
      Warehouse warehouse, Policy policy, Scenario scenario, LocalDate asOf, int most) {
    Capabilities capabilities = Capabilities.of(warehouse, asOf, policy.known());
    Judge first =
        new Judge(policy, scenario, capabilities, new HashMap<>(), (int) asOf.toEpochDay());
    Evidence evidence = Evidence.of(warehouse, asOf, policy.window(), first.suites(), most);
    List<PlannedParty> proxies = new ArrayList<>();
    evidence.proxies().each(some -> first.each(some, Stream::of), proxies::add);
    return new Judged(evidence, first.with(proxies));
  }

  /** Servers that are called, and have shown nothing that stays. */
  private static List<String> behind(
      Summary summary, Capabilities capabilities, Scenario scenario) {
    TreeSet<String> behind = new TreeSet<>();
    for (Summary.Part part : summary.parts().keySet()) {
      boolean isServer =
          part.kind().equals("server") && part.direction().equals(Direction.INBOUND.label());
      if (isServer && scenario.weak() == null) {
        capabilities.behind(part.name(), part.direction(), scenario::leaves).stream()
            .map(family -> "%s (%s %s)".formatted(part.name(), part.direction(), family))
            .forEach(behind::add);
      }
    }
    return List.copyOf(behind);
  }
}
