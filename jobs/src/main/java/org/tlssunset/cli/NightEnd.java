package org.tlssunset.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.tlssunset.config.Configuration;
import org.tlssunset.console.ExitCode;
import org.tlssunset.console.HarmlessText;
import org.tlssunset.console.Progress;
import org.tlssunset.console.StandardError;
import org.tlssunset.monitor.NightAnswer;
import org.tlssunset.monitor.NightPage;
import org.tlssunset.page.ServersPage;
import org.tlssunset.plan.Plans;
import org.tlssunset.plan.Scenario;
import org.tlssunset.servers.ServerReport;
import org.tlssunset.servers.seen.SeenServers;
import org.tlssunset.steps.Run;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The end of a night: its answer in a page, and its exit code.
 *
 * @param isQuiet whether nothing is printed that asks nothing of anybody
 */
record NightEnd(CommandSpec command, Configuration configuration, boolean isQuiet) {

  /**
   * Tells the answer, and remembers that it was told.
   *
   * @param report of the run, which has ended
   * @return the exit code
   */
  int tell(Run run, RunReport report, Progress progress) throws Exception {
    NightAnswer answer =
        progress.during(
            "answering",
            () ->
                NightAnswer.of(
                    run.warehouse(),
                    Objects.requireNonNull(report.report()),
                    configuration.retiredServers()));
    PrintWriter out = HarmlessText.on(command.commandLine().getOut());
    NightPage page = new NightPage(out);
    if (isQuiet) {
      page.action(answer);
    } else {
      page.print(answer);
      page.next(answer, run.path());
    }
    servers(run, report, out);
    report(run, out, progress);
    StandardError err = new StandardError(command.commandLine().getErr());
    answer.silent().forEach(feed -> err.collected(NightPage.silence(feed)));
    Optional<Scenario> plan = configuration.plan();
    if (plan.isPresent() && !Plans.isKnown(run.warehouse(), plan.get())) {
      err.warning(
          "plan.at is '%s', which is no TLS end that logs tell of: plan_clients and plan_summary are empty; give servers, everywhere or one of %s"
              .formatted(plan.get().ends().name(), String.join(", ", Plans.ends(run.warehouse()))));
    }
    answer.keep(run.warehouse());
    int exitCode = report.end(progress);
    return exitCode == ExitCode.DONE && !answer.silent().isEmpty() ? ExitCode.PARTLY : exitCode;
  }

  /** The page for the lead, if one is wanted. */
  private void report(Run run, PrintWriter out, Progress progress) throws Exception {
    Optional<NightReport> wanted = NightReport.of(configuration);
    if (wanted.isPresent()) {
      Optional<Path> file = wanted.get().write(configuration, run.warehouse(), progress);
      progress.step("");
      if (!isQuiet) {
        file.ifPresent(page -> out.println("report    " + page));
      }
    }
  }

  /** What is urgent of servers whose settings were read. */
  private void servers(Run run, RunReport report, PrintWriter out) {
    if (!report.servers().isEmpty()) {
      SeenServers seen = SeenServers.of(run.warehouse()).without(configuration.policy().retired());
      new ServersPage(out).printUrgent(ServerReport.of(report.servers(), seen, List.of()));
    }
  }
}
