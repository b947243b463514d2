package org.tlssunset.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tlssunset.rollup.Evidence;
import org.tlssunset.schema.Effect;
import org.tlssunset.schema.TlsVersion;
import org.tlssunset.synthetic.plan.ReadPlan;
import org.tlssunset.warehouse.Warehouse;

/** What a report tells of a plan is what the plan comes to. */
class OverviewTest {

  private static final Scenario PLAN = Scenario.of(List.of("TLS1.0,TLS1.1"), "everywhere", null);
  private static final int ALL = 10_000;

  @TempDir static Path folder;

  private static Warehouse warehouse;
  private static Policy policy;
  private static LocalDate asOf;

  @BeforeAll
  static void read() throws IOException {
    ReadPlan read = ReadPlan.of(folder, 5);
    warehouse = read.warehouse();
    policy = read.configuration().policy();
    asOf = Plans.lastDay(warehouse);
  }

  private static Overview overview(int most, int onDriver) {
    return Overview.of(warehouse, policy, PLAN, asOf, most, onDriver);
  }

  private static Overview overview() {
    return overview(ALL, Evidence.MOST_ON_DRIVER);
  }

  private static Map<Effect, Long> clients(Plan plan) {
    Map<Effect, Long> clients = new EnumMap<>(Effect.class);
    plan.summary()
        .clients()
        .counts()
        .forEach((effect, count) -> clients.put(effect, count.parties()));
    return clients;
  }

  @Test
  void listedPartiesAreThoseOfThePlan() {
    Overview overview = overview();

    Map<Effect, Long> listed = new EnumMap<>(Effect.class);
    overview.parties().stream()
        .filter(party -> party.party().role().equals("client"))
        .forEach(party -> listed.merge(party.effect(), 1L, Long::sum));
    Plan plan = Plans.of(warehouse, policy, PLAN, asOf, null);
    assertThat(listed).isEqualTo(clients(plan)).hasSizeGreaterThan(3);
    assertThat(clients(overview.plan())).isEqualTo(listed);
    assertThat(overview.all()).isEqualTo(overview.parties().size());
  }

  @Test
  void minimumsAreWhatPlansOfTheirVersionsComeTo() {
    Overview overview = overview();

    for (int i = 0; i < MinimumEffects.VERSIONS.size(); i++) {
      TlsVersion version = MinimumEffects.VERSIONS.get(i);
      Scenario before =
          Scenario.of(List.copyOf(Scenario.before(version.label())), "everywhere", null);
      Map<Effect, Long> expected = clients(Plans.of(warehouse, policy, before, asOf, null));
      assertThat(overview.minimums().of("client").get(i)).isEqualTo(expected);
      Map<Effect, Long> listed = new EnumMap<>(Effect.class);
      int at = i;
      overview.parties().stream()
          .filter(party -> party.party().role().equals("client"))
          .forEach(party -> listed.merge(party.atMinimums().get(at), 1L, Long::sum));
      assertThat(listed).isEqualTo(expected);
    }
    assertThat(overview.minimums().of("client").get(0))
        .isNotEqualTo(overview.minimums().of("client").get(2));
  }

  @Test
  void theWorstOfManyAreTheFirst() {
    List<ListedParty> all = overview().parties();

    assertThat(names(overview(7, Evidence.MOST_ON_DRIVER).parties()))
        .isEqualTo(names(all.subList(0, 7)));
    assertThat(all)
        .extracting(ListedParty::effect)
        .isSorted()
        .startsWith(Effect.STOPS)
        .endsWith(Effect.UNAFFECTED);
  }

  @Test
  void partiesThatAreTooManyForTheDriverComeToTheSame() {
    Overview few = overview();
    Overview many = overview(ALL, 3);

    assertThat(names(many.parties())).isEqualTo(names(few.parties()));
    assertThat(many.legacyUse().clients())
        .isEqualTo(few.legacyUse().clients())
        .isNotEqualTo(new TreeMap<>());
    assertThat(many.minimums().of("client")).isEqualTo(few.minimums().of("client"));
    assertThat(clients(many.plan())).isEqualTo(clients(few.plan()));
    assertThat(many.all()).isEqualTo(few.all());
    assertThat(names(overview(7, 3).parties())).isEqualTo(names(few.parties().subList(0, 7)));
  }

  private static List<String> names(List<ListedParty> parties) {
    return parties.stream()
        .map(
            each ->
                "%s %s %s %s %s"
                    .formatted(
                        each.party().role(),
                        each.party().direction(),
                        each.party().party(),
                        each.effect(),
                        each.atMinimums()))
        .toList();
  }
}
