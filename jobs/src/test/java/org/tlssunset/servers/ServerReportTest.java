package org.tlssunset.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.tlssunset.servers.registry.Export;
import org.tlssunset.servers.registry.ExportName;
import org.tlssunset.servers.registry.Exports;
import org.tlssunset.servers.seen.SeenServers;

/** What is said of servers, in which order, and what of it is urgent. */
class ServerReportTest {

  private static final LocalDate DAY = LocalDate.of(2024, 5, 1);

  /** Two servers with nothing set, and two that the inventory alone names. */
  private static List<ServerSettings> servers() throws IOException {
    List<Export> exports = new ArrayList<>();
    for (String name : List.of("EX02", "EX01")) {
      exports.addAll(
          Exports.read(
                  new ExportName(name + ".reg", name, DAY),
                  new StringReader(
                      "Windows Registry Editor Version 5.00\n\n[%s\\Protocols]\n\n"
                          .formatted(RegistryModel.SCHANNEL)))
              .exports());
    }
    String windows = "Windows Server 2012";
    return ServerSettings.of(
        exports,
        new Inventory(
            List.of(
                new Inventory.Entry("EX01", windows, "Exchange 2016 CU23"),
                new Inventory.Entry("EX02", "Windows Server 2008 R2", "Exchange 2016 CU23"),
                new Inventory.Entry("ex00", windows, "Exchange 2016 CU8")),
            List.of()));
  }

  private static SeenServers seen(LocalDate last) {
    return new SeenServers(List.of(), new TreeMap<>(), last);
  }

  @Test
  void findingsStandByServerAndTheWorstFirst() throws IOException {
    List<Finding> findings = ServerReport.of(servers()).findings();

    assertThat(findings.stream().map(Finding::server).distinct())
        .containsExactly("ex00", "EX01", "EX02");
    for (String server : List.of("EX01", "EX02")) {
      assertThat(findings.stream().filter(each -> each.server().equals(server)))
          .extracting(Finding::severity)
          .isSorted();
    }
  }

  @Test
  void whatIsUrgentAreErrorsAndWhatKeepsAServerFromBeingReady() throws IOException {
    assertThat(
            ServerReport.of(servers()).urgent().stream()
                .map(each -> each.server() + " " + each.code().label())
                .distinct())
        .containsExactly(
            "EX01 ssl-on", "EX01 tls12-not-set", "EX02 tls12-default-off", "EX02 ssl-on");
  }

  @Test
  void readinessIsCountedByServer() throws IOException {
    ServerReport report = ServerReport.of(servers());

    assertThat(report.readiness()).containsOnlyKeys("ex00", "EX01", "EX02");
    assertThat(report.count(Readiness.NOT_READY)).isEqualTo(2);
    assertThat(report.count(Readiness.UNKNOWN)).isEqualTo(1);
    assertThat(report.count(Readiness.READY)).isZero();
  }

  @Test
  void withoutAnyLogsNoDayIsNamed() throws IOException {
    assertThat(ServerReport.of(servers()).logged()).isEmpty();
    assertThat(ServerReport.of(servers(), seen(LocalDate.EPOCH), List.of()).logged()).isEmpty();
    assertThat(ServerReport.of(servers(), seen(DAY), List.of()).logged()).contains(DAY);
  }
}
