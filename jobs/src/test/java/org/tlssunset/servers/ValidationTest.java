package org.tlssunset.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tlssunset.servers.registry.Export;
import org.tlssunset.servers.registry.ExportName;
import org.tlssunset.servers.registry.Exports;
import org.tlssunset.servers.seen.SeenServers;
import org.tlssunset.servers.seen.SeenVersion;

/** What exports say, held against what logs show. */
class ValidationTest {

  private static final int LAST = 20;

  private final List<Export> exports = new ArrayList<>();
  private final List<Inventory.Entry> inventory = new ArrayList<>();
  private final List<SeenVersion> versions = new ArrayList<>();
  private final TreeMap<String, TreeMap<String, LocalDate>> traffic =
      new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  private static LocalDate day(int day) {
    return LocalDate.of(2024, 5, day);
  }

  /** One whose TLS 1.0 and 1.2 are set on both sides. */
  private void export(String server, int day, boolean isTls10) throws IOException {
    StringBuilder text = new StringBuilder("Windows Registry Editor Version 5.00\n\n");
    for (String version : List.of("TLS 1.0", "TLS 1.2")) {
      for (Side side : Side.values()) {
        boolean isOn = isTls10 || version.equals("TLS 1.2");
        text.append(
                "[%s\\Protocols\\%s\\%s]\n"
                    .formatted(RegistryModel.SCHANNEL, version, side.label()))
            .append("\"Enabled\"=dword:%d\n".formatted(isOn ? 1 : 0))
            .append("\"DisabledByDefault\"=dword:%d\n\n".formatted(isOn ? 0 : 1));
      }
    }
    exports.addAll(
        Exports.read(
                new ExportName(server + ".reg", server, day(day)),
                new StringReader(text.toString()))
            .exports());
  }

  private void listed(String server, String windows, String exchange) {
    inventory.add(new Inventory.Entry(server, windows, exchange));
  }

  private void seen(String server, String direction, String family, String version, int last) {
    traffic
        .computeIfAbsent(server, any -> new TreeMap<>())
        .merge(direction, day(last), (one, other) -> one.isAfter(other) ? one : other);
    add(server, null, direction, family, version, last);
  }

  private void add(
      String server,
      @Nullable String proxy,
      String direction,
      String family,
      String version,
      int last) {
    versions.add(
        new SeenVersion(
            server, proxy, direction, family, version, day(1), day(last), "a.log", last));
  }

  private List<Finding> findings() {
    return Validation.of(
        ServerSettings.of(exports, new Inventory(inventory, List.of())),
        new SeenServers(versions, traffic, day(LAST)));
  }

  private List<String> told() {
    return findings().stream()
        .map(each -> "%s %s %s".formatted(each.server(), each.code().label(), each.subject()))
        .toList();
  }

  /** TLS 1.2 in both directions: what the guidance wants to be seen. */
  private void modern(String server) {
    seen(server, "inbound", "http", "TLS 1.2", LAST);
    seen(server, "outbound", "smtp", "TLS 1.3", LAST);
  }

  @Test
  void aServerThatDoesWhatItIsSetToIsFine() throws IOException {
    export("EX01", 10, false);
    modern("ex01.corp.local");
    seen("ex01.corp.local", "inbound", "http", "TLS 1.0", 10);

    assertThat(findings()).isEmpty();
  }

  @Test
  void whatIsOffIsNotSeenAfterTheExportsDay() throws IOException {
    export("ex01.corp.local", 10, false);
    modern("EX01");
    seen("EX01", "inbound", "smtp", "TLS 1.0", 9);
    seen("EX01", "inbound", "http", "TLS 1.0", 11);
    seen("EX01", "outbound", "smtp", "TLS 1.0", 10);

    assertThat(told()).containsExactly("ex01.corp.local off-and-still-seen TLS 1.0 Server");
    assertThat(findings().get(0).what())
        .isEqualTo(
            "Enabled=0x0, DisabledByDefault=0x1 by the export of 2024-05-10; logs show it negotiated"
                + " over http until 2024-05-11 (a.log:11)");
  }

  @Test
  void severalFamiliesAreOneFindingWithTheLatestProof() throws IOException {
    export("EX01", 10, false);
    modern("EX01");
    seen("EX01", "outbound", "smtp", "TLS 1.0", 12);
    seen("EX01", "inbound", "smtp", "TLS 1.0", 13);
    seen("EX01", "inbound", "http", "TLS 1.0", 12);

    assertThat(findings())
        .extracting(Finding::subject)
        .containsExactly("TLS 1.0 Client", "TLS 1.0 Server");
    assertThat(findings().get(1).what()).endsWith("over smtp, http until 2024-05-13 (a.log:13)");
  }

  @Test
  void dailyExportsAreHeldAgainstTheLogsOfTheNextDay() throws IOException {
    for (int day = 10; day <= LAST; day++) {
      export("EX01", day, false);
    }
    modern("EX01");
    seen("EX01", "inbound", "http", "TLS 1.0", LAST);

    assertThat(told()).containsExactly("EX01 off-and-still-seen TLS 1.0 Server");
    assertThat(findings().get(0).what()).contains("by the export of 2024-05-19");
  }

  @Test
  void whatWasOnUntilTheLastExportIsNoContradiction() throws IOException {
    export("EX01", 10, false);
    export("EX01", 12, true);
    export("EX01", LAST, false);
    modern("EX01");
    seen("EX01", "inbound", "http", "TLS 1.0", LAST);

    assertThat(findings()).isEmpty();
  }

  @Test
  void anExportThatNoLogsFollowProvesNothing() throws IOException {
    export("EX01", 10, false);
    export("EX01", 15, false);
    seen("EX01", "inbound", "http", "TLS 1.2", 14);
    seen("EX01", "inbound", "http", "TLS 1.0", 12);

    assertThat(told())
        .as("its logs end before the second, those of others do not")
        .contains("EX01 off-and-still-seen TLS 1.0 Server");
  }

  @Test
  void anExportAfterARestartClosesTheMatter() throws IOException {
    export("EX01", 10, false);
    export("EX01", 15, false);
    modern("EX01");
    seen("EX01", "inbound", "http", "TLS 1.0", 14);

    assertThat(findings()).isEmpty();
  }

  @Test
  void tls12IsToBeSeenInEachDirection() throws IOException {
    export("EX01", 10, true);
    seen("EX01", "inbound", "http", "TLS 1.0", LAST);
    export("EX02", 10, true);
    seen("EX02", "outbound", "smtp", "TLS 1.1", LAST);
    seen("EX02", "inbound", "smtp", "TLS 1.2", 2);

    assertThat(told())
        .containsExactlyInAnyOrder(
            "EX01 no-logs-of-direction TLS 1.2 Client",
            "EX01 tls12-never-seen TLS 1.2 Server",
            "EX02 tls12-never-seen TLS 1.2 Client");
  }

  @Test
  void exportsAndLogsAreMissedOnBothSides() throws IOException {
    export("EX01", 10, true);
    listed("EX03", "", "");
    modern("EX02");
    modern("EX03");

    assertThat(told())
        .containsExactly(
            "EX01 export-without-logs logs",
            "EX02 logs-without-export export",
            "EX03 logs-without-export export");
  }

  @Test
  void aProxyKeepsWhatServersHaveOff() throws IOException {
    export("EX01", 10, false);
    export("EX02", 10, false);
    export("EX03", 10, true);
    List.of("EX01", "EX02", "EX03").forEach(this::modern);
    add("", "KEMP-1", "inbound", "http", "TLS 1.0", 12);
    add("", "KEMP-1", "inbound", "http", "TLS 1.2", LAST);
    add("", "KEMP-2", "inbound", "http", "TLS 1.0", 10);

    assertThat(told()).containsExactly(" off-and-seen-at-proxy TLS 1.0 over http");
    assertThat(findings().get(0).what())
        .isEqualTo(
            "off at EX01 and 1 more; the proxy KEMP-1 negotiated it until 2024-05-12 (a.log:12)");
  }

  @Test
  void popAndImapOfOldExchangeDoNotFollow() throws IOException {
    export("EX10", 10, false);
    export("EX16", 10, false);
    listed("EX10", "", "Exchange 2010");
    listed("EX16", "", "Exchange 2016 CU23");
    for (String server : List.of("EX10", "EX16")) {
      modern(server);
      seen(server, "inbound", "imap4", "TLS 1.0", 12);
    }

    assertThat(told())
        .containsExactly(
            "EX10 off-and-seen-in-pop-imap TLS 1.0 Server",
            "EX16 off-and-still-seen TLS 1.0 Server");
  }

  @Test
  void whatWindowsHasOffByItselfAndLogsShowSpeaksAgainstTheInventory() throws IOException {
    exports.addAll(
        Exports.read(
                new ExportName("EX01.reg", "EX01", day(10)),
                new StringReader(
                    "Windows Registry Editor Version 5.00\n\n[%s\\Protocols]\n\n"
                        .formatted(RegistryModel.SCHANNEL)))
            .exports());
    listed("EX01", "Windows Server 2025", "Exchange SE");
    modern("EX01");
    seen("EX01", "inbound", "http", "TLS 1.0", 12);

    assertThat(told()).containsExactly("EX01 off-by-default-and-seen TLS 1.0 Server");
  }
}
