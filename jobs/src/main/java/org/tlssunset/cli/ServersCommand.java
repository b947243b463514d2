package org.tlssunset.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tlssunset.archive.TextFiles;
import org.tlssunset.config.Configuration;
import org.tlssunset.config.UsageException;
import org.tlssunset.console.HarmlessText;
import org.tlssunset.console.Progress;
import org.tlssunset.console.RowOutput;
import org.tlssunset.ingest.ReadSettings;
import org.tlssunset.page.ServersJson;
import org.tlssunset.page.ServersPage;
import org.tlssunset.plan.Scenario;
import org.tlssunset.schema.Labelled;
import org.tlssunset.schema.TlsVersion;
import org.tlssunset.servers.Finding;
import org.tlssunset.servers.FoundServers;
import org.tlssunset.servers.RemedyFolder;
import org.tlssunset.servers.ServerFiles;
import org.tlssunset.servers.ServerReport;
import org.tlssunset.servers.ServerSettings;
import org.tlssunset.servers.registry.Export;
import org.tlssunset.servers.seen.Considered;
import org.tlssunset.servers.seen.SeenServers;
import org.tlssunset.steps.Run;
import org.tlssunset.steps.SettingsStep;
import org.tlssunset.warehouse.Warehouse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code servers}: what servers are configured to do, against what they do. */
@Command(
    name = "servers",
    description = {
      "Read exports of the servers' registries and say what is wrong with them by Microsoft's TLS guidance: what"
          + " it is, why it matters, the cure, the source. With a warehouse, compare with what the logs show, keep"
          + " the settings in server_tls_settings, and go through what the guidance asks to be considered besides.",
      "",
      "An export is a .reg file, the text of reg query /s, CSV or JSON of PowerShell, or HealthChecker's XML. It"
          + " says which server it is of, or is called so: EX01_2026-03-01.reg, EX01_net.reg, EX01/schannel.reg."
          + " Several of one server add up; of two that tell of a value, the later counts."
    },
    footer = {
      "",
      "Examples:",
      "  tls-sunset servers exports/*.reg --inventory servers.csv",
      "  tls-sunset servers exports --warehouse /data/tls --format csv > findings.csv",
      "  tls-sunset servers exports --inventory servers.csv --fix reg-files",
      "",
      "On the server:",
      "  reg export HKLM\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL EX01_schannel.reg",
      "  reg export HKLM\\SOFTWARE\\Microsoft\\.NETFramework EX01_net.reg",
      "  reg export HKLM\\SOFTWARE\\Wow6432Node\\Microsoft\\.NETFramework EX01_net32.reg",
      "",
      "Exit codes: 0 done; 3 done, but some exports could not be read; 2 wrong usage; 1 anything else."
    })
final class ServersCommand implements Callable<Integer> {

  private static final List<String> COLUMNS =
      List.of("server", "severity", "code", "subject", "what", "why", "cure", "source");

  @Parameters(
      arity = "0..*",
      paramLabel = "EXPORT",
      converter = GivenPath.class,
      description =
          "Files, folders or globs; the configuration's server-settings.exports if none is given.")
  private List<String> exports = List.of();

  @Option(
      names = "--inventory",
      paramLabel = "FILE",
      converter = GivenPath.class,
      description =
          "CSV with the columns server, windows, exchange; the configuration's server-settings.inventory if not given.")
  private @Nullable String inventory;

  @Option(
      names = "--warehouse",
      paramLabel = "PATH",
      description = "Compare with the logs that were read, and keep the settings there.")
  private @Nullable String warehouse;

  @Option(
      names = "--fix",
      paramLabel = "DIR",
      description =
          "Write there, per server, the .reg files that it lacks; and below retire those that switch old"
              + " versions off, each with its undo, once the server is ready.")
  private @Nullable Path fix;

  @Option(
      names = "--disable",
      paramLabel = "VERSION",
      split = ",",
      description =
          "The versions that --fix retires: TLS1.0,TLS1.1; all before the policy's minimum-version if not given.")
  private List<String> disable = List.of();

  @Mixin private WaitOption wait = new WaitOption();
  @Mixin private FormatOption format = new FormatOption();
  @Mixin private SparkOptions common = new SparkOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    Configuration configuration = common.configuration();
    ServerFiles files = files(configuration);
    List<TlsVersion> retired = retired(configuration);
    if (files.isEmpty() && warehouse == null) {
      throw new UsageException(
          "there is nothing to look at: give exports, or list them in the configuration as server-settings.exports");
    }
    try (Progress progress = Progress.on(spec.commandLine().getErr())) {
      RunReport told = new RunReport(spec, warehouse == null ? "" : warehouse);
      ServerReport report =
          warehouse == null
              ? alone(configuration, files, told)
              : compared(configuration, files, warehouse, told, progress);
      progress.step("");
      if (fix != null) {
        checkApart(fix, files, report);
      }
      print(report);
      if (fix != null) {
        mend(fix, report, retired);
      }
      return told.exitCode();
    }
  }

  private ServerFiles files(Configuration configuration) {
    ServerFiles configured = configuration.servers();
    return new ServerFiles(
        exports.isEmpty() ? configured.exports() : exports,
        inventory == null ? configured.inventory() : Optional.of(inventory));
  }

  private List<TlsVersion> retired(Configuration configuration) {
    if (!disable.isEmpty() && fix == null) {
      throw new UsageException("--disable goes with --fix: it says which versions that retires");
    }
    if (disable.isEmpty()) {
      Set<String> old = Scenario.before(configuration.policy().terms().minimumVersion());
      return ServerSettings.VERSIONS.stream()
          .filter(version -> version.isLegacy() && old.contains(version.label()))
          .toList();
    }
    return disable.stream().map(ServersCommand::version).toList();
  }

  private static TlsVersion version(String text) {
    TlsVersion version = Labelled.find(TlsVersion.values(), TlsVersion.ofText(text).orElse(""));
    if (version == null || !version.isLegacy() || !ServerSettings.VERSIONS.contains(version)) {
      throw new UsageException(
          "--disable holds '%s', no old version: give SSL3.0, TLS1.0 or TLS1.1".formatted(text));
    }
    return version;
  }

  private static ServerReport alone(
      Configuration configuration, ServerFiles files, RunReport told) {
    ReadSettings read = configuration.ingest().read();
    FoundServers found = FoundServers.read(files, new TextFiles(read.stores(), read.codePages()));
    told.serversRead(found);
    return ServerReport.of(found.servers());
  }

  private ServerReport compared(
      Configuration configuration,
      ServerFiles files,
      String path,
      RunReport told,
      Progress progress)
      throws Exception {
    try (Run run =
        Run.changing(configuration, path, "servers", wait.duration(), progress).telling(told)) {
      run.all(List.of(new SettingsStep(any -> files)));
      Warehouse tables = run.warehouse();
      return progress.during(
          "asking the tables",
          () ->
              ServerReport.of(
                  told.servers(),
                  SeenServers.of(tables).without(configuration.policy().retired()),
                  Considered.of(tables)));
    }
  }

  private void print(ServerReport report) {
    PrintWriter out = spec.commandLine().getOut();
    if (format.format() == RowOutput.Format.table) {
      new ServersPage(HarmlessText.on(out)).print(report);
      return;
    }
    RowOutput rows = RowOutput.of(format.format(), COLUMNS, out);
    for (Finding finding : report.findings()) {
      rows.row(
          Arrays.asList(
              finding.server().isEmpty() ? null : finding.server(),
              finding.severity().label(),
              finding.code().label(),
              finding.subject(),
              finding.what(),
              finding.why(),
              finding.cure(),
              finding.source()));
    }
    rows.finish();
    if (format.format() == RowOutput.Format.json) {
      RowOutput last = RowOutput.of(RowOutput.Format.json, List.of("summary"), out);
      last.row(List.of(ServersJson.of(report)));
      last.finish();
    }
  }

  /** What is written to mend servers would be read as their exports the next time. */
  private static void checkApart(Path folder, ServerFiles files, ServerReport report) {
    Path whole = whole(folder.toString());
    Stream<String> read =
        report.servers().stream().flatMap(server -> server.exports().stream()).map(Export::file);
    if (files.exports().stream().anyMatch(path -> whole.startsWith(whole(path)))
        || read.anyMatch(file -> whole(file).startsWith(whole))) {
      throw new UsageException(
          "--fix is '%s', where exports are read: give a folder of its own".formatted(folder));
    }
  }

  private static Path whole(String path) {
    return Path.of(path).toAbsolutePath().normalize();
  }

  private void mend(Path folder, ServerReport report, List<TlsVersion> retired) throws IOException {
    RemedyFolder remedy = RemedyFolder.write(folder, report.servers(), retired);
    boolean isPage = format.format() == RowOutput.Format.table;
    new ServersPage(
            HarmlessText.on(isPage ? spec.commandLine().getOut() : spec.commandLine().getErr()))
        .print(remedy);
  }
}
