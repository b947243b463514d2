package org.tlssunset.report;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tlssunset.party.HostNames;
import org.tlssunset.party.tables.NamedHosts;
import org.tlssunset.plan.BurnDown;
import org.tlssunset.plan.FoundChanges;
import org.tlssunset.plan.Overview;
import org.tlssunset.plan.Plan;
import org.tlssunset.plan.Policy;
import org.tlssunset.plan.Scenario;
import org.tlssunset.servers.ServerReport;
import org.tlssunset.warehouse.Warehouse;

/**
 * What a report tells.
 *
 * @param changes of the last seven days of evidence
 * @param servers empty if nothing is known of how they are set
 * @param clients the worst, in that order
 */
public record Report(
    Overview overview,
    BurnDown burnDown,
    WeeklyVersions versions,
    FoundChanges changes,
    Optional<ServerReport> servers,
    List<ListedClient> clients) {

  /** So many parties are listed unless somebody says otherwise. */
  public static final int MOST_CLIENTS = 10_000;

  /** Of so many, the worst, the line of the log is read. */
  private static final int PROVEN = 100;

  private static final int WEEKS = 26;

  private static final int CHANGE_DAYS = 7;

  /**
   * Gathers it.
   *
   * @param asOf the last day of evidence
   * @param most so many parties are listed
   * @param servers empty if nothing is known of how they are set
   */
  public static Report of(
      Warehouse tables,
      Policy policy,
      Scenario scenario,
      LocalDate asOf,
      int most,
      Optional<ServerReport> servers) {
    Overview overview = Overview.of(tables, policy, scenario, asOf, most);
    HostNames names = NamedHosts.of(tables);
    return new Report(
        overview,
        BurnDown.of(tables, policy, asOf, WEEKS),
        WeeklyVersions.of(tables, asOf, WEEKS),
        FoundChanges.of(tables, asOf.minusDays(CHANGE_DAYS - 1L)),
        servers,
        overview.parties().stream().map(party -> ListedClient.of(party, names)).toList());
  }

  Plan plan() {
    return overview.plan();
  }

  /** The parties whose lines are read, as far as they are listed. */
  List<ListedClient> proven() {
    return clients.subList(0, Math.min(PROVEN, clients.size()));
  }

  /** The logs that hold these lines, as the tables name them. */
  public Set<String> proofFiles() {
    Set<String> files = new HashSet<>();
    proven()
        .forEach(
            client ->
                client
                    .listed()
                    .party()
                    .programs()
                    .forEach(program -> files.add(program.known().file())));
    return files;
  }
}
