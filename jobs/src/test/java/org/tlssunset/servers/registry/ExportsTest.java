package org.tlssunset.servers.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tlssunset.Samples;
import org.tlssunset.archive.CodePages;
import org.tlssunset.archive.Stores;
import org.tlssunset.archive.TextFiles;

class ExportsTest {

  private static final String PROTOCOLS =
      "HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols";

  private static final String CLIENT = PROTOCOLS + "\\TLS 1.2\\Client";

  private static final String NET =
      "HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\.NETFramework\\v4.0.30319";

  @TempDir private Path folder;

  private static FoundExports read(String text) {
    try {
      return Exports.read(
          new ExportName("EX01.txt", "EX01", LocalDate.of(2026, 3, 1)), new StringReader(text));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Registry only(String text) {
    FoundExports found = read(text);
    assertThat(found.unread()).isEmpty();
    assertThat(found.exports()).hasSize(1);
    return found.exports().get(0).registry();
  }

  private static FoundExports files(Path... paths) {
    return Exports.read(
        List.of(paths).stream().map(Path::toString).toList(),
        new TextFiles(Stores.DEFAULT, CodePages.NONE));
  }

  @ParameterizedTest
  @CsvSource({
    "EX01.reg, EX01, 2026-05-04",
    "EX01_2026-03-01.reg, EX01, 2026-03-01",
    "/data/EX01/tls.reg, EX01, 2026-05-04",
    "/data/2026-03-01/MAIL-EX-2.txt, MAIL-EX-2, 2026-03-01",
    "C:\\temp\\ex02.corp.local\\schannel_net.csv, ex02.corp.local, 2026-05-04",
    "HealthChecker-EX01-20260301.xml, EX01, 2026-03-01",
    "HealthChecker-EX01-20260301104455.xml, EX01, 2026-03-01",
    "all.zip!/EX03/registry-export.reg, EX03, 2026-05-04",
    "EX20131.reg, EX20131, 2026-05-04",
    "tls-EX01.reg.gz, EX01, 2026-05-04",
    "TLSGW.reg, TLSGW, 2026-05-04",
    "EX01/2026-03-01/schannel protocols.reg, EX01, 2026-03-01",
    "NET-MAIL-OLD-1.reg, MAIL-OLD-1, 2026-05-04",
    "EX01_schannel_2026-03-01.reg, EX01, 2026-03-01",
    "/data/exports/EX01_net32_2026-03-01.reg, EX01, 2026-03-01",
    "EX01_wow6432node.reg, EX01, 2026-05-04",
    "EX02/exports/net64.reg, EX02, 2026-05-04",
    "tls.reg, tls, 2026-05-04"
  })
  void pathsNameServersAndDays(String path, String server, LocalDate day) {
    assertThat(ExportName.of(path, Instant.parse("2026-05-04T23:30:00Z")))
        .isEqualTo(new ExportName(path, server, day));
  }

  /** What lies above the folder that was asked for says nothing of the files in it. */
  @ParameterizedTest
  @CsvSource({
    "/home/samples/registry/reg-query.txt, /home/samples/registry, reg-query",
    "/home/samples/registry/reg-query.txt, /home/samples/registry/, reg-query",
    "/home/samples/registry/reg-query.txt, /home/samples/registry/*.txt, reg-query",
    "/home/samples/registry/reg-query.txt, /home/samples/registry/reg-query.txt, samples",
    "/data/EX01/tls.reg, /data/EX01, EX01",
    "/data/EX01/exports/tls.reg, /data, EX01",
    "/data/EX01/exports/tls.reg, /data/*/exports/*.reg, EX01",
    "tls.reg, tls.*, tls"
  })
  void onlyFoldersThatWereAskedForNameServers(String path, String asked, String server) {
    assertThat(ExportName.of(path, asked, Instant.EPOCH).server()).isEqualTo(server);
  }

  @Test
  void aQueryTellsOfAKeyWithValuesAndAllBelow() {
    Registry registry =
        only(
            """

            HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL
                (Standard)    REG_SZ    (Wert nicht festgelegt)
                EventLogging    REG_DWORD    0x1
                name with blanks    REG_MULTI_SZ    a\\0b

            %s
                Enabled    REG_DWORD    0xffffffff

            Ende der Suche: 3 Übereinstimmung(en) gefunden.
            """
                .formatted(CLIENT));

    String schannel = PROTOCOLS.replace("\\Protocols", "");
    assertThat(registry.look(CLIENT, "enabled").shown()).isEqualTo("0xffffffff");
    assertThat(registry.look(CLIENT, "DisabledByDefault").isAbsent()).isTrue();
    assertThat(registry.key(PROTOCOLS + "\\TLS 1.0")).isEqualTo(Known.ABSENT);
    assertThat(registry.look(schannel, "name with blanks").shown()).isEqualTo("REG_MULTI_SZ a b");
    assertThat(registry.look(schannel, "").shown()).startsWith("REG_SZ");
  }

  @Test
  void ofKeysThatAQueryOnlyNamesNothingIsKnown() {
    Registry registry =
        only(
            """
            HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL
                EventLogging    REG_DWORD    0x1

            %1$s
            %2$s

            %2$s\\TLS 1.2\\Client
                Enabled    REG_DWORD    0x1
            """
                .formatted(PROTOCOLS.replace("Protocols", "Ciphers"), PROTOCOLS));

    assertThat(registry.look(CLIENT, "Enabled").shown()).isEqualTo("0x1");
    assertThat(registry.key(PROTOCOLS + "\\TLS 1.0")).isEqualTo(Known.UNKNOWN);
    assertThat(registry.key(PROTOCOLS.replace("Protocols", "Hashes"))).isEqualTo(Known.ABSENT);
  }

  @Test
  void theCommandSaysWhatWasAskedFor() {
    String query = "\n%s\n    Enabled    REG_DWORD    0x1\n".formatted(CLIENT);
    String command = "C:\\>reg query HKLM\\%s /s\n".formatted(PROTOCOLS.substring(19));

    assertThat(only(query).key(PROTOCOLS + "\\TLS 1.0")).isEqualTo(Known.UNKNOWN);
    assertThat(only(command + query).key(PROTOCOLS + "\\TLS 1.0")).isEqualTo(Known.ABSENT);
  }

  @Test
  void ofAKeyThatWasAskedForOneValueTheOthersAreUnknown() {
    String enabled = "%s\n    Enabled    REG_DWORD    0x1\n\n".formatted(CLIENT);
    String event = "%s\n    Other    REG_DWORD    0x1\n\n".formatted(CLIENT);
    String command = "C:\\>reg query \"%s\" /v Enabled\n".formatted(CLIENT);

    assertThat(only(enabled).look(CLIENT, "DisabledByDefault").isAbsent()).isTrue();
    for (String text : List.of(enabled + event, command + enabled)) {
      Registry registry = only(text);
      assertThat(registry.look(CLIENT, "Enabled").shown()).isEqualTo("0x1");
      assertThat(registry.look(CLIENT, "DisabledByDefault").isKnown()).isFalse();
    }
  }

  @Test
  void jsonOfAllThatAKeyHasTellsWhatItHasNot() {
    String all =
        "{\"Enabled\": 1, \"PSPath\": \"Registry::%s\", \"PSProvider\": {\"Name\": \"Registry\"}}";

    assertThat(
            only(all.formatted(CLIENT.replace("\\", "\\\\")))
                .look(CLIENT, "DisabledByDefault")
                .isAbsent())
        .isTrue();
  }

  @Test
  void ofAWholeHiveOnlyWhatSomebodyAsksForCanBeUnreadable() {
    String hive =
        "Windows Registry Editor Version 5.00\n\n[HKEY_LOCAL_MACHINE\\SYSTEM]\n\n[HKEY_LOCAL_MACHINE\\SYSTEM\\Odd]\n\"x\"=hex(ffff0011):01\n\n";

    assertThat(only(hive).key(CLIENT)).isEqualTo(Known.ABSENT);
  }

  @Test
  void whatAQueryFailedAtIsTold() {
    FoundExports found =
        read(
            "%s\n    Enabled    REG_DWORD    0x1\n\nERROR: The system was unable to find the specified registry key or value.\n"
                .formatted(CLIENT));

    assertThat(found.unread()).hasSize(1);
    assertThat(found.unread().get(0).sentence()).startsWith("EX01.txt:4 is neither a key nor");
    assertThat(found.exports().get(0).registry().look(CLIENT, "x").isAbsent()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#TYPE Selected.System.Management.Automation.PSCustomObject\n\"PSPath\",\"Enabled\",\"DisabledByDefault\"\n\"Microsoft.PowerShell.Core\\Registry::%s\",\"1\",\"\"\n",
        "PSPath;PSChildName;Enabled;DisabledByDefault\nRegistry::%s;Client;1;\n",
        "{\"Enabled\": 1, \"DisabledByDefault\": null, \"PSPath\": \"Registry::%j\", \"PSDrive\": {\"Name\": \"HKLM\"}}",
        "[ {\"Key\": \"%j\", \"Enabled\": 1, \"DisabledByDefault\": null} ]",
        "Path,Name,Value\n%s,Enabled,1\n%s,DisabledByDefault,\n",
        "{\"Path\": \"%j\", \"Name\": \"Enabled\", \"Value\": 1}\n{\"Path\": \"%j\", \"Name\": \"EventLogging\", \"Value\": \"x\"}\n"
      })
  void powerShellsRowsAreRead(String text) {
    Registry registry =
        only(text.replace("%s", CLIENT).replace("%j", CLIENT.replace("\\", "\\\\")));

    assertThat(registry.look(CLIENT, "Enabled").value()).isEqualTo(RegistryValue.dword(1));
    assertThat(registry.look(CLIENT, "DisabledByDefault").isAbsent()).isTrue();
    assertThat(registry.key(PROTOCOLS + "\\TLS 1.0")).isEqualTo(Known.UNKNOWN);
  }

  @Test
  void anArrayThatPowerShellWrapsIsRead() {
    Registry registry =
        only(
            "{\"value\": [{\"PSPath\": \"Registry::%s\", \"Enabled\": 1}], \"Count\": 1}"
                .formatted(CLIENT.replace("\\", "\\\\")));

    assertThat(registry.look(CLIENT, "Enabled").shown()).isEqualTo("0x1");
  }

  @Test
  void aReportMaySayThatItIsInAnotherEncoding() {
    Registry registry =
        only(
            """
            <?xml version="1.0" encoding="utf-16"?>
            <Objs><Obj><MS><S N="TLSVersion">1.2</S><I32 N="ServerEnabledValue">0</I32></MS></Obj></Objs>
            """);

    assertThat(registry.look(PROTOCOLS + "\\TLS 1.2\\Server", "Enabled").shown()).isEqualTo("0x0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"",
        "\\",
        "[",
        "\"\\",
        "HK\\",
        ",",
        "0,",
        "    ",
        "\t",
        "\"\",",
        "]",
        "<",
        "{",
        "a: 1 ",
        "reg query ",
        ">"
      })
  @Timeout(20)
  void longLinesAreReadInTime(String piece) {
    String line = piece.repeat(60_000 / piece.length());
    for (String before :
        List.of(
            "",
            "Windows Registry Editor Version 5.00\n[%s]\n".formatted(CLIENT),
            "Windows Registry Editor Version 5.00\n[%s]\n\"x\"=\"".formatted(CLIENT),
            "Windows Registry Editor Version 5.00\n[%s]\n\"x\"=hex:".formatted(CLIENT),
            CLIENT + "\n    ",
            CLIENT + "\n",
            "PSPath,Enabled\n" + CLIENT + ",",
            "PSPath,Enabled\n",
            "{\"Path\":",
            "[",
            "<Objs><Obj><S N=\"x\">")) {
      assertThat(read(before + line)).isNotNull();
      assertThat(read(before + line + "\n" + line + "\n" + line)).isNotNull();
    }
  }

  @Test
  void ofAColumnThatWasNotAskedForNothingIsKnown() {
    assertThat(
            only("PSPath,Enabled\n" + CLIENT + ",0\n").look(CLIENT, "DisabledByDefault").isKnown())
        .isFalse();
  }

  @Test
  void numbersOf32BitsAreReadAsPowerShellWritesThem() {
    Registry registry =
        only("PSPath,Enabled,DisabledByDefault\n%s,-1,4294967295\n".formatted(CLIENT));

    assertThat(registry.look(CLIENT, "Enabled").shown()).isEqualTo("0xffffffff");
    assertThat(registry.look(CLIENT, "DisabledByDefault").shown()).isEqualTo("0xffffffff");
  }

  @Test
  void oneFileMayBeOfManyServers() {
    FoundExports found =
        read(
            "PSComputerName,PSPath,Enabled\nEX01,%1$s,1\nex02.corp.local,%1$s,0\nEX02,%1$s,0\n"
                .formatted(CLIENT));

    assertThat(found.exports())
        .extracting(Export::server)
        .containsExactly("EX01", "ex02.corp.local");
  }

  @Test
  void aLostQuoteCostsItsLineAlone() {
    FoundExports found =
        read("Path,Name,Value\n\"%1$s,Enabled,1\n%1$s,DisabledByDefault,1\n".formatted(CLIENT));

    assertThat(found.unread()).extracting(UnreadText::line).containsExactly(2L);
    assertThat(found.exports().get(0).registry().look(CLIENT, "DisabledByDefault").shown())
        .isEqualTo("0x1");
  }

  @Test
  void aDamagedJsonIsReadUpToTheDamage() {
    FoundExports found =
        read(
            "[{\"Path\": \"%1$s\", \"Name\": \"Enabled\", \"Value\": 1},\n{\"Path\": \"%1$s"
                .formatted(CLIENT.replace("\\", "\\\\")));

    assertThat(found.unread()).extracting(UnreadText::line).containsExactly(2L);
    assertThat(found.exports().get(0).registry().look(CLIENT, "Enabled").shown()).isEqualTo("0x1");
    assertThat(found.exports().get(0).registry().look(CLIENT, "x").isKnown()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hello\nworld\n", "<html/>", "a,b\n1,2\n", "\0\1\2", "[HKEY"})
  void whatIsNoExportIsTold(String text) {
    FoundExports found = read(text);

    assertThat(found.exports()).isEmpty();
    assertThat(found.unread()).hasSize(1);
    assertThat(found.unread().get(0).sentence()).startsWith("EX01.txt is no export of a registry");
  }

  @Test
  void noEntityOfAReportIsFetched() {
    FoundExports found =
        read(
            "<?xml version=\"1.0\"?><!DOCTYPE Objs [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><Objs><Obj><S N=\"ServerName\">&x;</S></Obj></Objs>");

    assertThat(found.exports()).isEmpty();
    assertThat(found.unread()).hasSize(1);
  }

  @Test
  void aWholeReportNamesItsServerAndVersions() {
    FoundExports found =
        read(
            """
            <Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04">
              <Obj RefId="0"><MS><Obj N="HealthCheckerExchangeServer" RefId="1"><MS>
                <S N="ServerName">EX05</S>
                <Obj N="OSInformation" RefId="2"><MS>
                  <Obj N="BuildInformation" RefId="3"><MS>
                    <Version N="BuildVersion">10.0.17763.0</Version>
                    <S N="FriendlyName">Windows Server 2019 Datacenter</S>
                  </MS></Obj>
                  <Obj N="TLSSettings" RefId="4"><MS><Obj N="Registry"><MS><Obj N="TLS"><DCT><En>
                    <S N="Key">1.2</S>
                    <Obj N="Value"><MS>
                      <S N="TLSVersion">1.2</S>
                      <I32 N="ServerEnabledValue">-1</I32>
                      <Nil N="ServerDisabledByDefaultValue" />
                      <S N="ClientEnabledValue">1</S>
                    </MS></Obj>
                  </En></DCT></Obj></MS></Obj></MS></Obj>
                </MS></Obj>
                <Obj N="ExchangeInformation" RefId="5"><MS>
                  <Obj N="BuildInformation" RefId="6"><MS>
                    <Obj N="VersionInformation"><Props>
                      <Version N="BuildVersion">15.2.1748.10</Version>
                    </Props></Obj>
                    <S N="FriendlyName">Exchange 2019 CU15</S>
                  </MS></Obj>
                </MS></Obj>
              </MS></Obj></MS></Obj>
            </Objs>
            """);

    assertThat(found.unread()).isEmpty();
    assertThat(found.exports()).hasSize(1);
    Export export = found.exports().get(0);
    assertThat(export.server()).isEqualTo("EX05");
    assertThat(export.windows()).isEqualTo("10.0.17763.0");
    assertThat(export.exchange()).isEqualTo("15.2.1748.10");
    Registry registry = export.registry();
    String server = PROTOCOLS + "\\TLS 1.2\\Server";
    assertThat(registry.look(server, "Enabled").shown()).isEqualTo("0xffffffff");
    assertThat(registry.look(server, "DisabledByDefault").isAbsent()).isTrue();
    assertThat(registry.key(server)).isEqualTo(Known.PRESENT);
    assertThat(registry.look(CLIENT, "Enabled").shown()).isEqualTo("REG_SZ 1");
    assertThat(registry.look(CLIENT, "DisabledByDefault").isKnown()).isFalse();
    assertThat(registry.key(PROTOCOLS + "\\TLS 1.0")).isEqualTo(Known.UNKNOWN);
  }

  @Test
  void anExportThatReachesSoFarNamesItsMachine() {
    FoundExports found =
        read(
            """
            Windows Registry Editor Version 5.00

            [HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\ComputerName\\ComputerName]
            "ComputerName"="MAIL3"

            [HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion]
            "ProductName"="Windows Server 2016 Standard"

            [HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\ExchangeServer\\v15\\Setup]
            "MsiProductMajor"=dword:0000000f
            "MsiProductMinor"=dword:00000001
            "MsiBuildMajor"=dword:000009cb
            "MsiBuildMinor"=dword:00000006

            """);

    assertThat(found.exports())
        .extracting(Export::server, Export::windows, Export::exchange)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "MAIL3", "Windows Server 2016 Standard", "15.1.2507.6"));
  }

  @Test
  void filesOfAFolderAreReadWhateverTheyAreCalled() throws IOException {
    Files.createDirectories(folder.resolve("EX01"));
    Files.writeString(
        folder.resolve("EX01/tls.txt"),
        "%s\r\n    Enabled    REG_DWORD    0x1\r\n".formatted(CLIENT));
    Files.writeString(folder.resolve("EX02.dat"), "PSPath,Enabled\n%s,0\n".formatted(CLIENT));
    Files.writeString(folder.resolve("notes.txt"), "nothing here");

    FoundExports found = files(folder, folder.resolve("missing.reg"));

    assertThat(found.exports())
        .extracting(Export::server)
        .containsExactlyInAnyOrder("EX01", "EX02.dat");
    assertThat(found.unread()).hasSize(2);
    assertThat(found.isWhole()).isFalse();
  }

  @Test
  void theSamplesAreReadWithoutALoss() {
    FoundExports found = files(Samples.path("registry"));

    assertThat(found.unread()).isEmpty();
    assertThat(found.exports()).hasSize(3);
    Registry report = of(found, "healthchecker-tls.xml");
    Registry query = of(found, "reg-query.txt");
    Registry file = of(found, "tls12-enable.reg.txt");
    for (String version : List.of("1.0", "1.1", "1.2")) {
      for (String side : List.of("Client", "Server")) {
        String path = "%s\\TLS %s\\%s".formatted(PROTOCOLS, version, side);
        String on = version.equals("1.2") ? "0x1" : "0x0";
        String off = version.equals("1.2") ? "0x0" : "0x1";
        assertThat(report.look(path, "Enabled").shown()).isEqualTo(on);
        assertThat(report.look(path, "DisabledByDefault").shown()).isEqualTo(off);
      }
    }
    assertThat(report.look(NET, "SystemDefaultTlsVersions").shown()).isEqualTo("0x1");
    assertThat(report.look(NET, "SchUseStrongCrypto").shown()).isEqualTo("0x0");
    assertThat(found.exports().stream().flatMap(export -> export.suites().stream()).toList())
        .hasSize(8)
        .startsWith("TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384");
    String server = PROTOCOLS + "\\TLS 1.0\\Server";
    assertThat(query.look(server, "Enabled").shown()).isEqualTo("0x0");
    assertThat(query.look(server, "DisabledByDefault").shown()).isEqualTo("0x1");
    assertThat(file.look(CLIENT, "Enabled").shown()).isEqualTo("0x1");
    assertThat(file.look(PROTOCOLS + "\\TLS 1.2\\Server", "Enabled").shown())
        .isEqualTo("0xffffffff");
  }

  private static Registry of(FoundExports found, String file) {
    return found.exports().stream()
        .filter(export -> export.file().endsWith(file))
        .findFirst()
        .orElseThrow()
        .registry();
  }
}
