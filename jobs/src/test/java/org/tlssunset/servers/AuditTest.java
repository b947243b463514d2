package org.tlssunset.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tlssunset.servers.RegistryModel.SCHANNEL;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlssunset.Samples;
import org.tlssunset.schema.TlsVersion;
import org.tlssunset.servers.registry.Export;
import org.tlssunset.servers.registry.ExportName;
import org.tlssunset.servers.registry.Exports;
import org.tlssunset.servers.registry.RegFile;
import org.tlssunset.servers.registry.RegistryValue;
import org.tlssunset.servers.registry.ValueType;

/** What is said of servers, case by case. */
class AuditTest {

  private static final String PROTOCOLS = SCHANNEL + "\\Protocols";
  private static final RegistryValue ON = RegistryValue.dword(1);
  private static final RegistryValue OFF = RegistryValue.dword(0);

  /** All that is exported, with nothing set. */
  private static RegFile empty() {
    RegFile file = new RegFile();
    RegistryModel.ROOTS.forEach(file::key);
    return file.key(PROTOCOLS);
  }

  private static RegFile with(
      RegFile file, String version, RegistryValue enabled, RegistryValue off) {
    for (String side : List.of("Client", "Server")) {
      file.key(PROTOCOLS + "\\" + version + "\\" + side)
          .value("Enabled", enabled)
          .value("DisabledByDefault", off);
    }
    return file;
  }

  /** As the guidance wants a server of Exchange 2016. */
  private static RegFile right() {
    RegFile file = with(empty(), "TLS 1.2", ON, OFF);
    for (String net : List.of(RegistryModel.NET, RegistryModel.NET32)) {
      file.key(net + "\\v4.0.30319")
          .value("SystemDefaultTlsVersions", ON)
          .value("SchUseStrongCrypto", ON);
    }
    return file;
  }

  private static List<String> lines(RegFile file) {
    return new String(file.bytes(), StandardCharsets.UTF_16LE).substring(1).lines().toList();
  }

  private static List<Export> export(String server, LocalDate day, RegFile file) {
    try {
      return Exports.read(
              new ExportName(server + ".reg", server, day),
              new StringReader(String.join("\n", lines(file)) + "\n\n"))
          .exports();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ServerSettings server(RegFile file, String windows, String exchange) {
    return ServerSettings.of(
            export("EX01", LocalDate.of(2026, 3, 1), file),
            new Inventory(List.of(new Inventory.Entry("EX01", windows, exchange)), List.of()))
        .get(0);
  }

  private static List<String> codes(ServerSettings... servers) {
    return Audit.of(List.of(servers)).findings().stream()
        .map(finding -> finding.code().label() + " " + finding.subject())
        .toList();
  }

  @Test
  void ofAServerAsTheGuidanceWantsItOnlyOldVersionsAreRemarked() {
    assertThat(codes(server(right(), "2016", "Exchange 2016 CU23")))
        .containsExactly(
            "old-tls-on TLS 1.0 Client",
            "old-tls-on TLS 1.0 Server",
            "old-tls-on TLS 1.1 Client",
            "old-tls-on TLS 1.1 Server");
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0, 2019, enabled",
    "ffffffff, 0, 2019, enabled",
    "0, 0, 2019, disabled",
    "0, , 2019, disabled",
    "1, 1, 2019, on-request-only",
    "1, , 2019, half-configured",
    ", 0, 2019, half-configured",
    ", , 2019, default-on",
    ", , 2008R2, default-off",
    ", , 2008, never-there",
    ", , , unknown",
    "1, 0, , enabled",
    "1, 0, 2008, enabled"
  })
  void theStateOfAVersionFollowsFromItsValuesAndWindows(
      String enabled, String off, String windows, String expected) {
    RegFile file = empty().key(PROTOCOLS + "\\TLS 1.2\\Server");
    if (enabled != null) {
      file.value("Enabled", RegistryValue.dword(Integer.parseUnsignedInt(enabled, 16)));
    }
    if (off != null) {
      file.value("DisabledByDefault", RegistryValue.dword(Integer.parseInt(off)));
    }
    ServerSettings server = server(file, windows == null ? "" : windows, "");

    assertThat(server.protocol(TlsVersion.TLS1_2, Side.SERVER).setting().label())
        .isEqualTo(expected);
  }

  /** Windows' own defaults, as they are gathered in the project's notes on formats. */
  @ParameterizedTest
  @CsvSource({
    "2008, ON, ON, NONE, NONE, NONE",
    "2008R2, ON, ON, OFF, OFF, NONE",
    "2012, ON, ON, ON, ON, NONE",
    "2012R2, ON, ON, ON, ON, NONE",
    "2016, OFF, ON, ON, ON, NONE",
    "2019, OFF, ON, ON, ON, NONE",
    "2022, OFF, ON, ON, ON, ON",
    "2025, OFF, OFF, OFF, ON, ON"
  })
  void whereTheRegistryIsSilentWindowsDecides(
      String windows, String ssl3, String tls10, String tls11, String tls12, String tls13) {
    WindowsVersion version = WindowsVersion.ofText(windows).orElseThrow();
    List<TlsVersion> versions = ServerSettings.VERSIONS.subList(1, 6);

    for (Side side : Side.values()) {
      assertThat(versions.stream().map(each -> version.byDefault(each, side).name()))
          .containsExactly(ssl3, tls10, tls11, tls12, tls13);
    }
  }

  @Test
  void tls12HasToBeEnabledInSoManyWords() {
    assertThat(codes(server(empty(), "2019", "Exchange 2019 CU14")))
        .contains(
            "tls12-not-set TLS 1.2 Client",
            "dotnet-own-protocols .NET 4.x 64-bit",
            "dotnet-own-protocols .NET 4.x 32-bit",
            "dotnet-weak-crypto .NET 4.x 32-bit")
        .doesNotContain("dotnet-own-protocols .NET 3.5 64-bit");
    assertThat(codes(server(empty(), "2008R2", "Exchange 2010")))
        .contains(
            "tls12-default-off TLS 1.2 Server",
            "dotnet-own-protocols .NET 3.5 64-bit",
            "pop-imap-keep-old-tls POP and IMAP",
            "ssl-on SSL 3.0 Server",
            "ssl-on SSL 2.0 Server")
        .doesNotContain("ssl-on SSL 2.0 Client");
    assertThat(codes(server(empty(), "2008", "Exchange 2010")))
        .contains("tls12-missing TLS 1.2 Client");
    assertThat(codes(server(right(), "2008", "Exchange 2013 CU23")))
        .contains("tls12-needs-update TLS 1.2 Client");
    assertThat(codes(server(with(empty(), "TLS 1.2", ON, ON), "2019", "")))
        .contains("tls12-on-request TLS 1.2 Client", "unknown-exchange Exchange");
    assertThat(codes(server(with(empty(), "TLS 1.2", OFF, OFF), "2019", "")))
        .contains("tls12-disabled TLS 1.2 Server");
  }

  @Test
  void aValueOfAnotherTypeCountsForNothingAndIsTold() {
    RegFile file = with(empty(), "TLS 1.2", new RegistryValue(ValueType.SZ, "1"), OFF);

    assertThat(codes(server(file, "2019", "Exchange 2019 CU14")))
        .contains("wrong-type TLS 1.2 Client", "tls12-half-configured TLS 1.2 Client");
  }

  @Test
  void sidesThatDifferAreTold() {
    RegFile file =
        right()
            .key(PROTOCOLS + "\\TLS 1.0\\Server")
            .value("Enabled", OFF)
            .value("DisabledByDefault", ON);

    assertThat(codes(server(file, "2019", "Exchange 2019 CU14")))
        .contains("sides-differ TLS 1.0", "old-tls-on TLS 1.0 Client")
        .doesNotContain("old-tls-on TLS 1.0 Server");
  }

  @ParameterizedTest
  @CsvSource({
    "2022, Exchange 2019 CU14, on, tls13-unsupported",
    "2022, Exchange 2019 CU14, '', tls13-unsupported",
    "2022, Exchange 2019 CU15, on, ",
    "2022, Exchange 2019 CU15, off, tls13-off",
    "2025, Exchange SE, '', ",
    "2019, Exchange 2019 CU15, on, tls13-unsupported",
    "2019, Exchange 2019 CU15, '', ",
    "2022, Exchange 2019, on, "
  })
  void tls13IsSupportedByNewServersAlone(
      String windows, String exchange, String set, String expected) {
    RegFile file = right();
    if (!set.isEmpty()) {
      with(file, "TLS 1.3", set.equals("on") ? ON : OFF, set.equals("on") ? OFF : ON);
    }
    Stream<String> found =
        codes(server(file, windows, exchange)).stream().filter(code -> code.startsWith("tls13"));

    if (expected == null) {
      assertThat(found).isEmpty();
    } else {
      assertThat(found).containsExactly(expected + " TLS 1.3 Client", expected + " TLS 1.3 Server");
    }
  }

  @Test
  void algorithmsSuitesAndRenegotiationAreLookedAt() {
    RegFile file =
        right()
            .key(SCHANNEL)
            .value("AllowInsecureRenegoServers", ON)
            .key(SCHANNEL + "\\Ciphers\\RC4 128/128")
            .value("Enabled", RegistryValue.dword(-1))
            .key(SCHANNEL + "\\Ciphers\\AES 128/128")
            .value("Enabled", OFF)
            .key(RegistryModel.POLICY + "\\00010002")
            .value(
                "Functions",
                new RegistryValue(
                    ValueType.SZ, "TLS_RSA_WITH_3DES_EDE_CBC_SHA,TLS_RSA_WITH_AES_128_GCM_SHA256"))
            .key(RegistryModel.LOCAL + "\\00010002")
            .value("Functions", RegistryValue.texts(List.of("TLS_RSA_WITH_AES_128_GCM_SHA256")));

    assertThat(codes(server(file, "2016", "Exchange 2016 CU23")))
        .contains(
            "insecure-renegotiation renegotiation Client",
            "weak-algorithm-on Ciphers RC4 128/128",
            "needed-algorithm-off Ciphers AES 128/128",
            "policy-hides-cipher-order cipher suites",
            "weak-suites-first cipher suites");
  }

  @Test
  void whatIsNotExportedIsUnknownAndNotAsWindowsHasIt() {
    RegFile file = new RegFile().key(PROTOCOLS + "\\TLS 1.2");
    ServerSettings server = server(file, "2019", "Exchange 2019 CU14");

    assertThat(codes(server))
        .contains(
            "not-in-export TLS 1.0", "not-in-export .NET 4.x", "tls12-not-set TLS 1.2 Client");
    assertThat(Readiness.of(server)).isEqualTo(Readiness.NOT_READY);
    assertThat(
            Readiness.of(server(with(new RegFile(), "TLS 1.2", ON, OFF), "2019", "Exchange 2019")))
        .isEqualTo(Readiness.UNKNOWN);
  }

  @Test
  void versionsThatAreTooOldOrDisagreeAreTold() {
    assertThat(codes(server(right(), "Windows 95", "Exchange 2016 CU6")))
        .contains("unknown-windows Windows", "exchange-too-old Exchange");
    assertThat(codes(server(right(), "2016", "Exchange 2013 CU19")))
        .contains("exchange-keeps-old-tls Exchange");
    List<Export> exports =
        export(
            "EX01",
            LocalDate.of(2026, 3, 1),
            right()
                .key("HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion")
                .value("ProductName", new RegistryValue(ValueType.SZ, "Windows Server 2019")));
    ServerSettings server =
        ServerSettings.of(
                exports, new Inventory(List.of(new Inventory.Entry("EX01", "2016", "")), List.of()))
            .get(0);
    assertThat(server.windows()).isEqualTo(WindowsVersion.WS2019);
    assertThat(codes(server)).contains("versions-disagree Windows");
  }

  @Test
  void serversThatDifferAreNamed() {
    LocalDate day = LocalDate.of(2026, 3, 1);
    List<Export> exports = new ArrayList<>(export("EX01", day, right()));
    exports.addAll(export("EX02", day, right()));
    exports.addAll(export("EX03", day, with(right(), "TLS 1.0", OFF, ON)));
    List<ServerSettings> servers =
        ServerSettings.of(
            exports,
            new Inventory(
                List.of(
                    new Inventory.Entry("EX02", "2019", "Exchange 2019"),
                    new Inventory.Entry("EX09", "2019", "Exchange 2019")),
                List.of()));

    Audit audit = Audit.of(servers);

    assertThat(audit.findings())
        .filteredOn(finding -> finding.code() == FindingCode.SERVERS_DIFFER)
        .extracting(Finding::subject, Finding::what)
        .contains(
            org.assertj.core.groups.Tuple.tuple(
                "TLS 1.0 Client",
                "EX03: Enabled=0x0, DisabledByDefault=0x1; EX01, EX02: Enabled=absent, DisabledByDefault=absent"))
        .hasSize(2);
    assertThat(codes(servers.get(3))).contains("no-export exports");
    assertThat(audit.readiness())
        .isEqualTo(
            Map.of(
                "EX01", Readiness.UNKNOWN,
                "EX02", Readiness.READY,
                "EX03", Readiness.UNKNOWN,
                "EX09", Readiness.UNKNOWN));
  }

  @Test
  void theLatestExportThatTellsCounts() {
    List<Export> exports = new ArrayList<>();
    exports.addAll(
        export("EX01", LocalDate.of(2026, 3, 1), with(new RegFile(), "TLS 1.2", OFF, ON)));
    exports.addAll(export("ex01.corp.local", LocalDate.of(2026, 1, 1), right()));
    ServerSettings server = ServerSettings.of(exports, Inventory.NONE).get(0);

    assertThat(server.protocol(TlsVersion.TLS1_2, Side.CLIENT).setting())
        .isEqualTo(ProtocolSetting.DISABLED);
    assertThat(Flag.of(server.systemDefault(DotNet.V4, Hive.NATIVE))).isEqualTo(Flag.ON);
  }

  @Test
  void filesAreGivenWhereTheyAreNeededAlone() {
    assertThat(names(Remedy.of(server(right(), "2016", "Exchange 2016 CU23")))).isEmpty();
    assertThat(names(Remedy.of(server(right(), "2016", ""))))
        .containsExactly("NET35-UseSchannelDefaults.reg");
    assertThat(names(Remedy.of(server(empty(), "2016", "Exchange 2010"))))
        .containsExactly("TLS12-Enable.reg", "NET35-UseSchannelDefaults.reg");
    assertThat(names(Remedy.of(server(empty(), "2016", "Exchange 2016"))))
        .containsExactly("TLS12-Enable.reg", "NET4X-UseSchannelDefaults.reg");
  }

  private static List<String> names(List<RemedyFile> files) {
    return files.stream().map(RemedyFile::name).toList();
  }

  @Test
  void oldVersionsAreSwitchedOffWithAWayBack() {
    RegFile file =
        right()
            .key(PROTOCOLS + "\\TLS 1.0\\Client")
            .value("Enabled", ON)
            .value("Other", new RegistryValue(ValueType.SZ, "kept"));
    Retirement retirement =
        Retirement.of(
            server(file, "2016", "Exchange 2016 CU23"),
            List.of(TlsVersion.TLS1_0, TlsVersion.TLS1_1));

    assertThat(names(retirement.files()))
        .containsExactly(
            "TLS10-Disable.reg", "TLS10-Undo.reg", "TLS11-Disable.reg", "TLS11-Undo.reg");
    assertThat(lines(retirement.files().get(1).content()))
        .containsExactly(
            "Windows Registry Editor Version 5.00",
            "[" + PROTOCOLS + "\\TLS 1.0\\Client]",
            "\"DisabledByDefault\"=-",
            "\"Enabled\"=dword:00000001",
            "[-" + PROTOCOLS + "\\TLS 1.0\\Server]");
    assertThat(lines(retirement.files().get(3).content()))
        .endsWith("[-" + PROTOCOLS + "\\TLS 1.1]");
  }

  @Test
  void oldVersionsStayWhereNothingElseWouldWork() {
    List<TlsVersion> versions = List.of(TlsVersion.TLS1_0);

    assertThat(Retirement.of(server(empty(), "2016", "Exchange 2016 CU23"), versions).refused())
        .containsExactly(
            "EX01 is not ready for TLS 1.2: no old version is switched off before it is.");
    assertThat(Retirement.of(server(right(), "2016", "Exchange 2016 CU8"), versions).refused())
        .containsExactly(
            "EX01 needs Exchange 2016 CU9 at least before old versions are switched off.");
    RegFile partly =
        with(new RegFile(), "TLS 1.2", ON, OFF)
            .key(RegistryModel.NET + "\\v4.0.30319")
            .value("SystemDefaultTlsVersions", ON)
            .key(RegistryModel.NET32 + "\\v4.0.30319")
            .value("SystemDefaultTlsVersions", ON);
    Retirement retirement = Retirement.of(server(partly, "2016", "Exchange 2016 CU23"), versions);
    assertThat(retirement.files()).isEmpty();
    assertThat(retirement.refused()).hasSize(1);
    assertThat(retirement.refused().get(0)).startsWith("TLS 1.0 of EX01 is not in the exports");
  }

  @Test
  void theFilesAreTheGuidancesOwn() throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.list(Samples.guidance())) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        lines.addAll(Files.readAllLines(file, StandardCharsets.UTF_8));
      }
    }
    List<List<String>> theirs = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith("Windows Registry Editor")) {
        int end = i + 1;
        while (lines.get(end).startsWith("[") || lines.get(end).startsWith("\"")) {
          end++;
        }
        theirs.add(lines.subList(i, end));
      }
    }

    List<RemedyFile> ours = Remedy.of(server(empty(), "2016", ""));

    assertThat(names(ours))
        .containsExactly(
            "TLS12-Enable.reg", "NET35-UseSchannelDefaults.reg", "NET4X-UseSchannelDefaults.reg");
    assertThat(ours.stream().map(file -> lines(file.content()))).isEqualTo(theirs);
    assertThat(new String(ours.get(0).content().bytes(), StandardCharsets.UTF_16LE))
        .isEqualTo("\uFEFF" + String.join("\r\n", theirs.get(0)) + "\r\n");
  }

  @Test
  void everyFindingSaysWhatWhyAndWhatToDo() {
    List<ServerSettings> servers =
        List.of(
            server(empty(), "2008", "Exchange 2010"),
            server(right(), "2022", "Exchange 2019 CU12"),
            server(with(empty(), "TLS 1.2", new RegistryValue(ValueType.SZ, "1"), ON), "", ""));
    for (Finding finding : Audit.of(servers).findings()) {
      assertThat(finding.what() + finding.why() + finding.cure() + finding.source())
          .doesNotContain("%s", "null");
    }
    assertThat(Stream.of(FindingCode.values()).map(FindingCode::label).distinct())
        .hasSize(FindingCode.values().length);
  }
}
