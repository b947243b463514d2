package org.tlssunset.cli;

import java.util.concurrent.Callable;
import org.tlssunset.console.ExitCode;
import org.tlssunset.console.Progress;
import org.tlssunset.console.ReportPrinter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code export}: the rollup into a CSV file that Excel opens. */
@Command(
    name = "export",
    description = {
      "Write client_protocol.csv, the clients with the most recent use of an old version first: the"
          + " last step of nightly. The file is written whole or not at all."
    },
    footer = {
      "",
      "Example:",
      "  tls-sunset export --warehouse /data/tls --out /srv/reports",
    })
final class ExportCommand implements Callable<Integer> {

  @Mixin private WarehouseOption warehouse = new WarehouseOption();
  @Mixin private OutOption out = new OutOption();
  @Mixin private SparkOptions common = new SparkOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    try (Progress progress = Progress.on(spec.commandLine().getErr())) {
      out.refuseUnwritable();
      Pipeline pipeline = Pipeline.reading(common.configuration(), warehouse.path(), progress);
      ReportPrinter printer =
          ReportPrinter.on(
              spec.commandLine().getOut(), spec.commandLine().getErr(), warehouse.path());
      printer.exported(pipeline.export(out.folder(warehouse)));
      printer.times(progress);
      return ExitCode.DONE;
    }
  }
}
