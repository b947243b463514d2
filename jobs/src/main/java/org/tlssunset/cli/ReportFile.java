package org.tlssunset.cli;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;
import org.tlssunset.archive.TextFiles;
import org.tlssunset.config.Configuration;
import org.tlssunset.console.Progress;
import org.tlssunset.ingest.ReadSettings;
import org.tlssunset.plan.Scenario;
import org.tlssunset.report.Report;
import org.tlssunset.report.ReportPage;
import org.tlssunset.schema.Table;
import org.tlssunset.schema.Tables;
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

  /** What a page is made of: while that stays the same, so does the page. */
  private static final List<Table> READ =
      List.of(
          Tables.USAGE_DAILY,
          Tables.CLIENT_PROTOCOL_DAILY,
          Tables.SERVER_CAPABILITY,
          Tables.COVERAGE_DAILY,
          Tables.CLIENT_STATUS,
          Tables.CHANGES,
          Tables.HOST_NAMES,
          Tables.SERVER_TLS_SETTINGS);

  /** A checksum of all that a page is made of: the state of tables, settings and this program. */
  String basis(Warehouse tables, Scenario scenario, LocalDate asOf) {
    String all =
        String.join(
            "\n",
            READ.stream().map(table -> table.name() + " " + tables.revision(table)).toList()
                + " "
                + asOf,
            scenario.toString(),
            configuration.policy().toString(),
            configuration.servers().toString(),
            most + " " + isRedacted + " " + ReportPage.form());
    return DigestUtils.sha256Hex(all);
  }

  /**
   * The page's bytes.
   *
   * @param asOf the last day of evidence
   * @param basis of the same
   */
  byte[] page(Warehouse tables, Scenario scenario, LocalDate asOf, String basis, Progress progress)
      throws Exception {
    Report report =
        progress.during(
            "planning",
            () -> Report.of(tables, configuration.policy(), scenario, asOf, most, servers(tables)));
    LoggedProofs proofs =
        new LoggedProofs(configuration, tables, report.proofFiles(), archive, isRedacted);
    return progress.during(
        "writing the report", () -> new ReportPage(report, proofs, basis).bytes());
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
