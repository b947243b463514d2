package org.tlssunset.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.tlssunset.archive.Archive;
import org.tlssunset.archive.ArchiveFile;
import org.tlssunset.archive.LogReader;
import org.tlssunset.config.Configuration;
import org.tlssunset.console.ExitCode;
import org.tlssunset.ingest.ReadSettings;
import org.tlssunset.inspect.Inspection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code inspect}: what the parsers make of files, at once and without Spark. */
@Command(
    name = "inspect",
    description = {
      "Show what is made of log files: the format recognised, the observations, the lines that could"
          + " not be used with the reason, and the totals.",
      "",
      "table shows the chief columns; csv has all columns of the observations, and the rest on standard"
          + " error; json has all, one object a line, told apart by \"kind\": observation, rejected, log."
    },
    footer = {
      "",
      "Examples:",
      "  tls-sunset inspect RECV2024012515-1.LOG",
      "  tls-sunset inspect --format csv u_ex240125_x.log.gz > requests.csv",
      "  tls-sunset inspect --format json '/archive/*/W3SVC1/*.log' | grep '\"TLS 1.0\"'",
    })
final class InspectCommand implements Callable<Integer> {

  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private FormatOption format = new FormatOption();

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      converter = GivenPath.class,
      description = "Files, folders or globs; packed ones too (.gz .zip .bz2 .zst .xz).")
  private List<String> paths = List.of();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Configuration configuration = common.configuration();
    ReadSettings settings = configuration.ingest().read();
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    Archive.Listing listing = Archive.list(paths, settings.stores(), configuration.ignored());
    Inspection inspection = Inspection.of(format.format(), settings.rejectsKept(), out, err);
    LogReader reader = settings.reader();
    for (Archive.Unlisted unlisted : listing.unlisted()) {
      inspection.unlisted(unlisted);
    }
    for (ArchiveFile file : listing.files()) {
      reader.read(file, inspection);
      if (out.checkError()) {
        return ExitCode.DONE; // whoever read the output has seen enough
      }
    }
    inspection.finish();
    return inspection.isAllRead() ? ExitCode.DONE : ExitCode.PARTLY;
  }
}
