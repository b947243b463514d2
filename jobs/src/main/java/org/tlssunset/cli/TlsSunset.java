package org.tlssunset.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.tlssunset.console.Diagnosis;
import org.tlssunset.console.ExitCode;
import org.tlssunset.console.ResultStream;
import org.tlssunset.console.StandardError;
import org.tlssunset.warehouse.NamelessUser;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

/** The command {@code tls-sunset}. */
@Command(
    name = "tls-sunset",
    description =
        "Finds every client that still needs TLS 1.0 or 1.1, in archived Exchange and IIS logs.",
    versionProvider = TlsSunset.Version.class,
    subcommands = {
      DemoCommand.class,
      NightlyCommand.class,
      IngestCommand.class,
      RollupCommand.class,
      ExportCommand.class,
      PlanCommand.class,
      OutreachCommand.class,
      ReportCommand.class,
      ChangesCommand.class,
      ServersCommand.class,
      MaintainCommand.class,
      ForgetCommand.class,
      StatusCommand.class,
      InspectCommand.class,
      ProofCommand.class,
      PrepareCommand.class,
      SqlCommand.class,
      NotebookCommand.class
    },
    footer = {
      "",
      "Examples:",
      "  tls-sunset demo",
      "  tls-sunset inspect RECV2024012515-1.LOG",
      "  tls-sunset nightly --archive /archive --warehouse /data/tls",
      "  tls-sunset status --warehouse /data/tls --archive /archive",
      "  tls-sunset proof RECV2024012515-1.LOG:4711 --warehouse /data/tls",
      "  tls-sunset sql --warehouse /data/tls -e 'SELECT * FROM client_protocol'",
      "",
      "Exit codes: 0 done; 2 wrong usage or configuration; 3 done, but some files or lines could",
      "not be read (they are named); 1 anything else."
    })
public final class TlsSunset implements Runnable {

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Show where an error came from.")
  private boolean verbose;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help and exit.")
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show the version and exit.")
  private boolean version;

  @Option(
      names = StandardError.OPTION,
      paramLabel = "FORMAT",
      scope = ScopeType.INHERIT,
      description =
          "What standard error looks like: ${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} if not given.")
  private StandardError.Format logFormat = StandardError.Format.text;

  @picocli.CommandLine.Spec
  private picocli.CommandLine.Model.CommandSpec spec =
      picocli.CommandLine.Model.CommandSpec.create();

  /** Whether a signal ends the process, which is told once: what fails then fails because of it. */
  private static volatile boolean isEnding;

  /** Whether the process ends because its command has. */
  private static volatile boolean isDone;

  /** Read by {@code conf/log4j2.properties}: the form of what libraries log. */
  private static final String LOG_FORMAT = "tls.sunset.log.format";

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    Locale.setDefault(
        Locale.ROOT); // what is written, to tables and to people, is the same everywhere
    System.setProperty(LOG_FORMAT, StandardError.asked(arguments).name());
    NamelessUser.name();
    PrintWriter err =
        new PrintWriter(
            new OutputStreamWriter(
                new FileOutputStream(FileDescriptor.err), StandardCharsets.UTF_8),
            true);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  if (!isDone) {
                    isEnding = true;
                    PrintWriter told = StandardError.as(StandardError.asked(arguments), err);
                    new StandardError(told).error(Diagnosis.INTERRUPTED.sentence());
                  }
                }));
    int exitCode = run(new FileOutputStream(FileDescriptor.out), err, arguments);
    isDone = true;
    err.flush();
    System.exit(exitCode);
  }

  /**
   * Runs a command whose result goes to a stream. A result that cannot be written is a failure,
   * unless whoever reads it has seen enough.
   *
   * @return its exit code, see {@link ExitCode}
   */
  static int run(OutputStream result, PrintWriter err, String... arguments) {
    ResultStream stream = new ResultStream(result);
    PrintWriter out = new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
    int exitCode = run(out, err, arguments);
    out.flush();
    IOException lost = stream.lost();
    if (lost == null) {
      return exitCode;
    }
    new StandardError(StandardError.as(StandardError.asked(arguments), err))
        .error(
            "the result could not be written (%s): make room, or let it go elsewhere"
                .formatted(lost.getMessage()));
    return ExitCode.FAILED;
  }

  /**
   * Runs a command.
   *
   * @return its exit code, see {@link ExitCode}
   */
  public static int run(PrintWriter out, PrintWriter plainErr, String... arguments) {
    PrintWriter err = StandardError.as(StandardError.asked(arguments), plainErr);
    TlsSunset root = new TlsSunset();
    CommandLine command =
        HelpLayout.on(new CommandLine(root), System.getenv("COLUMNS"))
            .setOut(out)
            .setErr(err)
            .setExpandAtFiles(false) // a file's name may begin with @
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setParameterExceptionHandler(TlsSunset::misused);
    command.setExecutionExceptionHandler(
        (failure, failed, parsed) -> {
          out.flush();
          return root.tell(failure, folders(failed), writes(failed), err);
        });
    try {
      return command.execute(arguments);
    } catch (Error e) { // the memory's end above all: picocli hands on exceptions alone
      return root.tell(e, List.of(), false, err);
    }
  }

  /**
   * Says what went wrong.
   *
   * @param folders that the run is about
   * @param writes whether it writes to them
   * @return the exit code
   */
  private int tell(Throwable failure, List<String> folders, boolean writes, PrintWriter err) {
    Diagnosis diagnosis = isEnding ? Diagnosis.INTERRUPTED : Diagnosis.of(failure, folders, writes);
    StandardError told = new StandardError(err);
    if (!isEnding) {
      told.error(diagnosis.sentence());
    }
    if (verbose) {
      told.trace(failure);
    }
    return diagnosis.exitCode();
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }

  /** Whether a command changes the tables. */
  private static boolean writes(CommandLine command) {
    Object asked = command.getCommand();
    return !(asked instanceof SqlCommand || asked instanceof StatusCommand);
  }

  /** The folders of tables and results that a command's options name. */
  private static List<String> folders(CommandLine command) {
    return Stream.of("--warehouse", "--out")
        .map(option -> command.getParseResult().<String>matchedOptionValue(option, ""))
        .filter(folder -> !folder.isEmpty())
        .toList();
  }

  private static int misused(ParameterException misuse, String[] arguments) {
    CommandLine command = misuse.getCommandLine();
    PrintWriter err = command.getErr();
    new StandardError(err).error(Misuse.sentence(misuse, arguments));
    err.println("Try '%s --help'.".formatted(command.getCommandSpec().qualifiedName()));
    return ExitCode.WRONG_USAGE;
  }

  /** The version of the jar that this class is in. */
  static final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
      String version = TlsSunset.class.getPackage().getImplementationVersion();
      return new String[] {"tls-sunset " + (version == null ? "(not packaged)" : version)};
    }
  }
}
