package org.tlssunset.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tlssunset.ingest.LogFiles.handshake;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tlssunset.ingest.LogFiles;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.SharedSpark;
import org.tlssunset.warehouse.Warehouse;

/** What servers are configured to do, from their exports to the answer. */
class ServersNightTest {

  private static final String SCHANNEL =
      "HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL";
  private static final List<String> DOT_NETS =
      List.of(
          "HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\.NETFramework\\v4.0.30319",
          "HKEY_LOCAL_MACHINE\\SOFTWARE\\Wow6432Node\\Microsoft\\.NETFramework\\v4.0.30319");

  private static final String IIS =
      "#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip"
          + " cs(User-Agent) sc-status crypt-protocol crypt-cipher crypt-hash crypt-keyexchange"
          + " s-computername X-Forwarded-For X-Client-Tls";

  private static final String INVENTORY =
      """
      server,windows,exchange
      EX01,Windows Server 2022,Exchange 2019 CU15
      EX02,Windows Server 2022,Exchange 2019 CU15
      EX09,Windows Server 2022,Exchange 2019 CU15
      """;

  @TempDir private Path folder;

  private LogFiles archive;
  private Path exports;
  private Path inventory;
  private Path fix;
  private String settings = "";

  @BeforeEach
  void files() throws IOException {
    archive = new LogFiles(folder.resolve("archive"));
    exports = Files.createDirectories(folder.resolve("exports"));
    inventory = Files.writeString(folder.resolve("inventory.csv"), INVENTORY);
    fix = folder.resolve("fix");
  }

  /** The lines of a key with both values of a protocol. */
  private static String protocol(String version, String side, int enabled, int disabledByDefault) {
    return "[%s\\Protocols\\%s\\%s]\n\"DisabledByDefault\"=dword:%08x\n\"Enabled\"=dword:%08x\n\n"
        .formatted(SCHANNEL, version, side, disabledByDefault, enabled);
  }

  private static String both(String version, int enabled, int disabledByDefault) {
    return protocol(version, "Client", enabled, disabledByDefault)
        + protocol(version, "Server", enabled, disabledByDefault);
  }

  /** All of an export but the protocols; .NET follows Schannel. */
  private static String export(String protocols) {
    StringBuilder text = new StringBuilder("Windows Registry Editor Version 5.00\n\n");
    text.append("[%s]\n\"EventLogging\"=dword:00000001\n\n".formatted(SCHANNEL));
    text.append("[%s\\Protocols]\n\n".formatted(SCHANNEL)).append(protocols);
    for (String dotNet : DOT_NETS) {
      text.append("[%s]\n\"SchUseStrongCrypto\"=dword:00000001\n".formatted(dotNet))
          .append("\"SystemDefaultTlsVersions\"=dword:00000001\n\n");
    }
    return text.toString();
  }

  /** TLS 1.2 as the guidance wants it, and TLS 1.0 and 1.1 off. */
  private static String mended() {
    return export(both("TLS 1.0", 0, 1) + both("TLS 1.1", 0, 1) + both("TLS 1.2", 1, 0));
  }

  /** Nothing is set but one of two values of one side of TLS 1.2. */
  private static String half() {
    return export(
        "[%s\\Protocols\\TLS 1.2\\Client]\n\"Enabled\"=dword:00000001\n\n".formatted(SCHANNEL)
            + protocol("TLS 1.2", "Server", 1, 0));
  }

  /** As regedit writes it. */
  private Path write(String name, String text) throws IOException {
    return Files.write(
        exports.resolve(name),
        ('\ufeff' + text.replace("\n", "\r\n")).getBytes(StandardCharsets.UTF_16LE));
  }

  private Command run(String command, String... arguments) throws IOException {
    Path own = Files.writeString(folder.resolve("own.conf"), settings);
    return Command.run(
        Stream.concat(
                Stream.of(command, "--config", own.toString()),
                Stream.of(arguments).filter(argument -> !argument.isEmpty()))
            .toArray(String[]::new));
  }

  private Command alone(String... arguments) throws IOException {
    return run(
        "servers",
        Stream.concat(
                Stream.of(exports.toString(), "--inventory", inventory.toString()),
                Stream.of(arguments))
            .toArray(String[]::new));
  }

  private String warehouse() {
    return folder.resolve("warehouse").toString();
  }

  private void nightly() throws IOException {
    SharedSpark.emptyWarehouse(folder.resolve("warehouse"));
    Command night = run("nightly", "--archive", archive.path(), "--warehouse", warehouse());
    assertThat(night.exitCode()).as(night.err()).isZero();
  }

  private List<String> sql(String query) throws IOException {
    Command answer = run("sql", "--warehouse", warehouse(), "--format", "csv", "-e", query);
    assertThat(answer.exitCode()).as(answer.err()).isZero();
    return answer.out().lines().skip(1).toList();
  }

  /** Server, severity, code and subject of each row. */
  private static List<String> rows(String csv) throws IOException {
    List<String> rows = new ArrayList<>();
    CSVParser.parse(
            csv.replace("\ufeff", ""),
            CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get())
        .forEach(
            row -> {
              assertThat(row.get("what") + row.get("why") + row.get("cure"))
                  .doesNotContain("%", "null");
              rows.add(
                  "%s %s %s %s"
                      .formatted(
                          row.get("server"),
                          row.get("severity"),
                          row.get("code"),
                          row.get("subject"))
                      .strip());
            });
    return rows;
  }

  @Test
  void exportsAloneAreJudgedWithoutAWarehouse() throws IOException {
    write("EX01_2024-05-10.reg", half());
    Files.writeString(
        exports.resolve("EX02_2024-05-11.txt"),
        """

        %1$s\\Protocols\\TLS 1.2\\Client
            DisabledByDefault    REG_DWORD    0x0
            Enabled    REG_DWORD    0x1

        %1$s\\Protocols\\TLS 1.2\\Server
            DisabledByDefault    REG_DWORD    0x1
            Enabled    REG_DWORD    0x0
        """
            .formatted(SCHANNEL));

    Command page = alone();

    assertThat(page.exitCode()).as(page.err()).isZero();
    assertThat(page.err()).isEmpty();
    assertThat(page.out().lines())
        .contains(
            "servers   0 of 3 ready for TLS 1.2, 2 not, 1 not known",
            "EX01 is NOT ready for TLS 1.2: Windows Server 2022, Exchange 2019 CU15, by its export of 2024-05-10",
            "  warning  TLS 1.2 Client: Enabled=0x1, DisabledByDefault=absent; the other value is left to Windows",
            "  error    TLS 1.2 Server: Enabled=0x0, DisabledByDefault=0x1; TLS 1.2 cannot be used",
            "           cure: Import TLS12-Enable.reg and restart the server.",
            "  warning  exports: the inventory names the server, and no export is of it")
        .noneMatch(line -> line.contains("logs"));

    Command csv = alone("--format", "csv");
    assertThat(csv.exitCode()).isZero();
    assertThat(rows(csv.out()))
        .contains(
            "EX01 warning tls12-half-configured TLS 1.2 Client",
            "EX02 error tls12-disabled TLS 1.2 Server",
            "EX02 warning sides-differ TLS 1.2",
            "EX02 warning not-in-export .NET 4.x",
            "EX09 warning no-export exports",
            "warning servers-differ TLS 1.2 Server");
    assertThat(csv.out()).contains(SCHANNEL + "\\Protocols\\TLS 1.2\\Client: Enabled=0x1");

    List<String> json = alone("--format", "json").out().lines().toList();
    assertThat(json).hasSize(rows(csv.out()).size() + 1);
    assertThat(json.get(json.size() - 1))
        .isEqualTo(
            "{\"summary\":{\"ready\":0,\"not_ready\":2,\"unknown\":1,\"readiness\":"
                + "{\"EX01\":\"not-ready\",\"EX02\":\"not-ready\",\"EX09\":\"unknown\"},"
                + "\"logs_until\":null,\"considered\":[]}}");
    assertThat(json.subList(0, json.size() - 1))
        .allMatch(line -> line.contains("\"severity\":") && line.contains("\"cure\":"));
    assertThat(folder.resolve("warehouse")).doesNotExist();
  }

  @Test
  void whatCannotBeReadIsNamedWithACureAndTheOthersCount() throws IOException {
    write("EX01.reg", mended());
    Path damaged = Files.writeString(exports.resolve("EX02.reg"), "not what it says\n");
    Path none = exports.resolve("EX03.reg");

    Command read = run("servers", exports.toString(), none.toString());

    assertThat(read.exitCode()).isEqualTo(3);
    assertThat(read.out()).contains("EX01 is ").doesNotContain("EX02 is ");
    assertThat(read.err())
        .contains("2 lines or files of servers' exports could not be read, the others count")
        .contains(damaged + " is no export of a registry: give a .reg file")
        .containsOnlyOnce(none + " does not exist: check the path");
    assertThat(read.err().split("EX03")).as("it is named once").hasSize(2);
  }

  @Test
  void wrongUsageIsToldBeforeAnythingIsDone() throws IOException {
    write("EX01.reg", half());
    Command nothing = run("servers");
    assertThat(nothing.exitCode()).isEqualTo(2);
    assertThat(nothing.err()).contains("there is nothing to look at: give exports");

    Command disable = alone("--disable", "TLS1.0");
    assertThat(disable.exitCode()).isEqualTo(2);
    assertThat(disable.err()).contains("--disable goes with --fix");

    for (String version : List.of("TLS9", "TLS1.2", "DTLS1.0")) {
      Command unknown = alone("--fix", fix.toString(), "--disable", version);
      assertThat(unknown.exitCode()).isEqualTo(2);
      assertThat(unknown.err()).contains("--disable holds '%s', no old version".formatted(version));
    }
    for (Path inTheWay : List.of(exports, exports.resolve("fix"), folder)) {
      Command among = alone("--fix", inTheWay.toString());
      assertThat(among.exitCode()).isEqualTo(2);
      assertThat(among.err()).contains("where exports are read: give a folder of its own");
    }
    assertThat(fix).doesNotExist();
    assertThat(exports)
        .isDirectoryContaining("glob:**EX01.reg")
        .isDirectoryNotContaining("glob:**fix");
  }

  private static String request(int day, String server, String client, String tls, String more) {
    return "2024-05-%02d 10:00:00 10.0.0.1%s POST /EWS/x - 443 alice %s Outlook/16.0 200 %s %s %s"
        .formatted(day, server.substring(3), client, tls, server, more);
  }

  private static String received(int day, String session, String version) {
    return "2024-05-%02dT10:00:00.000Z,EX02\\Default,%s,1,10.0.0.12:25,192.0.2.7:4711,%s"
        .formatted(day, session, handshake(version));
  }

  private static String sent(int day, String session, String version) {
    return "2024-05-%02dT10:00:00.000Z,Internet,%s,1,10.0.0.12:4711,198.51.100.25:25,%s"
        .formatted(day, session, handshake(version).replace("_SERVER", "_CLIENT"));
  }

  /** EX01 has inbound logs alone and a proxy before it, EX02 mail in both directions. */
  private void logs() throws IOException {
    archive.write(
        "u_ex.log",
        IIS,
        request(9, "EX01", "192.0.2.1", LogFiles.TLS10, "- -"),
        request(10, "EX01", "192.0.2.1", LogFiles.TLS10, "- -"),
        request(12, "EX01", "192.0.2.1", LogFiles.TLS12, "- -"),
        request(12, "EX01", "10.0.0.9", LogFiles.TLS12, "198.51.100.1 TLSv1"),
        request(14, "EX03", "192.0.2.1", LogFiles.TLS12, "- -"));
    archive.write(
        "RECV20240511-1.LOG", received(9, "08D1", "TLS1_0"), received(11, "08D2", "TLS1_0"));
    archive.write("SEND20240511-1.LOG", sent(8, "08D3", "TLS1_2"), sent(13, "08D4", "TLS1_0"));
    settings =
        """
        tls-sunset.proxies = [{
          name = KEMP-1, networks = ["10.0.0.9"], kind = tls-ending, tls-version-fields = [X-Client-Tls]
        }]
        """;
  }

  @Test
  void logsShowWhatServersDoWithTheirSettings() throws IOException {
    write("ex01.corp.local_2024-05-10.reg", mended());
    write("EX02_2024-05-10.reg", mended());
    Path old = write("EX02_2024-05-05.reg", export(both("TLS 1.2", 1, 0)));
    write("EX09_2024-05-10.reg", mended());
    logs();
    nightly();
    String[] compared = {"--warehouse", warehouse(), "--format", "csv"};

    Command csv = alone(compared);

    assertThat(csv.exitCode()).as(csv.err()).isZero();
    assertThat(
            rows(csv.out()).stream()
                .filter(row -> !row.contains("not-in-export") && !row.contains("differ")))
        .containsExactly(
            "ex01.corp.local remark no-logs-of-direction TLS 1.2 Client",
            "EX02 error off-and-still-seen TLS 1.0 Client",
            "EX02 error off-and-still-seen TLS 1.0 Server",
            "EX02 warning tls12-never-seen TLS 1.2 Server",
            "EX03 warning logs-without-export export",
            "EX09 warning export-without-logs logs",
            "remark off-and-seen-at-proxy TLS 1.0 over http");
    assertThat(csv.out())
        .contains(
            "by the export of 2024-05-10; logs show it negotiated over smtp until 2024-05-11 ("
                + archive.path("RECV20240511-1.LOG")
                + ":2)",
            "until 2024-05-13 (" + archive.path("SEND20240511-1.LOG") + ":2)",
            "no inbound log until 2024-05-11 shows TLS 1.2 or newer",
            "off at ex01.corp.local and 2 more; the proxy KEMP-1 negotiated it until 2024-05-12");

    String ofTls10 =
        "SELECT exported_on, state, value, windows, exchange, learned_from FROM server_tls_settings"
            + " WHERE server = 'EX02' AND name = 'TLS 1.0' AND side = 'Server' ORDER BY ALL";
    List<String> history =
        List.of(
            "2024-05-05,default-on,\"Enabled=absent, DisabledByDefault=absent\",Windows Server 2022,Exchange 2019 CU15,"
                + old,
            "2024-05-10,disabled,\"Enabled=0x0, DisabledByDefault=0x1\",Windows Server 2022,Exchange 2019 CU15,"
                + exports.resolve("EX02_2024-05-10.reg"));
    assertThat(sql(ofTls10)).containsExactlyElementsOf(history);
    long version = version();

    Files.delete(old);
    assertThat(rows(alone(compared).out())).isEqualTo(rows(csv.out()));
    assertThat(version()).as("nothing new is nothing to commit").isEqualTo(version);
    assertThat(sql(ofTls10)).containsExactlyElementsOf(history);

    write("EX02_2024-05-14.reg", mended());
    Command page = alone("--warehouse", warehouse());
    assertThat(version()).isEqualTo(version + 1);
    assertThat(page.out().lines())
        .contains(
            "servers   3 of 3 ready for TLS 1.2, 0 not, 0 not known; compared with logs until 2024-05-14",
            "Other servers, and all together:",
            "  warning  EX03: export: the server logs until 2024-05-14, and no export is of it",
            "What the guidance asks to be considered besides, and what logs show of it:",
            "  domain controllers and global catalogs: not seen in any log")
        .anyMatch(line -> line.startsWith("  load balancers and proxies: 1 part"))
        .anyMatch(line -> line.contains("cure: Restart the server, export its registry again"));
  }

  private long version() {
    Warehouse warehouse = Warehoused.at(folder.resolve("warehouse")).tables();
    return SharedSpark.delta(warehouse, Tables.SERVER_TLS_SETTINGS)
        .history(1)
        .head()
        .<Long>getAs("version");
  }

  @Test
  void theFilesThatMendAServerAreThoseOfTheGuidanceAndGoOnceItIsMended() throws IOException {
    write("EX01_2024-05-10.reg", half().replace("\"SystemDefault", "\"Other"));
    Files.writeString(
        exports.resolve("hostile.csv"),
        "Server,Path,Name,Type,Value\n\"..\\..\\evil/x\",%s\\Protocols,,,\n".formatted(SCHANNEL));

    Command first = alone("--fix", fix.toString(), "--format", "csv");

    assertThat(first.exitCode()).as(first.err()).isZero();
    assertThat(first.err())
        .contains("wrote     " + fix.resolve("EX01/TLS12-Enable.reg"))
        .contains("not made  EX01 is not ready for TLS 1.2")
        .contains("Import the files on one server at a time, restart it");
    assertThat(Files.readAllBytes(fix.resolve("EX01/TLS12-Enable.reg")))
        .isEqualTo(
            ("\ufeffWindows Registry Editor Version 5.00\r\n"
                    + "[%1$s\\Protocols\\TLS 1.2]\r\n"
                    + "[%1$s\\Protocols\\TLS 1.2\\Client]\r\n"
                    + "\"DisabledByDefault\"=dword:00000000\r\n"
                    + "\"Enabled\"=dword:00000001\r\n"
                    + "[%1$s\\Protocols\\TLS 1.2\\Server]\r\n"
                    + "\"DisabledByDefault\"=dword:00000000\r\n"
                    + "\"Enabled\"=dword:00000001\r\n")
                .formatted(SCHANNEL)
                .getBytes(StandardCharsets.UTF_16LE));
    assertThat(Files.readAllBytes(fix.resolve("EX01/NET4X-UseSchannelDefaults.reg")))
        .isEqualTo(
            ("\ufeffWindows Registry Editor Version 5.00\r\n"
                    + "[%s]\r\n\"SystemDefaultTlsVersions\"=dword:00000001\r\n"
                    + "[%s]\r\n\"SystemDefaultTlsVersions\"=dword:00000001\r\n")
                .formatted(DOT_NETS.toArray())
                .getBytes(StandardCharsets.UTF_16LE));
    assertThat(names(fix)).containsExactly("EX01", "_._.._evil_x");
    assertThat(names(folder))
        .containsExactly("archive", "exports", "fix", "inventory.csv", "own.conf");

    write(
        "EX01_2024-05-12.reg",
        export(
            protocol("TLS 1.0", "Server", 1, 0) + both("TLS 1.1", 0, 1) + both("TLS 1.2", 1, 0)));
    Command second = alone("--fix", fix.toString(), "--disable", "TLS1.0,TLS1.1");

    assertThat(second.exitCode()).as(second.err()).isZero();
    assertThat(names(fix.resolve("EX01")))
        .as("what is mended needs no file")
        .containsExactly("retire");
    assertThat(names(fix.resolve("EX01/retire")))
        .as("TLS 1.1 is off already")
        .containsExactly("TLS10-Disable.reg", "TLS10-Undo.reg");
    assertThat(
            Files.readString(
                fix.resolve("EX01/retire/TLS10-Disable.reg"), StandardCharsets.UTF_16LE))
        .isEqualTo(
            ("\ufeffWindows Registry Editor Version 5.00\r\n"
                    + "[%1$s\\Protocols\\TLS 1.0]\r\n"
                    + "[%1$s\\Protocols\\TLS 1.0\\Client]\r\n"
                    + "\"DisabledByDefault\"=dword:00000001\r\n"
                    + "\"Enabled\"=dword:00000000\r\n"
                    + "[%1$s\\Protocols\\TLS 1.0\\Server]\r\n"
                    + "\"DisabledByDefault\"=dword:00000001\r\n"
                    + "\"Enabled\"=dword:00000000\r\n")
                .formatted(SCHANNEL));
    assertThat(
            Files.readString(fix.resolve("EX01/retire/TLS10-Undo.reg"), StandardCharsets.UTF_16LE))
        .isEqualTo(
            ("\ufeffWindows Registry Editor Version 5.00\r\n"
                    + "[-%1$s\\Protocols\\TLS 1.0\\Client]\r\n"
                    + "[%1$s\\Protocols\\TLS 1.0\\Server]\r\n"
                    + "\"DisabledByDefault\"=dword:00000000\r\n"
                    + "\"Enabled\"=dword:00000001\r\n")
                .formatted(SCHANNEL));
    assertThat(second.out())
        .contains(
            "wrote     " + fix.resolve("EX01/retire/TLS10-Undo.reg"),
            "Restores TLS 1.0 as the exports showed it");
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aNightKeepsTheSettingsAndNamesWhatIsUrgent() throws IOException {
    write("EX01_2024-05-10.reg", half());
    write("EX02_2024-05-10.reg", mended());
    logs();
    settings +=
        "tls-sunset.server-settings { exports = [\"%s\"], inventory = \"%s\" }\n"
            .formatted(exports, inventory);
    SharedSpark.emptyWarehouse(folder.resolve("warehouse"));
    String[] night = {"--archive", archive.path(), "--warehouse", warehouse()};

    Command first = run("nightly", night);

    assertThat(first.exitCode()).as(first.err()).isZero();
    assertThat(first.out().lines())
        .contains(
            "By the exports of servers' registries (the command servers tells all):",
            "  warning  EX01: TLS 1.2 Client: Enabled=0x1, DisabledByDefault=absent; the other value is left to Windows",
            "           cure: Import TLS12-Enable.reg and restart the server.")
        .anyMatch(line -> line.startsWith("  error    EX02: TLS 1.0 Client: Enabled=0x0"))
        .anyMatch(line -> line.startsWith("           EX02: TLS 1.0 Server: Enabled=0x0"))
        .noneMatch(line -> line.contains("remark") || line.contains("SSL 2.0"));
    assertThat(sql("SELECT DISTINCT server FROM server_tls_settings ORDER BY ALL"))
        .containsExactly("EX01", "EX02");
    assertThat(sql("DESCRIBE server_tls_settings"))
        .anyMatch(row -> row.startsWith("exported_on,date,"))
        .anyMatch(row -> row.startsWith("learned_from,string,"));

    Path damaged = Files.write(exports.resolve("EX02_2024-05-10.reg"), new byte[] {0, 1, 2});
    Command second = run("nightly", night);

    assertThat(second.exitCode()).isEqualTo(3);
    assertThat(second.err()).contains("of servers' exports could not be read", damaged.toString());
    assertThat(second.out()).contains("EX01: TLS 1.2 Client").doesNotContain("EX02: TLS 1.0");
    assertThat(sql("SELECT DISTINCT server FROM server_tls_settings ORDER BY ALL"))
        .as("what was known stays")
        .containsExactly("EX01", "EX02");

    Command configured = run("servers", "--format", "csv");
    assertThat(configured.exitCode()).as("what the configuration names is read").isEqualTo(3);
    assertThat(rows(configured.out()))
        .contains("EX01 warning tls12-half-configured TLS 1.2 Client");
  }
}
