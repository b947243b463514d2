package org.tlssunset.cli;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tlssunset.console.ExitCode;
import org.tlssunset.console.Progress;
import org.tlssunset.console.ReportPrinter;
import org.tlssunset.ingest.IngestReport;
import org.tlssunset.monitor.NightMetrics;
import org.tlssunset.outreach.ClientProtocolCsv;
import org.tlssunset.schema.Table;
import org.tlssunset.steps.Run;
import org.tlssunset.steps.RunListener;
import picocli.CommandLine.Model.CommandSpec;

/** Says what a run's steps found, and what the run comes to. */
final class RunReport implements RunListener {

  private final ReportPrinter printer;
  private final double shareAllowed;
  private final @Nullable NightMetrics figures;
  private boolean hasCounted;
  private int exitCode = ExitCode.DONE;

  /** Of a run that reads no logs. */
  RunReport(CommandSpec command, String warehouse) {
    this(command, warehouse, 0);
  }

  /**
   * @param shareAllowed of the lines, from 0 to 1, that may be rejected
   */
  RunReport(CommandSpec command, String warehouse, double shareAllowed) {
    this(command, warehouse, shareAllowed, null);
  }

  /**
   * @param figures are given what was read
   */
  RunReport(
      CommandSpec command, String warehouse, double shareAllowed, @Nullable NightMetrics figures) {
    this.printer =
        ReportPrinter.on(command.commandLine().getOut(), command.commandLine().getErr(), warehouse);
    this.shareAllowed = shareAllowed;
    this.figures = figures;
  }

  @Override
  public void read(IngestReport report, Run run) {
    printer.ingested(report, shareAllowed);
    if (figures != null) {
      figures.ingested(report, run.warehouse());
    }
    exitCode = ReportPrinter.exitCode(report, shareAllowed);
  }

  @Override
  public void counted(Table table) {
    hasCounted = true;
  }

  @Override
  public void frozen(List<LocalDate> days) {
    printer.notCounted(days);
  }

  @Override
  public void exported(ClientProtocolCsv.Written written) {
    printer.exported(written);
  }

  /** Whether any table was counted anew. */
  boolean hasCounted() {
    return hasCounted;
  }

  /**
   * Says how long each step took.
   *
   * @return the run's exit code
   */
  int end(Progress progress) {
    printer.times(progress);
    return exitCode;
  }
}
