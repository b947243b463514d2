package org.tlssunset.plan;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.catalyst.InternalRow;
import org.tlssunset.days.DerivedWhole;
import org.tlssunset.party.AddressRow;
import org.tlssunset.party.tables.Addresses;
import org.tlssunset.rollup.Evidence;
import org.tlssunset.rollup.Groups;
import org.tlssunset.rollup.Identity;
import org.tlssunset.rollup.PartyEvidence;
import org.tlssunset.schema.Table;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.Warehouse;
import org.tlssunset.warehouse.delta.Transaction;

/**
 * {@code client_status}, with {@code changes} against the run before, as of the last day of
 * evidence, and what becomes of whom under the plan that is configured: {@code plan_clients} and
 * {@code plan_summary}, empty if there is none.
 */
public final class Statuses implements DerivedWhole {

  /** Raised with every change of what is made of the evidence. */
  private static final String BASIS = "4";

  /** Nothing is switched off: statuses alone are asked for. */
  private static final Scenario NOTHING =
      new Scenario(Set.of(), null, Scenario.Ends.SERVERS, Set.of(), null, null);

  private final Identity identity;
  private final Policy policy;
  private final Optional<Scenario> plan;
  private final int most;

  /**
   * @param identity what is kept of who signed in
   * @param plan empty if nothing is planned
   */
  public Statuses(Identity identity, Policy policy, Optional<Scenario> plan) {
    this(identity, policy, plan, Evidence.MOST_ON_DRIVER);
  }

  /**
   * @param most parties that are brought to the driver
   */
  Statuses(Identity identity, Policy policy, Optional<Scenario> plan, int most) {
    this.identity = identity;
    this.policy = policy;
    this.plan = plan;
    this.most = most;
  }

  /** The statuses last: a run that was killed before compares with the same once more. */
  @Override
  public List<Table> tables() {
    return List.of(Tables.CHANGES, Tables.PLAN_CLIENTS, Tables.PLAN_SUMMARY, Tables.CLIENT_STATUS);
  }

  @Override
  public List<Table> compared() {
    return List.of(Tables.CHANGES, Tables.CLIENT_STATUS);
  }

  @Override
  public List<Table> inputs() {
    return List.of(
        Tables.USAGE_DAILY,
        Tables.USAGE_MONTHLY,
        Tables.USAGE_EARLIER,
        Tables.SERVER_CAPABILITY,
        Tables.COVERAGE_DAILY);
  }

  @Override
  public String basis(Warehouse warehouse) {
    String addresses =
        Addresses.of(warehouse).stream()
            .map(AddressRow::of)
            .map(AddressRow::toString)
            .collect(Collectors.joining("\n"));
    // The days of the inputs tell the last day; one that was to come and is there now does not.
    return String.join("\n", BASIS, policy.toString(), plan.toString(), day(warehouse), addresses);
  }

  private static String day(Warehouse warehouse) {
    return String.valueOf(Plans.lastDay(warehouse));
  }

  @Override
  public void count(Warehouse warehouse, List<Transaction> commits) {
    LocalDate asOf = Plans.lastDay(warehouse);
    if (asOf == null) {
      return;
    }
    int day = (int) asOf.toEpochDay();
    Plans.Judged judged = Plans.judged(warehouse, policy, plan.orElse(NOTHING), asOf, most);
    Judge judge = judged.judge();
    Changes changes = Changes.since(warehouse, "names " + identity.words());
    List<OldParty> old = new ArrayList<>();
    judged
        .evidence()
        .each(some -> judge.each(some, party -> OldParty.of(party).stream()), old::add);
    changes.add(warehouse, commits.get(0), old, asOf);
    if (plan.isPresent() && Plans.isKnown(warehouse, plan.get())) {
      judged.evidence().into(commits.get(1), rows(judge, Tables.PLAN_CLIENTS, day));
      commits.get(2).add(SummaryRow.all(judged.summary(), plan.get(), day));
    }
    judged.evidence().into(commits.get(3), rows(judge, Tables.CLIENT_STATUS, day));
  }

  private static Groups.Step<PartyEvidence, InternalRow> rows(Judge judge, Table table, int day) {
    boolean isPlan = table.equals(Tables.PLAN_CLIENTS);
    int[] places = StatusRow.places(table);
    return some ->
        judge.each(
            some,
            party ->
                party.programs().stream()
                    .filter(program -> !isPlan || program.isPlannedFor())
                    .map(program -> StatusRow.of(party, program, day).stored(places)));
  }
}
