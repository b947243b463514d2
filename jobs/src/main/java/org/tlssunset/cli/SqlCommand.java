package org.tlssunset.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;
import org.tlssunset.archive.LogLines;
import org.tlssunset.config.Configuration;
import org.tlssunset.config.UsageException;
import org.tlssunset.console.ExitCode;
import org.tlssunset.console.HarmlessText;
import org.tlssunset.console.Progress;
import org.tlssunset.console.RowOutput;
import org.tlssunset.console.StandardError;
import org.tlssunset.console.Terminal;
import org.tlssunset.ingest.KnownTexts;
import org.tlssunset.ingest.ReadSettings;
import org.tlssunset.proof.ProofName;
import org.tlssunset.proof.ProofSearch;
import org.tlssunset.query.Answer;
import org.tlssunset.query.QueryFailure;
import org.tlssunset.query.SqlSession;
import org.tlssunset.query.Statement;
import org.tlssunset.shell.Shell;
import org.tlssunset.shell.ShellHistory;
import org.tlssunset.steps.Run;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sql}: queries over the tables, from a shell or a text. */
@Command(
    name = "sql",
    description = {
      "Ask the tables in SQL: in a shell, which 'help' explains, or with -e, -f or standard input. First"
          + " to be asked are the views legacy_clients (who still needs an old version), last_seen (first and last"
          + " use of each version), version_share_daily, version_share_weekly, top_programs,"
          + " missing_days (where logs are missing), latest_changes (what the last day brought), client_usage (each day's use, with whose it was)"
          + " and client_observations (each row of tls_observations with whose connection it was, and why). The tables"
          + " are tls_observations, inner_clients, rejected_lines,"
          + " ingested_files, addresses, host_names, client_protocol_daily, client_protocol,"
          + " client_program, client_server, client_status, changes, plan_clients, plan_summary, server_capability,"
          + " coverage_daily, server_tls_settings, outreach_letters, usage_daily, usage_monthly, usage_earlier, tls_kinds,"
          + " matches, programs. Functions beside Spark's own: in_network(ip, cidr), ip_sort_key(ip), tls_rank(version)."
          + " 'questions' in a query's place lists what people ask first, with the queries; 'questions 3' answers"
          + " the third. Times are UTC. Nothing is changed."
    },
    footer = {
      "",
      "Examples:",
      "  tls-sunset sql --warehouse /data/tls",
      "  tls-sunset sql --warehouse /data/tls -e questions",
      "  tls-sunset sql --warehouse /data/tls -e 'questions 3' --format csv",
      "  tls-sunset sql --warehouse /data/tls -e 'DESCRIBE legacy_clients'",
      "  tls-sunset sql --warehouse /data/tls --format csv -f queries.sql > answer.csv",
      "  tls-sunset sql --warehouse /data/tls -e \"SELECT DISTINCT client, client_name, endpoint",
      "    FROM client_usage WHERE kind = 'device' AND tls_version = 'TLS 1.0'\"",
      "  tls-sunset sql --warehouse /data/tls -e \"SELECT role, client, reason, sum(requests)",
      "    FROM client_observations GROUP BY ALL ORDER BY 4 DESC LIMIT 20\"",
    })
final class SqlCommand implements Callable<Integer> {

  @Mixin private WarehouseOption warehouse = new WarehouseOption();
  @Mixin private SparkOptions common = new SparkOptions();
  @Mixin private FormatOption format = new FormatOption();

  @ArgGroup private @Nullable Given given;

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Queries that are not typed. */
  private static final class Given {

    @Option(
        names = "-e",
        paramLabel = "QUERY",
        description =
            "The query, or several with a semicolon between them. Without -e and -f, standard input"
                + " is read, or a shell opened if it is a terminal.")
    private @Nullable String query;

    @Option(
        names = "-f",
        paramLabel = "FILE",
        converter = GivenPath.class,
        description = "A file with queries, each ended by a semicolon, in UTF-8.")
    private @Nullable String file;
  }

  @Override
  public Integer call() throws Exception {
    Configuration configuration = common.configuration();
    if (given == null && Terminal.isInteractive()) {
      return shell(configuration);
    }
    List<Statement> queries = Statement.all(text());
    if (queries.isEmpty()) {
      throw new UsageException("there is no query: give one with -e, -f or on standard input");
    }
    PrintWriter out = spec.commandLine().getOut();
    try (Progress progress = Progress.on(spec.commandLine().getErr())) {
      Run run = Run.querying(configuration, warehouse.path(), progress);
      SqlSession session = new SqlSession(run.warehouse());
      for (Statement query : queries) {
        if (query != queries.get(0)) {
          out.println();
        }
        ask(session, query, progress, out);
      }
      return ExitCode.DONE;
    }
  }

  private String text() throws IOException {
    Given asked = given;
    if (asked == null) {
      return TypedQuery.on(new StandardError(spec.commandLine().getErr())).read();
    }
    String file = asked.file;
    if (file == null) {
      return String.valueOf(asked.query);
    }
    try {
      return Files.readString(Path.of(file));
    } catch (NoSuchFileException e) {
      throw new UsageException("-f %s: there is no such file".formatted(file), e);
    } catch (CharacterCodingException e) {
      throw new UsageException("-f %s: it is not UTF-8".formatted(file), e);
    } catch (IOException e) {
      throw new UsageException("-f %s cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }

  private void ask(SqlSession session, Statement query, Progress progress, PrintWriter out)
      throws Exception {
    try {
      progress.during(
          "querying",
          () -> {
            Answer answer = session.ask(query);
            answer.doubts().forEach(new StandardError(spec.commandLine().getErr())::warning);
            RowOutput output = RowOutput.of(format.format(), answer.columns(), out);
            Iterator<List<@Nullable Object>> rows = answer.values();
            boolean hasMore = rows.hasNext();
            progress.step("");
            while (hasMore) {
              output.row(rows.next());
              hasMore = rows.hasNext();
            }
            output.finish();
            return output;
          });
    } catch (Exception e) {
      throw QueryFailure.of(e, query).map(Exception.class::cast).orElse(e);
    }
  }

  private int shell(Configuration configuration) throws Exception {
    try (Progress progress = Progress.on(spec.commandLine().getErr());
        org.jline.terminal.Terminal terminal =
            TerminalBuilder.builder().system(true).name("tls-sunset").build()) {
      Run run = Run.querying(configuration, warehouse.path(), progress);
      terminal
          .writer()
          .println(
              "%s: type questions for what is asked first, help for what is there, quit to leave. Spark starts meanwhile."
                  .formatted(HarmlessText.of(warehouse.path())));
      new Shell(
              terminal,
              ShellHistory.file(System.getenv(), System.getProperty("user.home")),
              new SqlSession(run.warehouse()),
              (name, out) -> printProof(configuration, run, name, out),
              format.format(),
              progress)
          .run();
      return ExitCode.DONE;
    }
  }

  private static void printProof(
      Configuration configuration, Run run, String name, PrintWriter out) {
    ReadSettings settings = configuration.ingest().read();
    ProofSearch search =
        new ProofSearch(
            new LogLines(settings.reader(), settings.stores()),
            new KnownTexts(run.warehouse()),
            List::of);
    out.println(HarmlessText.of(search.find(ProofName.of(name)).line().text()));
  }
}
