package org.tlssunset.cli;

import java.util.concurrent.Callable;
import org.tlssunset.archive.Archive;
import org.tlssunset.config.Configuration;
import org.tlssunset.console.Progress;
import org.tlssunset.console.ReportPrinter;
import org.tlssunset.ingest.IngestReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ingest}: the archive's new files into {@code tls_observations}. */
@Command(
    name = "ingest",
    description =
        "Read what is new in the archive into tls_observations: the first step of nightly.",
    footer = {
      "",
      "Example:",
      "  tls-sunset ingest --archive /archive --warehouse /data/tls",
    })
final class IngestCommand implements Callable<Integer> {

  @Mixin private ArchiveOption archive = new ArchiveOption();
  @Mixin private WarehouseOption warehouse = new WarehouseOption();
  @Mixin private KeepOption keep = new KeepOption();
  @Mixin private WaitOption wait = new WaitOption();
  @Mixin private SparkOptions common = new SparkOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    ReportPrinter printer =
        ReportPrinter.on(
            spec.commandLine().getOut(), spec.commandLine().getErr(), warehouse.path());
    try (Progress progress = Progress.on(spec.commandLine().getErr())) {
      Configuration configuration = common.configuration();
      Archive.Listing listing =
          Pipeline.list(configuration, archive.paths(), warehouse.path(), progress);
      try (Pipeline pipeline =
          Pipeline.writing(configuration, warehouse.path(), "ingest", wait.duration(), progress)) {
        IngestReport report = pipeline.ingest(archive.paths(), listing, keep.isGiven());
        printer.ingested(report, configuration.rejectedShareAllowed());
        printer.times(progress);
        return ReportPrinter.exitCode(report, configuration.rejectedShareAllowed());
      }
    }
  }
}
