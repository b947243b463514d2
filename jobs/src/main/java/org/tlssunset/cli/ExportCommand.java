package org.tlssunset.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.tlssunset.console.Progress;
import org.tlssunset.steps.Run;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code export}: the rollup into a CSV file that Excel opens. */
@Command(
    name = "export",
    description = {
      "Write client_protocol.csv, the clients with the most recent use of an old version first: the"
          + " last step of nightly. The file is written whole or not at all.",
      "",
      "Times are UTC, as spreadsheets take them. A list is one cell: split it at ' | ', then take || for"
          + " |. worst_version_lately is the oldest version of the last seven days of the evidence;"
          + " host_name is what name-files call the address at its last use of an old version."
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
    RunReport report = new RunReport(spec, warehouse.path());
    try (Progress progress = Progress.on(spec.commandLine().getErr())) {
      out.refuseUnwritable();
      Run.reading(common.configuration(), warehouse.path(), progress)
          .telling(report)
          .all(List.of(out.export(warehouse)));
      return report.end(progress);
    }
  }
}
