package org.tlssunset.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tlssunset.config.Configuration;
import org.tlssunset.config.UsageException;
import org.tlssunset.console.ExitCode;
import org.tlssunset.console.HarmlessText;
import org.tlssunset.console.Progress;
import org.tlssunset.location.Location;
import org.tlssunset.plan.Scenario;
import org.tlssunset.report.Report;
import org.tlssunset.schema.Tables;
import org.tlssunset.steps.Run;
import org.tlssunset.steps.WritableFolder;
import org.tlssunset.warehouse.Warehouse;
import org.tlssunset.warehouse.WholeFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code report}: one page to decide from. */
@Command(
    name = "report",
    description = {
      "Write one HTML file that tells the lead who stops and what can go: the trend with a forecast, the versions"
          + " of each protocol, where old ones are used, how much the logs tell, the servers' readiness, what"
          + " changed in a week, and each client with its programs and its proof. It needs no network and"
          + " nothing beside itself. No table is changed.",
      "",
      "The file stays below 2 MB: of very many clients it has the worst, and says so."
    },
    footer = {
      "",
      "Examples:",
      "  tls-sunset report --warehouse /data/tls --out report.html",
      "  tls-sunset report --warehouse /data/tls --out report.html --disable TLS1.0,TLS1.1 --on 2027-03-01",
      "  tls-sunset report --warehouse /data/tls --out report.html --at EX01 --clients 500 --redact",
      "",
      "Exit codes: 0 done; 2 wrong usage; 1 anything else."
    })
final class ReportCommand implements Callable<Integer> {

  @Mixin private WarehouseOption warehouse = new WarehouseOption();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      converter = GivenPath.class,
      description = "The HTML file, a local one; one that is there is replaced.")
  private String out = "";

  @Mixin private PlannedOption planned = new PlannedOption();

  @Option(
      names = "--at",
      paramLabel = "END",
      description =
          "Where: servers (all of our own), everywhere (listed proxies, too), or the name of a server or"
              + " proxy; as the configuration's plan has it, or servers, if not given.")
  private @Nullable String at;

  @Option(
      names = "--clients",
      paramLabel = "N",
      description = "At most so many clients, the worst; ${DEFAULT-VALUE} if not given.")
  private int clients = Report.MOST_CLIENTS;

  @Option(
      names = "--redact",
      description =
          "Hide in the logs' lines whatever may tell of a person, as proof --redact does.")
  private boolean redact;

  @Mixin private MovedLogsOption moved = new MovedLogsOption();

  @Mixin private SparkOptions common = new SparkOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    if (clients < 1) {
      throw new UsageException("--clients must be 1 or more");
    }
    Configuration configuration = common.configuration();
    Scenario scenario = planned.scenario(configuration, at);
    Path file = file();
    try (Progress progress = Progress.on(spec.commandLine().getErr())) {
      Run run = Run.querying(configuration, warehouse.path(), progress);
      Warehouse tables = run.warehouse();
      tables.refuseNewer(Tables.all());
      LocalDate day = PlanQuestion.lastDay(tables, warehouse.path());
      PlanQuestion.refuseUnknownEnds(tables, scenario, at == null ? "plan.at" : "--at");
      ReportFile report = new ReportFile(configuration, clients, moved.paths(), redact);
      String basis = report.basis(tables, scenario, day);
      WholeFile.write(file, report.page(tables, scenario, day, basis, progress));
      progress.step("");
    }
    HarmlessText.on(spec.commandLine().getOut()).println("report    " + file);
    return ExitCode.DONE;
  }

  private Path file() {
    Path file =
        Location.local(out)
            .orElseThrow(
                () ->
                    new UsageException(
                        "--out is '%s': the report is written to a local file".formatted(out)));
    if (Files.isDirectory(file) || file.getFileName() == null) {
      throw new UsageException(
          "--out is '%s', a folder: name the file in it, report.html".formatted(out));
    }
    WritableFolder.refuseOther("--out", String.valueOf(file.toAbsolutePath().getParent()));
    return file;
  }
}
