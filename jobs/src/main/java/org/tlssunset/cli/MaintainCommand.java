package org.tlssunset.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.tlssunset.config.Configuration;
import org.tlssunset.console.ExitCode;
import org.tlssunset.console.Progress;
import org.tlssunset.console.ReportPrinter;
import org.tlssunset.upkeep.Keep;
import org.tlssunset.upkeep.Maintenance;
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
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    ReportPrinter printer = ReportPrinter.on(out, err, warehouse.path());
    Configuration configuration = common.configuration();
    Keep keep =
        isDeletingNow ? configuration.keep().withOldFiles(Duration.ZERO) : configuration.keep();
    try (Progress progress = Progress.on(err);
        Pipeline pipeline = Pipeline.reading(configuration, warehouse.path(), progress)) {
      pipeline.claim("maintain", wait.duration());
      pipeline.warehouse().createMissing();
      pipeline.warehouse().undoKilledBatch();
      List<String> done = new ArrayList<>();
      if (pipeline.rollup()) {
        done.add("rollups: brought up to date");
      }
      printer.notCounted(pipeline.daysNotCounted());
      Maintenance maintenance =
          new Maintenance(pipeline.warehouse(), keep, LocalDate.now(ZoneOffset.UTC));
      done.addAll(progress.during("removing what is old", maintenance::removeOld));
      pipeline.rollup();
      done.addAll(progress.during("tidying up", maintenance::tidy));
      done.forEach(out::println);
      if (done.isEmpty()) {
        out.println("nothing to do");
      }
      printer.times(progress);
      return ExitCode.DONE;
    }
  }
}
