package org.tlssunset.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.tlssunset.config.Configuration;
import org.tlssunset.console.Progress;
import org.tlssunset.steps.Rules;
import org.tlssunset.steps.Run;
import org.tlssunset.steps.Steps;
import org.tlssunset.upkeep.Maintenance;
import org.tlssunset.upkeep.RetentionSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code maintain}: the tables packed, and without what is too old. */
@Command(
    name = "maintain",
    description = {
      "Keep the tables in order: pack small files, delete files that no reader needs any more, sum up"
          + " the tables' logs, whose old entries go, and remove what is older than the block maintain {} of --config says"
          + " (nothing, if it says nothing).",
      "",
      "Readers are not disturbed. Run again, it finds nothing to do. Once a week is often enough."
    },
    footer = {
      "",
      "Examples:",
      "  tls-sunset maintain --warehouse /data/tls",
      "  tls-sunset maintain --warehouse /data/tls --config keep-400-days.conf --wait 2h",
    })
final class MaintainCommand implements Callable<Integer> {

  @Mixin private WarehouseOption warehouse = new WarehouseOption();
  @Mixin private WaitOption wait = new WaitOption();
  @Mixin private SparkOptions common = new SparkOptions();

  @Option(
      names = "--delete-now",
      description =
          "Delete at once all files that the tables' present versions do not need, as after forget:"
              + " a query that is running elsewhere may fail, and there is no way back.")
  private boolean isDeletingNow;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    Configuration configuration = common.configuration();
    RetentionSettings keep =
        isDeletingNow ? configuration.keep().withOldFiles(Duration.ZERO) : configuration.keep();
    RunReport report = new RunReport(spec, warehouse.path());
    try (Progress progress = Progress.on(spec.commandLine().getErr());
        Run run =
            Run.changing(configuration, warehouse.path(), "maintain", wait.duration(), progress)
                .telling(report)) {
      run.all(Steps.derived(Rules.of(configuration)));
      List<String> done = new ArrayList<>();
      if (report.hasCounted()) {
        done.add("rollups: brought up to date");
      }
      Maintenance maintenance =
          new Maintenance(run.warehouse(), keep, LocalDate.now(ZoneOffset.UTC));
      done.addAll(progress.during("removing what is old", maintenance::removeOld));
      run.all(Steps.derived(Rules.of(configuration)));
      done.addAll(progress.during("tidying up", maintenance::tidy));
      print(done);
      return report.end(progress);
    }
  }

  private void print(List<String> done) {
    PrintWriter out = spec.commandLine().getOut();
    done.forEach(out::println);
    if (done.isEmpty()) {
      out.println("nothing to do");
    }
  }
}
