package org.tlssunset.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tlssunset.RandomCases.between;
import static org.tlssunset.RandomCases.oneOf;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tlssunset.RandomCases;
import org.tlssunset.archive.CodePages;
import org.tlssunset.archive.Stores;
import org.tlssunset.archive.TextFiles;
import org.tlssunset.schema.TlsVersion;
import org.tlssunset.servers.registry.ExportName;
import org.tlssunset.servers.registry.Exports;
import org.tlssunset.servers.registry.FoundExports;

/** What holds for every registry, whatever is set in it. */
class ServersPropertiesTest {

  private static final LocalDate DAY = LocalDate.of(2026, 3, 1);

  private static final List<TlsVersion> OLD =
      List.of(TlsVersion.SSL2, TlsVersion.SSL3, TlsVersion.TLS1_0, TlsVersion.TLS1_1);

  @TempDir private Path folder;

  private static FoundExports read(String text) {
    try {
      return Exports.read(new ExportName("EX01.txt", "EX01", DAY), new StringReader(text));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ServerSettings settings(
      RegistryExports form, RegistryModel model, WindowsVersion windows, String exchange) {
    FoundExports found = read(form.of(model));
    assertThat(found.unread()).isEmpty();
    List<ServerSettings> servers =
        ServerSettings.of(
            found.exports(),
            new Inventory(
                List.of(new Inventory.Entry("ex01.corp.local", windows.label(), exchange)),
                List.of()));
    assertThat(servers).hasSize(1);
    return servers.get(0);
  }

  private static String exchange(Random random) {
    return oneOf(
        random,
        "Exchange 2010",
        "Exchange 2013 CU23",
        "15.1.2507.6",
        "Exchange 2019 CU11",
        "15.02.1748.008",
        "Exchange Server SE RTM",
        "");
  }

  @Test
  void whatTheRemedyMendsIsReady() {
    for (WindowsVersion windows : WindowsVersion.values()) {
      RandomCases.each(
          60,
          random -> {
            String exchange = exchange(random);
            RegistryExports form = oneOf(random, RegistryExports.values());
            RegistryModel model = RegistryModel.random(random);
            ServerSettings before = settings(form, model, windows, exchange);

            List<RemedyFile> files = Remedy.of(before);
            RegistryModel mended = model.copy();
            files.forEach(file -> mended.apply(file.content().bytes()));
            ServerSettings after = settings(form, mended, windows, exchange);

            assertThat(Audit.of(List.of(after)).readiness())
                .containsEntry(after.server(), Readiness.READY);
            assertThat(Remedy.of(after)).isEmpty();
            if (!exchange.isEmpty()) {
              assertThat(Readiness.of(before) == Readiness.READY).isEqualTo(files.isEmpty());
              assertThat(Readiness.of(before) == Readiness.READY)
                  .isEqualTo(isReady(model, before.neededDotNets()));
            }
            assertThat(Audit.of(List.of(after)).findings())
                .extracting(Finding::code)
                .doesNotContain(
                    FindingCode.TLS12_DISABLED,
                    FindingCode.TLS12_NOT_SET,
                    FindingCode.TLS12_HALF,
                    FindingCode.TLS12_ON_REQUEST,
                    FindingCode.TLS12_DEFAULT_OFF,
                    FindingCode.TLS12_MISSING,
                    FindingCode.NET_OWN_PROTOCOLS,
                    FindingCode.NOT_TOLD);
          });
    }
  }

  /** By the guidance's own words. */
  private static boolean isReady(RegistryModel model, List<DotNet> dotNets) {
    boolean isReady = true;
    for (String side : List.of("Client", "Server")) {
      String path = RegistryModel.SCHANNEL + "\\Protocols\\TLS 1.2\\" + side;
      isReady &= model.isOn(path, "Enabled") && model.isZero(path, "DisabledByDefault");
    }
    for (DotNet dotNet : dotNets) {
      String key = dotNet == DotNet.V2 ? "\\v2.0.50727" : "\\v4.0.30319";
      isReady &= model.isOn(RegistryModel.NET + key, "SystemDefaultTlsVersions");
      isReady &= model.isOn(RegistryModel.NET32 + key, "SystemDefaultTlsVersions");
    }
    return isReady;
  }

  @Test
  void whatARetirementSwitchesOffItsUndoRestores() {
    RandomCases.each(
        400,
        random -> {
          WindowsVersion windows = oneOf(random, WindowsVersion.values());
          RegistryExports form = oneOf(random, RegistryExports.values());
          RegistryModel model = RegistryModel.random(random);
          ServerSettings start = settings(form, model, windows, "Exchange 2016 CU23");
          List<RemedyFile> remedy = Remedy.of(start);
          if (!remedy.isEmpty()) {
            assertThat(Retirement.of(start, OLD).files()).isEmpty();
            assertThat(Retirement.of(start, OLD).refused()).hasSize(1);
          }
          remedy.forEach(file -> model.apply(file.content().bytes()));
          ServerSettings ready = settings(form, model, windows, "Exchange 2016 CU23");
          Retirement retirement = Retirement.of(ready, OLD);
          assertThat(retirement.refused()).isEmpty();

          RegistryModel changed = model.copy();
          List<RemedyFile> undo = new ArrayList<>();
          for (RemedyFile file : retirement.files()) {
            if (file.name().endsWith("-Disable.reg")) {
              changed.apply(file.content().bytes());
            } else {
              undo.add(file);
            }
          }
          ServerSettings without = settings(form, changed, windows, "Exchange 2016 CU23");
          for (TlsVersion version : OLD) {
            for (Side side : Side.values()) {
              assertThat(without.protocol(version, side).isUsable()).isFalse();
            }
          }
          assertThat(Readiness.of(without)).isEqualTo(Readiness.READY);
          assertThat(Retirement.of(without, OLD).files()).isEmpty();

          undo.forEach(file -> changed.apply(file.content().bytes()));
          assertThat(changed.content()).isEqualTo(model.content());
        });
  }

  @Test
  void everyFormTellsTheSame() {
    RandomCases.each(
        300,
        random -> {
          WindowsVersion windows = oneOf(random, WindowsVersion.values());
          String exchange = exchange(random);
          RegistryModel model = RegistryModel.random(random);
          ServerSettings first = settings(RegistryExports.REG_FILE, model, windows, exchange);
          for (RegistryExports form : RegistryExports.values()) {
            ServerSettings other = settings(form, model, windows, exchange);
            assertThat(SettingRow.of(other)).as(form.name()).isEqualTo(SettingRow.of(first));
            assertThat(Audit.of(List.of(other)))
                .as(form.name())
                .isEqualTo(Audit.of(List.of(first)));
          }
        });
  }

  @Test
  void healthCheckersReportTellsTheSameOfWhatItKnows() {
    RandomCases.each(
        200,
        random -> {
          RegistryModel model = RegistryModel.random(random);
          FoundExports found = read(RegistryExports.report(model));
          assertThat(found.unread()).isEmpty();
          ServerSettings report = ServerSettings.of(found.exports(), Inventory.NONE).get(0);
          ServerSettings full =
              settings(RegistryExports.REG_FILE, model, WindowsVersion.WS2022, "Exchange SE");

          assertThat(report.server()).isEqualTo("EX01");
          assertThat(report.windows()).isEqualTo(WindowsVersion.WS2022);
          for (Side side : Side.values()) {
            for (TlsVersion version : ServerSettings.VERSIONS) {
              if (version.label().startsWith("TLS")) {
                assertThat(report.protocol(version, side).setting())
                    .isEqualTo(full.protocol(version, side).setting());
              }
            }
            assertThat(report.protocol(TlsVersion.SSL3, side).isTold()).isFalse();
          }
          for (DotNet dotNet : DotNet.values()) {
            for (Hive hive : Hive.values()) {
              assertThat(Flag.of(report.systemDefault(dotNet, hive)))
                  .isEqualTo(Flag.of(full.systemDefault(dotNet, hive)));
              assertThat(Flag.of(report.strongCrypto(dotNet, hive)))
                  .isEqualTo(Flag.of(full.strongCrypto(dotNet, hive)));
            }
          }
          assertThat(Readiness.of(report)).isEqualTo(Readiness.of(full));
        });
  }

  @Test
  void damagedFilesAreReadAsFarAsTheyGo() {
    RandomCases.each(
        200,
        random -> {
          Charset charset =
              oneOf(
                  random,
                  StandardCharsets.UTF_8,
                  StandardCharsets.UTF_16LE,
                  StandardCharsets.UTF_16BE);
          byte[] bytes = ("\uFEFF" + text(random)).getBytes(charset);
          for (int changes = between(random, 1, 50); changes > 0; changes--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
          }
          Path file = Files.write(folder.resolve("EX01.txt"), bytes);

          FoundExports found =
              Exports.read(List.of(file.toString()), new TextFiles(Stores.DEFAULT, CodePages.NONE));

          assertThat(found.exports().isEmpty() && found.isWhole()).isFalse();
          assertThat(Audit.of(ServerSettings.of(found.exports(), Inventory.NONE))).isNotNull();
        });
  }

  private static String text(Random random) {
    RegistryModel model = RegistryModel.random(random);
    return random.nextInt(5) == 0
        ? RegistryExports.report(model)
        : oneOf(random, RegistryExports.values()).of(model);
  }

  @Test
  void damagedTextsAreReadAsFarAsTheyGo() {
    RandomCases.each(
        600,
        random -> {
          String text = damaged(random, text(random));

          FoundExports found = read(text);
          List<ServerSettings> servers = ServerSettings.of(found.exports(), Inventory.NONE);
          Audit audit = Audit.of(servers);
          servers.forEach(server -> assertThat(SettingRow.of(server)).isNotEmpty());
          servers.forEach(server -> assertThat(Retirement.of(server, Set.copyOf(OLD))).isNotNull());
          assertThat(audit.readiness()).hasSize(servers.size());
        });
  }

  private static String damaged(Random random, String whole) {
    StringBuilder text = new StringBuilder(whole);
    switch (random.nextInt(3)) {
      case 0 -> text.setLength(random.nextInt(text.length() + 1));
      case 1 -> {
        for (int changes = between(random, 1, 20); changes > 0; changes--) {
          text.setCharAt(
              random.nextInt(text.length()),
              oneOf(random, '"', '\\', '[', ']', '\n', '\0', '=', ';', (char) random.nextInt(300)));
        }
      }
      default -> {
        int from = random.nextInt(text.length());
        text.delete(from, Math.min(text.length(), from + random.nextInt(2_000)));
      }
    }
    return text.toString();
  }

  @Test
  void ofACutExportNothingIsSaidThatIsNotThere() {
    RandomCases.each(
        400,
        random -> {
          RegistryModel model = RegistryModel.random(random);
          String whole = RegistryExports.REG_FILE.of(model);
          String cut = whole.substring(0, random.nextInt(whole.length()));
          if (cut.endsWith("\n\r\n") || cut.endsWith("\n\r")) {
            return; // nothing shows that it goes on
          }
          List<ServerSettings> servers = ServerSettings.of(read(cut).exports(), Inventory.NONE);
          ServerSettings full = ServerSettings.of(read(whole).exports(), Inventory.NONE).get(0);
          for (ServerSettings server : servers) {
            for (TlsVersion version : ServerSettings.VERSIONS) {
              for (Side side : Side.values()) {
                var seen = server.protocol(version, side).enabled();
                var is = full.protocol(version, side).enabled();
                assertThat(!seen.isAbsent() || is.isAbsent()).isTrue();
              }
            }
          }
        });
  }
}
