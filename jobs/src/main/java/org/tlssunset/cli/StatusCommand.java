package org.tlssunset.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tlssunset.archive.Archive;
import org.tlssunset.config.Configuration;
import org.tlssunset.console.HarmlessText;
import org.tlssunset.console.Progress;
import org.tlssunset.ingest.ArchiveStatus;
import org.tlssunset.ingest.ReadSettings;
import org.tlssunset.monitor.Metric;
import org.tlssunset.monitor.MetricsFile;
import org.tlssunset.monitor.Status;
import org.tlssunset.monitor.StatusJson;
import org.tlssunset.monitor.StatusText;
import org.tlssunset.schema.Tables;
import org.tlssunset.steps.ReadingStep;
import org.tlssunset.steps.Rules;
import org.tlssunset.steps.Run;
import org.tlssunset.steps.Steps;
import org.tlssunset.warehouse.Warehouse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code status}: how a warehouse is, and what the next night has to do. */
@Command(
    name = "status",
    description = {
      "Show the last run and its figures, the files that wait or could not be read, how far each"
          + " server's logs reach, where a party may be another than is believed (a proxy that is not"
          + " listed, for instance), and the tables' sizes. Nothing is changed.",
      "",
      "With --archive it also lists the archive: files that are new, have changed or have vanished."
    },
    footer = {
      "",
      "Examples:",
      "  tls-sunset status --warehouse /data/tls",
      "  tls-sunset status --warehouse /data/tls --archive /archive --format json",
      "  tls-sunset status --warehouse /data/tls --metrics /var/lib/node_exporter/tls_sunset.prom",
      "",
      "Exit codes: 0 all was read; 3 some files or folders could not be, or a server's logs no longer",
      "come (they are named); 2 there are no tables; 1 anything else. Files that wait, a batch that was killed, and with --archive",
      "damaged files that are no longer there, are no failure."
    })
final class StatusCommand implements Callable<Integer> {

  /** The forms that {@code --format} takes. */
  enum Format {
    table,
    json
  }

  @Mixin private WarehouseOption warehouse = new WarehouseOption();
  @Mixin private MetricsOption metrics = new MetricsOption();
  @Mixin private SparkOptions common = new SparkOptions();

  @Option(
      names = "--archive",
      arity = "1..*",
      paramLabel = "PATH",
      converter = GivenPath.class,
      description = "What is to be compared with the tables, as nightly takes it.")
  private List<String> archive = List.of();

  @Option(
      names = "--format",
      description = "${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} if not given.")
  private Format format = Format.table;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    Configuration configuration = common.configuration();
    Path file = metrics.file();
    Status status;
    try (Progress progress = Progress.on(spec.commandLine().getErr())) {
      Archive.Listing listing =
          archive.isEmpty()
              ? new Archive.Listing(List.of(), List.of())
              : ReadingStep.list(configuration, archive, warehouse.path(), progress);
      Warehouse tables = Run.reading(configuration, warehouse.path(), progress).warehouse();
      tables.refuseNewer(Tables.all());
      ReadSettings settings = configuration.ingest().read();
      status =
          progress.during(
              "asking the tables",
              () ->
                  Status.of(
                      tables,
                      configuration.ingest(),
                      configuration.retiredServers(),
                      compared(tables, listing, settings),
                      listing.unlisted(),
                      Steps.derivedDays(Rules.of(configuration))));
    }
    if (format == Format.json) {
      StatusJson.print(status, out);
    } else {
      new StatusText(HarmlessText.on(out)).print(status);
    }
    if (file != null) {
      MetricsFile written = MetricsFile.at(file, Metric::isOfRun);
      status.put(written);
      written.write();
    }
    return status.exitCode();
  }

  private @Nullable ArchiveStatus compared(
      Warehouse tables, Archive.Listing listing, ReadSettings settings) {
    return archive.isEmpty() ? null : ArchiveStatus.of(tables, listing, settings, Status.NAMED);
  }
}
