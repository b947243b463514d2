package org.tlssunset.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.tlssunset.config.Configuration;
import org.tlssunset.console.Progress;
import org.tlssunset.steps.Rules;
import org.tlssunset.steps.Run;
import org.tlssunset.steps.Steps;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code rollup}: {@code tls_observations} into the tables per day and per client. */
@Command(
    name = "rollup",
    description = {
      "Bring client_protocol_daily and client_protocol up to date with tls_observations: the second"
          + " step of nightly. Only days that new files touched are counted again. The files of name-files"
          + " are read first."
    },
    footer = {
      "",
      "Example:",
      "  tls-sunset rollup --warehouse /data/tls",
    })
final class RollupCommand implements Callable<Integer> {

  @Mixin private WarehouseOption warehouse = new WarehouseOption();
  @Mixin private WaitOption wait = new WaitOption();
  @Mixin private SparkOptions common = new SparkOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    Configuration configuration = common.configuration();
    RunReport report = new RunReport(spec, warehouse.path());
    try (Progress progress = Progress.on(spec.commandLine().getErr());
        Run run =
            Run.changing(configuration, warehouse.path(), "rollup", wait.duration(), progress)
                .telling(report)) {
      run.all(Steps.rollup(Rules.of(configuration)));
      out.println(
          report.hasCounted() ? "rollups  brought up to date" : "rollups  were up to date already");
      return report.end(progress);
    }
  }
}
