package org.tlssunset.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tlssunset.config.Configuration;
import org.tlssunset.schema.Effect;
import org.tlssunset.synthetic.plan.PlanAnswer;
import org.tlssunset.synthetic.plan.PlanArchive;
import org.tlssunset.synthetic.plan.PlanParty;
import org.tlssunset.synthetic.plan.PlanScenario;
import org.tlssunset.synthetic.plan.ReadPlan;
import org.tlssunset.warehouse.Warehouse;

/** A plan says of each party what is true of it; unknown only of those nobody can know. */
class EffectTruthTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void effectsAreTrue(long seed) throws IOException {
    ReadPlan read = ReadPlan.of(folder, seed);
    PlanArchive archive = read.archive();
    Configuration configuration = read.configuration();
    Warehouse warehouse = read.warehouse();

    List<String> wrong = new ArrayList<>();
    for (PlanScenario scenario : asked(archive, seed)) {
      Map<PlanParty, PlannedProgram> planned = planned(warehouse, configuration, scenario);
      archive
          .truth()
          .answers(scenario)
          .forEach(
              (party, answer) -> {
                PlannedProgram said = planned.remove(party);
                if (!isRight(answer, said)) {
                  wrong.add(
                      "%s: %s %s is %s (%s), and is said %s"
                          .formatted(
                              scenario,
                              answer.story(),
                              party,
                              answer.effect(),
                              answer.acceptable(),
                              said == null ? null : said.impact() + " " + said.known()));
                }
              });
      planned.keySet().forEach(party -> wrong.add(scenario + ": nobody is " + party));
    }
    assertThat(wrong).isEmpty();
  }

  /** At all servers, everywhere and at one end, another for each seed; as of all days. */
  private static List<PlanScenario> asked(PlanArchive archive, long seed) {
    List<PlanScenario> all = archive.truth().scenarios();
    List<String> ends =
        all.stream()
            .map(PlanScenario::at)
            .distinct()
            .filter(at -> !at.equals(PlanScenario.SERVERS) && !at.equals(PlanScenario.EVERYWHERE))
            .toList();
    String one = ends.get((int) (seed % ends.size()));
    return all.stream()
        .filter(scenario -> scenario.at().equals(one) || !ends.contains(scenario.at()))
        .toList();
  }

  private static boolean isRight(PlanAnswer answer, PlannedProgram said) {
    return said == null
        ? answer.lastSeen() == null || !answer.isUsing()
        : answer.accepts(said.impact().effect().label());
  }

  /** The worst program of each party that is planned for. */
  private static Map<PlanParty, PlannedProgram> planned(
      Warehouse warehouse, Configuration configuration, PlanScenario scenario) {
    Map<PlanParty, PlannedProgram> worst = new TreeMap<>();
    Plans.of(
        warehouse,
        configuration.policy(),
        Scenario.of(List.of("TLS1.0", "TLS1.1", "SSL3"), scenario.at(), null),
        scenario.asOf(),
        party -> {
          for (PlannedProgram program : party.programs()) {
            if (program.isPlannedFor()) {
              worst.merge(
                  new PlanParty(
                      party.role(),
                      party.direction(),
                      program.evidence().protocol(),
                      String.valueOf(party.party())),
                  program,
                  EffectTruthTest::worse);
            }
          }
        });
    return worst;
  }

  private static PlannedProgram worse(PlannedProgram one, PlannedProgram other) {
    Effect effect = one.impact().effect();
    return effect.or(other.impact().effect()) == effect ? one : other;
  }
}
