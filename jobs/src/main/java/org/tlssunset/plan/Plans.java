package org.tlssunset.plan;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tlssunset.days.DayMarks;
import org.tlssunset.party.KnownAddress;
import org.tlssunset.party.KnownAs;
import org.tlssunset.party.ProxyKind;
import org.tlssunset.party.ProxyTraits;
import org.tlssunset.party.ServerName;
import org.tlssunset.party.tables.Addresses;
import org.tlssunset.rollup.Evidence;
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
    ends.addAll(proxies(warehouse));
    return ends;
  }

  /** The names of listed proxies that end TLS, in lower case. */
  private static TreeSet<String> proxies(Warehouse warehouse) {
    TreeSet<String> proxies = new TreeSet<>();
    for (KnownAddress known : Addresses.of(warehouse)) {
      ProxyTraits proxy = known.proxy();
      if (proxy != null && known.name() != null && proxy.kind() == ProxyKind.TLS_ENDING) {
        proxies.add(known.name().toLowerCase(Locale.ROOT));
      }
    }
    return proxies;
  }

  /** The cipher, MAC and key exchange of each kind of TLS that was ever seen. */
  public static List<List<@Nullable String>> suites(Warehouse warehouse) {
    List<List<@Nullable String>> suites = new ArrayList<>();
    warehouse.rows(
        Tables.TLS_KINDS,
        List.of("cipher", "mac", "key_exchange"),
        row -> suites.add(Arrays.asList(row.getString(0), row.getString(1), row.getString(2))));
    return suites;
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
    if (taker != null) {
      Judge judge = judged.judge;
      judged.evidence.each(some -> judge.each(some, Stream::of), taker);
    }
    return of(warehouse, judged, judged.summary());
  }

  /**
   * The plan that parties come to.
   *
   * @param summary of them
   */
  static Plan of(Warehouse warehouse, Judged judged, Summary summary) {
    Judge judge = judged.judge;
    Policy policy = judge.policy();
    Scenario scenario = judge.scenario();
    LocalDate asOf = LocalDate.ofEpochDay(judge.asOf());
    Coverage coverage = Coverage.of(warehouse, asOf, policy.window(), policy.retired());
    int frozen = DayMarks.frozen(warehouse, Tables.USAGE_DAILY).headSet(asOf, true).size();
    List<Doubts.Behind> behind = behind(summary, judge.capabilities(), scenario);
    Doubts doubts =
        new Doubts(
            summary,
            coverage,
            policy,
            scenario,
            proxies(warehouse),
            frozen,
            behind,
            unlogged(warehouse, coverage, policy));
    return new Plan(
        policy,
        scenario,
        asOf,
        summary,
        coverage,
        frozen,
        behind.stream().map(Doubts.Behind::toString).toList(),
        Retirement.of(summary, coverage, doubts));
  }

  /**
   * What each party did, and who says what that comes to.
   *
   * @param judge knows what becomes of the proxies
   */
  record Judged(Evidence evidence, Judge judge) {

    /** Who says what the same parties would come to if something else were switched off. */
    Judge of(Scenario other) {
      return asked(
          evidence,
          new Judge(judge.policy(), other, judge.capabilities(), new HashMap<>(), judge.asOf()));
    }

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
    Evidence evidence = Evidence.of(warehouse, asOf, policy.window(), first.asked(), most);
    return new Judged(evidence, asked(evidence, first));
  }

  /** The same judge, who knows what becomes of the proxies. */
  private static Judge asked(Evidence evidence, Judge first) {
    List<PlannedParty> proxies = new ArrayList<>();
    evidence.proxies().each(some -> first.each(some, Stream::of), proxies::add);
    return first.with(proxies);
  }

  /** Servers that are known by name, and have no log at all. */
  private static Set<String> unlogged(Warehouse warehouse, Coverage coverage, Policy policy) {
    Set<String> unlogged = new TreeSet<>();
    for (KnownAddress known : Addresses.of(warehouse)) {
      String name = known.name();
      boolean isIn =
          name == null
              || known.what() != KnownAs.OWN_SERVER
              || policy.retired().isServer(name)
              || coverage.logged().servers().keySet().stream()
                  .anyMatch(server -> ServerName.isSame(server, name));
      if (!isIn) {
        unlogged.add(name);
      }
    }
    return unlogged;
  }

  /** Servers that are called, and have shown nothing that stays. */
  private static List<Doubts.Behind> behind(
      Summary summary, Capabilities capabilities, Scenario scenario) {
    List<Doubts.Behind> behind = new ArrayList<>();
    for (Summary.Part part : summary.parts().keySet()) {
      if (part.kind().equals(Summary.Part.SERVER) && scenario.suites() == null) {
        for (String family : capabilities.behind(part.name(), part.direction(), scenario::leaves)) {
          behind.add(new Doubts.Behind(part.name(), part.direction(), family));
        }
      }
    }
    return behind;
  }
}
