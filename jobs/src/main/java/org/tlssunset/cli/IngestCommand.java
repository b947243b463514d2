package org.tlssunset.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.tlssunset.config.Configuration;
import org.tlssunset.console.Progress;
import org.tlssunset.steps.ReadingStep;
import org.tlssunset.steps.Run;
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
    try (Progress progress = Progress.on(spec.commandLine().getErr())) {
      Configuration configuration = common.configuration();
      ReadingStep reading = archive.reading(configuration, warehouse, keep, progress);
      RunReport report =
          new RunReport(spec, warehouse.path(), configuration.rejectedShareAllowed());
      try (Run run =
          Run.making(configuration, warehouse.path(), "ingest", wait.duration(), progress)
              .telling(report)) {
        run.all(List.of(reading));
        return report.end(progress);
      }
    }
  }
}
