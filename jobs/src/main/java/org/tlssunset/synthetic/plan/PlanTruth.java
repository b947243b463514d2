package org.tlssunset.synthetic.plan;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is true of the parties of an archive when versions are switched off. */
public final class PlanTruth {

  private final List<String> places;
  private final Map<PlanParty, History> histories;

  PlanTruth(List<String> places, Map<PlanParty, History> histories) {
    this.places = places;
    this.histories = histories;
  }

  /** All that can be asked: everywhere and at each server and proxy, as of three days. */
  public List<PlanScenario> scenarios() {
    List<PlanScenario> scenarios = new ArrayList<>();
    for (LocalDate day : PlanDays.asOf()) {
      for (String place : places) {
        scenarios.add(new PlanScenario(place, day));
      }
    }
    return scenarios;
  }

  /**
   * What is true of each party that has called or was called by then.
   *
   * @param scenario as of any day, at any server or proxy
   */
  public Map<PlanParty, PlanAnswer> answers(PlanScenario scenario) {
    Map<PlanParty, PlanAnswer> answers = new TreeMap<>();
    for (History history : histories.values()) {
      history.answer(scenario).ifPresent(answer -> answers.put(history.party(), answer));
    }
    return answers;
  }

  Collection<History> histories() {
    return histories.values();
  }
}
