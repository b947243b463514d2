package org.tlssunset.cli;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tlssunset.console.ExitCode;
import org.tlssunset.console.Progress;
import org.tlssunset.console.ReportPrinter;
import org.tlssunset.ingest.IngestReport;
import org.tlssunset.monitor.NightMetrics;
import org.tlssunset.names.FoundNames;
import org.tlssunset.outreach.ClientProtocolCsv;
import org.tlssunset.schema.Table;
import org.tlssunset.servers.FoundServers;
import org.tlssunset.servers.ServerSettings;
import org.tlssunset.steps.Run;
import org.tlssunset.steps.RunListener;
import picocli.CommandLine.Model.CommandSpec;

/** Says what a run's steps found, and what the run comes to. */
final class RunReport implements RunListener {

  private final ReportPrinter printer;
  private final double shareAllowed;
  private final @Nullable NightMetrics figures;
  private @Nullable IngestReport report;
  private boolean hasCounted;
  private List<ServerSettings> servers = List.of();
  private int exitCode = ExitCode.DONE;

  /** Of a run that reads no logs. */
  RunReport(CommandSpec command, String warehouse) {
    this(command, warehouse, 0);
  }

  /**
   * @param shareAllowed of the lines, from 0 to 1, that may be rejected
   */
  RunReport(CommandSpec command, String warehouse, double shareAllowed) {
    this(command, warehouse, shareAllowed, null, false);
  }

  /**
   * @param figures are given what was read
   * @param isQuiet whether nothing is said that asks nothing of anybody
   */
  RunReport(
      CommandSpec command,
      String warehouse,
      double shareAllowed,
      @Nullable NightMetrics figures,
      boolean isQuiet) {
    this.printer =
        ReportPrinter.on(
            command.commandLine().getOut(), command.commandLine().getErr(), warehouse, isQuiet);
    this.shareAllowed = shareAllowed;
    this.figures = figures;
  }

  @Override
  public void read(IngestReport found, Run run) {
    report = found;
    printer.ingested(found, shareAllowed);
    if (figures != null) {
      figures.ingested(found, run.warehouse());
    }
    exitCode = ReportPrinter.exitCode(found, shareAllowed);
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
  public void namesMissed(FoundNames found) {
    printer.namesMissed(found);
    exitCode = ExitCode.PARTLY;
  }

  @Override
  public void serversRead(FoundServers found) {
    servers = found.servers();
    printer.exportsMissed(found);
    if (!found.isWhole()) {
      exitCode = ExitCode.PARTLY;
    }
  }

  @Override
  public void exported(ClientProtocolCsv.Written written) {
    printer.exported(written);
  }

  /** What was read; null before that. */
  @Nullable IngestReport report() {
    return report;
  }

  /** What servers are configured to do, as far as it was read. */
  List<ServerSettings> servers() {
    return servers;
  }

  /** What the run comes to so far. */
  int exitCode() {
    return exitCode;
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
