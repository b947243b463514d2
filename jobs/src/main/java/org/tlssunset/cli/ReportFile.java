package org.tlssunset.cli;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.tlssunset.archive.TextFiles;
import org.tlssunset.config.Configuration;
import org.tlssunset.console.Progress;
import org.tlssunset.ingest.ReadSettings;
import org.tlssunset.plan.Scenario;
import org.tlssunset.report.Report;
import org.tlssunset.report.ReportPage;
import org.tlssunset.servers.FoundServers;
import org.tlssunset.servers.ServerReport;
import org.tlssunset.servers.ServerSettings;
import org.tlssunset.servers.seen.Considered;
import org.tlssunset.servers.seen.SeenServers;
import org.tlssunset.warehouse.Warehouse;

/**
 * Makes a report of a warehouse's tables.
 *
 * @param most so many parties are listed
 * @param archive paths to search for logs that are no longer at their own
 * @param isRedacted whether lines of logs hide whatever may tell of a person
 */
record ReportFile(Configuration configuration, int most, List<String> archive, boolean isRedacted) {

  /**
   * The page's bytes.
   *
   * @param asOf the last day of evidence
   */
  byte[] page(Warehouse tables, Scenario scenario, LocalDate asOf, Progress progress)
      throws Exception {
    Report report =
        progress.during(
            "planning",
            () -> Report.of(tables, configuration.policy(), scenario, asOf, most, servers(tables)));
    LoggedProofs proofs =
        new LoggedProofs(configuration, tables, report.proofFiles(), archive, isRedacted);
    return progress.during("writing the report", () -> new ReportPage(report, proofs).bytes());
  }

  /** By the exports that the configuration names; empty if it names none. */
  private Optional<ServerReport> servers(Warehouse tables) {
    if (configuration.servers().isEmpty()) {
      return Optional.empty();
    }
    ReadSettings read = configuration.ingest().read();
    List<ServerSettings> servers =
        FoundServers.read(configuration.servers(), new TextFiles(read.stores(), read.codePages()))
            .servers();
    return Optional.of(
        ServerReport.of(
            servers,
            SeenServers.of(tables).without(configuration.policy().retired()),
            Considered.of(tables)));
  }
}
