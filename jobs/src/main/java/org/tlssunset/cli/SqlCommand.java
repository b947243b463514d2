package org.tlssunset.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.jspecify.annotations.Nullable;
import org.tlssunset.config.Configuration;
import org.tlssunset.config.UsageException;
import org.tlssunset.console.ExitCode;
import org.tlssunset.console.Progress;
import org.tlssunset.console.RowOutput;
import org.tlssunset.console.StandardError;
import org.tlssunset.party.tables.ClientObservations;
import org.tlssunset.query.QueryFailure;
import org.tlssunset.query.ReadingQuery;
import org.tlssunset.query.RowValues;
import org.tlssunset.query.UnknownWords;
import org.tlssunset.schema.Table;
import org.tlssunset.schema.Tables;
import org.tlssunset.steps.Run;
import org.tlssunset.warehouse.SparkSessions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sql}: one query over the tables. */
@Command(
    name = "sql",
    description = {
      "Run one query over the tables: client_observations (each row of tls_observations with whose"
          + " connection it was, and why), tls_observations, inner_clients, rejected_lines,"
          + " ingested_files, addresses, host_names, client_protocol_daily, client_protocol,"
          + " client_program, client_server, client_status, changes, plan_clients, plan_summary, server_capability,"
          + " coverage_daily, server_tls_settings, outreach_letters, usage_daily, usage_monthly, usage_earlier, tls_kinds."
          + " Times are UTC. Nothing is changed."
    },
    footer = {
      "",
      "Examples:",
      "  tls-sunset sql --warehouse /data/tls -e 'DESCRIBE tls_observations'",
      "  tls-sunset sql --warehouse /data/tls --format csv < query.sql > answer.csv",
      "  tls-sunset sql --warehouse /data/tls -e \"SELECT client_ip, source_file, source_line",
      "    FROM tls_observations WHERE tls_version = 'TLS 1.0' AND observed_on >= '2024-05-01'\"",
      "  tls-sunset sql --warehouse /data/tls -e \"SELECT role, client, reason, sum(requests)",
      "    FROM client_observations GROUP BY ALL ORDER BY 4 DESC LIMIT 20\"",
    })
final class SqlCommand implements Callable<Integer> {

  /** Of so many bytes, to make and compile Java code of a query takes less than it saves. */
  private static final long WORTH_COMPILING = 16L << 20;

  /** SHOW TABLES and the like name none. */
  private static final Pattern TELLS_OF_ALL = Pattern.compile("\\bshow\\b");

  @Mixin private WarehouseOption warehouse = new WarehouseOption();
  @Mixin private SparkOptions common = new SparkOptions();
  @Mixin private FormatOption format = new FormatOption();

  @Option(
      names = "-e",
      paramLabel = "QUERY",
      description =
          "The query; read from standard input, to its end (Ctrl-D at a terminal), if not given.")
  private @Nullable String query;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    Configuration configuration = common.configuration();
    String text = query();
    PrintWriter out = spec.commandLine().getOut();
    try (Progress progress = Progress.on(spec.commandLine().getErr())) {
      Run run = Run.querying(configuration, warehouse.path(), progress);
      progress.during("querying", () -> print(run, text, progress, out));
      return ExitCode.DONE;
    } catch (Exception e) {
      throw QueryFailure.of(e, names()).map(Exception.class::cast).orElse(e);
    }
  }

  private String query() throws IOException {
    String text = query;
    if (text == null) {
      text = TypedQuery.on(new StandardError(spec.commandLine().getErr())).read();
    }
    String one = text.strip().replaceFirst(";\\s*$", "");
    if (one.isEmpty()) {
      throw new UsageException("there is no query: give one with -e or on standard input");
    }
    return one;
  }

  /** All that a query may be about. */
  private static List<String> names() {
    return Stream.concat(Stream.of(ClientObservations.NAME), Tables.all().stream().map(Table::name))
        .toList();
  }

  /** Those that a query may be about: to open one takes a while. */
  private static List<Table> tables(String text) {
    String query = text.toLowerCase(Locale.ROOT);
    List<Table> told = Tables.all().stream().filter(table -> query.contains(table.name())).toList();
    return TELLS_OF_ALL.matcher(query).find() ? Tables.all() : told;
  }

  private static boolean asksForParties(String text) {
    String query = text.toLowerCase(Locale.ROOT);
    return query.contains(ClientObservations.NAME) || TELLS_OF_ALL.matcher(query).find();
  }

  @SuppressWarnings("deprecation") // Spark's Java API has no other way to a row's iterator
  private RowOutput print(Run run, String text, Progress progress, PrintWriter out)
      throws AnalysisException {
    LogicalPlan query = ReadingQuery.refuseOthers(run.spark(), text);
    UnknownWords.of(query).forEach(new StandardError(spec.commandLine().getErr())::warning);
    long bytes = run.name(tables(text));
    if (asksForParties(text)) {
      run.nameView();
      bytes += run.warehouse().size(Tables.TLS_OBSERVATIONS).bytes();
    }
    SparkSessions.compileQueries(run.spark(), bytes > WORTH_COMPILING);
    Dataset<Row> answer = run.spark().sql(text);
    RowOutput output = RowOutput.of(format.format(), Arrays.asList(answer.columns()), out);
    Iterator<Row> rows = answer.toLocalIterator();
    boolean begun = false;
    while (rows.hasNext()) {
      Row row = rows.next();
      if (!begun) {
        progress.step("");
        begun = true;
      }
      output.row(RowValues.of(row));
    }
    output.finish();
    return output;
  }
}
