package org.tlssunset.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tlssunset.archive.Archive;
import org.tlssunset.archive.ArchiveFile;
import org.tlssunset.archive.LogLine;
import org.tlssunset.archive.LogLines;
import org.tlssunset.config.Configuration;
import org.tlssunset.console.ExitCode;
import org.tlssunset.console.Progress;
import org.tlssunset.console.StandardError;
import org.tlssunset.console.Terminal;
import org.tlssunset.ingest.KnownTexts;
import org.tlssunset.ingest.ReadSettings;
import org.tlssunset.proof.FoundProof;
import org.tlssunset.proof.ProofName;
import org.tlssunset.proof.ProofSearch;
import org.tlssunset.steps.Run;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code proof}: the line of a log that a row was made of. */
@Command(
    name = "proof",
    description = {
      "Print the line of a log that proves a row: source_file:source_line of tls_observations,"
          + " legacy_proof_file:legacy_proof_line of client_protocol.csv. Packed logs are opened.",
      "",
      "With --warehouse the line is taken only from a text that is the one that was read; it is also"
          + " found where the log was moved, packed or deleted while a copy is left. With --archive, too,"
          + " where it lies there under its name, packed or not."
    },
    footer = {
      "",
      "Examples:",
      "  tls-sunset proof /archive/EX01/RECV2024012515-1.LOG:4711",
      "  tls-sunset proof RECV2024012515-1.LOG:4711 --warehouse /data/tls",
      "  tls-sunset proof /archive/ex01.zip!/u_ex240125.log:12 --fields --redact",
      "  tls-sunset proof u_ex240125.log:12 --archive /archive /attic",
      "",
      "Exit codes: 0 printed; 2 no such log or line, or several (they are named); 1 anything else."
    })
final class ProofCommand implements Callable<Integer> {

  @Mixin private SparkOptions common = new SparkOptions();

  @Parameters(
      paramLabel = "FILE:LINE",
      converter = GivenPath.class,
      description =
          "The log as a row names it, or the end of its path (with --warehouse or --archive), and"
              + " the line, from 1.")
  private String name = "";

  @Option(
      names = "--warehouse",
      paramLabel = "PATH",
      converter = GivenPath.class,
      description = "The folder of the tables, which know what was read under which names.")
  private @Nullable String warehouse;

  @Option(
      names = "--archive",
      arity = "1..*",
      paramLabel = "PATH",
      converter = GivenPath.class,
      description = "Where to search for a log that is no longer at its path.")
  private List<String> archive = List.of();

  @Option(
      names = "--fields",
      description = "Print the log's #Fields line first, which says what the columns are.")
  private boolean fields;

  @Option(
      names = "--redact",
      description =
          "Hide whatever may tell of a person: of the line stay times, addresses of machines, TLS"
              + " facts and what is known to be harmless.")
  private boolean redact;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    ProofName asked = ProofName.of(name);
    Configuration configuration = common.configuration();
    ReadSettings settings = configuration.ingest().read();
    FoundProof found;
    try (Progress progress = Progress.on(spec.commandLine().getErr())) {
      String tables = warehouse;
      KnownTexts ledger =
          tables == null
              ? null
              : new KnownTexts(Run.reading(configuration, tables, progress).warehouse());
      ProofSearch search =
          new ProofSearch(
              new LogLines(settings.reader(), settings.stores()),
              ledger,
              () -> listed(configuration));
      found = progress.during("looking", () -> search.find(asked));
    }
    tell(asked, found);
    print(found.line(), settings);
    return ExitCode.DONE;
  }

  private List<ArchiveFile> listed(Configuration configuration) {
    return archive.isEmpty()
        ? List.of()
        : Archive.list(archive, configuration.ingest().read().stores(), configuration.ignored())
            .files();
  }

  private void tell(ProofName asked, FoundProof found) {
    StandardError err = new StandardError(spec.commandLine().getErr());
    String log = found.log().sourceFile();
    if (!log.equals(asked.file())) {
      err.told("read from " + log);
    }
    if (!found.isChecked()) {
      err.warning(
          warehouse == null
              ? "whether this is what was read is not checked: --warehouse does"
              : "the tables do not know this log: whether it is what was read is not checked");
    }
  }

  private void print(LogLine line, ReadSettings settings) {
    PrintWriter out = spec.commandLine().getOut();
    String header = line.fields();
    if (fields && header != null) {
      out.println(Terminal.shown("#Fields:" + header));
    }
    out.println(
        Terminal.shown(
            redact ? line.format().redacted(line.text(), header, settings.logs()) : line.text()));
  }
}
