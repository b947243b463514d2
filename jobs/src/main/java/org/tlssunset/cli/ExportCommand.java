package org.tlssunset.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tlssunset.config.Configuration;
import org.tlssunset.config.Nearest;
import org.tlssunset.config.UsageException;
import org.tlssunset.console.ExitCode;
import org.tlssunset.console.FailedException;
import org.tlssunset.console.Progress;
import org.tlssunset.console.StandardError;
import org.tlssunset.export.AnswerExport;
import org.tlssunset.export.ExportForm;
import org.tlssunset.outreach.owners.OwnersFile;
import org.tlssunset.query.Answer;
import org.tlssunset.query.QueryFailure;
import org.tlssunset.query.Relation;
import org.tlssunset.query.SqlSession;
import org.tlssunset.query.Statement;
import org.tlssunset.steps.Run;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code export}: the rollup, a table or the answer of a query as a file. */
@Command(
    name = "export",
    description = {
      "Write client_protocol.csv, the clients with the most recent use of an old version first: the"
          + " last step of nightly. With --table or -e, write any table or view, or the answer of a query: as"
          + " CSV for spreadsheets, JSON lines or Parquet, in one file or in one for each owner. Files are written"
          + " whole or not at all.",
      "",
      "In CSV, times are UTC, as spreadsheets take them. A list is one cell: split it at ' | ', then take || for"
          + " |. A text that a spreadsheet would take for something else has an apostrophe before it."
          + " Of client_protocol.csv, worst_version_lately is the oldest version of the last seven days of the evidence;"
          + " host_name is what name-files call the address at its last use of an old version."
    },
    footer = {
      "",
      "Examples:",
      "  tls-sunset export --warehouse /data/tls --out /srv/reports",
      "  tls-sunset export --warehouse /data/tls --table legacy_clients --out legacy.csv",
      "  tls-sunset export --warehouse /data/tls --table client_usage --out usage.parquet",
      "  tls-sunset export --warehouse /data/tls --table legacy_clients --owners owners.csv --out by-owner",
      "  tls-sunset export --warehouse /data/tls --out old.jsonl \\",
      "    -e \"SELECT client, last_seen FROM last_seen WHERE tls_version = 'TLS 1.0'\"",
    })
final class ExportCommand implements Callable<Integer> {

  @Mixin private WarehouseOption warehouse = new WarehouseOption();
  @Mixin private SparkOptions common = new SparkOptions();

  @Option(
      names = "--out",
      paramLabel = "PATH",
      converter = GivenPath.class,
      description =
          "The file, with --table or -e; with --owners, the folder of the files. Without these, the"
              + " folder of client_protocol.csv: 'csv' in the warehouse if not given.")
  private @Nullable String out;

  @ArgGroup private @Nullable Asked asked;

  @Option(
      names = "--format",
      description =
          "${COMPLETION-CANDIDATES}; that of the file's name (.csv, .json, .jsonl, .parquet) if not"
              + " given, else csv.")
  private @Nullable ExportForm format;

  @Option(
      names = "--by-owner",
      description =
          "A file for each owner, by client_ip or client, client_name, host_name and user_name of the"
              + " rows; what is nobody's goes to _unowned. --owners alone says so, too.")
  private boolean isByOwner;

  @Mixin private OwnersOption owners = new OwnersOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  /** What is exported instead of the rollup. */
  private static final class Asked {

    @Option(names = "--table", paramLabel = "NAME", description = "A table or a view.")
    private @Nullable String table;

    @Option(names = "-e", paramLabel = "QUERY", description = "One query, as sql takes it.")
    private @Nullable String query;

    Statement statement() {
      String named = table;
      if (named == null) {
        List<Statement> queries = Statement.all(String.valueOf(query));
        if (queries.size() != 1) {
          throw new UsageException("give one query with -e");
        }
        return queries.get(0);
      }
      Relation relation =
          Relation.named(named)
              .orElseThrow(
                  () ->
                      new UsageException(
                          "there is no table %s%s; there are %s"
                              .formatted(
                                  named,
                                  Nearest.meant(named, Relation.names())
                                      .map(": %s was probably meant"::formatted)
                                      .orElse(""),
                                  String.join(", ", Relation.names()))));
      return Statement.of("SELECT * FROM " + relation.name());
    }
  }

  @Override
  public Integer call() throws Exception {
    Asked wanted = asked;
    if (wanted != null) {
      return export(wanted.statement());
    }
    if (format != null || isOfOwners()) {
      throw new UsageException(
          "--format, --by-owner and --owners go with --table or -e: say what is exported");
    }
    RunReport report = new RunReport(spec, warehouse.path());
    OutOption folder = new OutOption(out);
    try (Progress progress = Progress.on(spec.commandLine().getErr())) {
      folder.refuseUnwritable();
      Run.reading(common.configuration(), warehouse.path(), progress)
          .telling(report)
          .all(List.of(folder.export(warehouse)));
      return report.end(progress);
    }
  }

  private boolean isOfOwners() {
    return isByOwner || owners.isGiven();
  }

  private int export(Statement query) throws Exception {
    String to = out;
    if (to == null) {
      throw new UsageException("say where with --out FILE");
    }
    Optional<ExportForm> named = isOfOwners() ? Optional.empty() : ExportForm.ofName(to);
    ExportForm form = format == null ? named.orElse(ExportForm.csv) : format;
    if (isOfOwners() && form == ExportForm.parquet) {
      throw new UsageException("owners get csv or json: Parquet is for programs");
    }
    Configuration configuration = common.configuration();
    StandardError err = new StandardError(spec.commandLine().getErr());
    int exitCode = ExitCode.DONE;
    try (Progress progress = Progress.on(spec.commandLine().getErr())) {
      Run run = Run.querying(configuration, warehouse.path(), progress);
      OwnersFile read = isOfOwners() ? owners.read(configuration) : null;
      if (read != null && !read.unread().isEmpty()) {
        read.unread().forEach(unread -> err.warning(unread.sentence()));
        exitCode = ExitCode.PARTLY;
      }
      AnswerExport export =
          new AnswerExport(form, () -> run.spark().sessionState().newHadoopConf());
      AnswerExport.Written written =
          progress.during(
              "exporting",
              () -> {
                Answer answer = new SqlSession(run.warehouse()).ask(query);
                answer.doubts().forEach(err::warning);
                return read == null
                    ? export.all(answer, to)
                    : export.byOwner(answer, to, read.owners());
              });
      spec.commandLine()
          .getOut()
          .println(
              read == null
                  ? "%,d rows in %s".formatted(written.rows(), to)
                  : "%,d rows in %,d files in %s".formatted(written.rows(), written.files(), to));
      return exitCode;
    } catch (IOException e) {
      throw new FailedException("%s cannot be written: %s".formatted(to, e.getMessage()), e);
    } catch (Exception e) {
      throw QueryFailure.of(e, query).map(Exception.class::cast).orElse(e);
    }
  }
}
