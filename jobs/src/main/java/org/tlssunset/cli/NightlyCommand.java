package org.tlssunset.cli;

import java.util.concurrent.Callable;
import org.tlssunset.config.Configuration;
import org.tlssunset.console.Progress;
import org.tlssunset.monitor.NightMetrics;
import org.tlssunset.steps.ReadingStep;
import org.tlssunset.steps.Rules;
import org.tlssunset.steps.Run;
import org.tlssunset.steps.Steps;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code nightly}: ingest, rollup and export in one process. */
@Command(
    name = "nightly",
    description = {
      "Read what is new in the archive, bring the tables up to date, write the CSV files and say who"
          + " still needs an old version, who is new, whose logs no longer come and what was lost.",
      "",
      "Files that were read before, and are the same, are not read again. Killed at any moment and run"
          + " again, the tables are those of one quiet run."
    },
    footer = {
      "",
      "Examples:",
      "  tls-sunset nightly --archive /archive --warehouse /data/tls",
      "  tls-sunset nightly --archive /mnt/ex01 /mnt/ex02 --warehouse /data/tls --out /srv/reports",
      "  tls-sunset nightly --archive /archive --warehouse /data/tls \\",
      "    --metrics /var/lib/node_exporter/tls_sunset.prom --log-format json",
      "  tls-sunset nightly --archive /archive --warehouse /data/tls --quiet   # for cron",
      "  tls-sunset nightly --archive 'hdfs://nn/logs/*/IIS' --warehouse s3a://tls/tables --out /srv/reports",
      "",
      "Exit codes: 0 done; 3 done, but some files or lines could not be read, or a server's logs no",
      "longer come (they are named)."
    })
final class NightlyCommand implements Callable<Integer> {

  @Mixin private ArchiveOption archive = new ArchiveOption();
  @Mixin private WarehouseOption warehouse = new WarehouseOption();
  @Mixin private OutOption out = new OutOption();
  @Mixin private MetricsOption metrics = new MetricsOption();
  @Mixin private KeepOption keep = new KeepOption();
  @Mixin private WaitOption wait = new WaitOption();

  @Option(
      names = "--quiet",
      description =
          "Print nothing, progress neither, unless somebody has to do something: a client that is new,"
              + " a server whose logs no longer come, logs that cannot be read.")
  private boolean isQuiet;

  @Mixin private SparkOptions common = new SparkOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    try (Progress progress =
        isQuiet ? Progress.unseen() : Progress.on(spec.commandLine().getErr())) {
      NightMetrics figures = new NightMetrics(metrics.file(), progress);
      return figures.of(() -> night(progress, figures));
    }
  }

  private int night(Progress progress, NightMetrics figures) throws Exception {
    Configuration configuration = common.configuration();
    out.refuseUnwritable();
    ReadingStep reading = archive.reading(configuration, warehouse, keep, progress);
    RunReport report =
        new RunReport(
            spec, warehouse.path(), configuration.rejectedShareAllowed(), figures, isQuiet);
    try (Run run =
        Run.making(configuration, warehouse.path(), "nightly", wait.duration(), progress)
            .telling(report)) {
      run.all(Steps.night(Rules.of(configuration), reading, out.export(warehouse)));
      figures.made(run.warehouse());
      return new NightEnd(spec, configuration, isQuiet).tell(run, report, progress);
    }
  }
}
