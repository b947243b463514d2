package org.tlssunset.cli;

import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tlssunset.config.Configuration;
import org.tlssunset.config.UsageException;
import org.tlssunset.console.ExitCode;
import org.tlssunset.console.HarmlessText;
import org.tlssunset.console.Progress;
import org.tlssunset.console.RowOutput;
import org.tlssunset.page.Definitions;
import org.tlssunset.page.PlanPage;
import org.tlssunset.page.SummaryJson;
import org.tlssunset.plan.Plan;
import org.tlssunset.plan.Plans;
import org.tlssunset.plan.Scenario;
import org.tlssunset.plan.StatusRow;
import org.tlssunset.rollup.WeakSuites;
import org.tlssunset.schema.Column;
import org.tlssunset.schema.Direction;
import org.tlssunset.schema.Labelled;
import org.tlssunset.schema.Protocol;
import org.tlssunset.schema.Tables;
import org.tlssunset.steps.Run;
import org.tlssunset.warehouse.Warehouse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code plan}: who stops when versions are switched off. */
@Command(
    name = "plan",
    description = {
      "Say who stops, who falls to clear text and who will not notice when old versions of TLS are switched"
          + " off, and what can go first. Nothing is changed.",
      "",
      "Formats csv and json have a row per party, protocol and program: the columns of client_status, then effect,"
          + " effect_reason, is_partly and taken_along_by; json ends with {\"summary\": …}."
    },
    footer = {
      "",
      "Examples:",
      "  tls-sunset plan --warehouse /data/tls",
      "  tls-sunset plan --warehouse /data/tls --disable TLS1.0,TLS1.1 --on 2027-03-01",
      "  tls-sunset plan --warehouse /data/tls --disable TLS1.0 --at EX01 --direction inbound",
      "  tls-sunset plan --warehouse /data/tls --at everywhere --protocol smtp --format csv > plan.csv",
      "  tls-sunset plan --warehouse /data/tls --cipher 3DES",
      "  tls-sunset plan --explain     # the definitions",
    })
final class PlanCommand implements Callable<Integer> {

  @Option(
      names = "--warehouse",
      paramLabel = "PATH",
      description = "Where the tables are: a local folder, or a path with a Hadoop scheme.")
  private @Nullable String warehouse;

  @Option(
      names = "--disable",
      paramLabel = "VERSION",
      split = ",",
      description =
          "Versions to be switched off: TLS1.0,TLS1.1; all before the policy's minimum-version if not given.")
  private List<String> disable = List.of();

  @Option(
      names = "--at",
      paramLabel = "END",
      defaultValue = "servers",
      description =
          "Where: servers (all of our own), everywhere (listed proxies, too), or the name of a server or"
              + " proxy; ${DEFAULT-VALUE} if not given.")
  private String at = "servers";

  @Option(
      names = "--on",
      paramLabel = "DATE",
      description = "When: exceptions that are over by then count no more.")
  private @Nullable LocalDate on;

  @Option(
      names = "--as-of",
      paramLabel = "DATE",
      description =
          "Look at no evidence after this day; at all that there is, if not given, or if it ends before.")
  private @Nullable LocalDate asOf;

  @Option(
      names = "--protocol",
      paramLabel = "PROTOCOL",
      split = ",",
      description = "Over these alone: smtp, ews, …; all if not given.")
  private List<String> protocols = List.of();

  @Option(
      names = "--direction",
      paramLabel = "DIRECTION",
      description = "inbound or outbound; both if not given.")
  private @Nullable String direction;

  @Option(
      names = "--cipher",
      paramLabel = "ALGORITHM",
      description =
          "An algorithm of cipher suites to be switched off instead of versions: 3DES, RC4, DH, …")
  private @Nullable String cipher;

  @Option(names = "--explain", description = "Print the definitions that plans go by.")
  private boolean isExplaining;

  @Mixin private FormatOption format = new FormatOption();
  @Mixin private SparkOptions common = new SparkOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    if (isExplaining) {
      new Definitions(HarmlessText.on(out)).print();
      return ExitCode.DONE;
    }
    if (warehouse == null) {
      throw new UsageException("Missing required option: '--warehouse=PATH'");
    }
    Configuration configuration = common.configuration();
    Scenario scenario = scenario(configuration);
    try (Progress progress = Progress.on(spec.commandLine().getErr())) {
      Run run = Run.querying(configuration, warehouse, progress);
      Warehouse tables = run.warehouse();
      tables.refuseNewer(Tables.all());
      LocalDate day = day(tables, warehouse);
      PlanQuestion.refuseUnknownEnds(tables, scenario, "--at");
      Scenario asked = cipher == null ? scenario : scenario.ofSuite(suite(tables, cipher));
      progress.during("planning", () -> print(tables, configuration, asked, day, out, progress));
    }
    return ExitCode.DONE;
  }

  private Plan print(
      Warehouse tables,
      Configuration configuration,
      Scenario scenario,
      LocalDate day,
      PrintWriter out,
      Progress progress) {
    if (format.format() == RowOutput.Format.table) {
      Plan plan = Plans.of(tables, configuration.policy(), scenario, day, null);
      progress.step("");
      new PlanPage(HarmlessText.on(out)).print(plan);
      return plan;
    }
    List<Column> columns = Tables.PLAN_CLIENTS.columns();
    RowOutput rows =
        RowOutput.of(format.format(), columns.stream().map(Column::name).toList(), out);
    progress.step("");
    int asOf = (int) day.toEpochDay();
    Plan plan =
        Plans.of(
            tables,
            configuration.policy(),
            scenario,
            day,
            party ->
                party
                    .programs()
                    .forEach(
                        program -> rows.row(StatusRow.of(party, program, asOf).printed(columns))));
    rows.finish();
    if (format.format() == RowOutput.Format.json) {
      RowOutput last = RowOutput.of(RowOutput.Format.json, List.of("summary"), out);
      last.row(List.of(SummaryJson.of(plan)));
      last.finish();
    }
    return plan;
  }

  private Scenario scenario(Configuration configuration) {
    if (cipher != null && !disable.isEmpty()) {
      throw new UsageException("--cipher and --disable exclude each other: ask twice");
    }
    List<String> versions =
        disable.isEmpty()
            ? List.copyOf(Scenario.before(configuration.policy().terms().minimumVersion()))
            : disable;
    try {
      return Scenario.of(versions, at, on).over(protocols(), direction());
    } catch (IllegalArgumentException e) {
      throw new UsageException("--disable " + e.getMessage());
    }
  }

  private static WeakSuites suite(Warehouse tables, String algorithm) {
    List<List<@Nullable String>> seen = Plans.suites(tables);
    return WeakSuites.named(algorithm, seen)
        .orElseThrow(
            () ->
                new UsageException(
                    "--cipher is '%s', which no connection has used: give one of %s"
                        .formatted(
                            algorithm,
                            String.join(
                                ", ",
                                seen.stream()
                                    .flatMap(List::stream)
                                    .filter(Objects::nonNull)
                                    .collect(Collectors.toCollection(TreeSet::new))))));
  }

  private Set<String> protocols() {
    Set<String> known = new LinkedHashSet<>();
    for (String protocol : protocols) {
      known.add(word("--protocol", protocol, Protocol.values()));
    }
    return known;
  }

  private @Nullable String direction() {
    return direction == null ? null : word("--direction", direction, Direction.values());
  }

  private static String word(String option, String text, Labelled[] words) {
    if (Labelled.find(words, text) == null) {
      throw new UsageException(
          "%s is '%s': give one of %s"
              .formatted(
                  option,
                  text,
                  String.join(", ", Arrays.stream(words).map(Labelled::label).toList())));
    }
    return text;
  }

  private LocalDate day(Warehouse tables, String path) {
    LocalDate last = PlanQuestion.lastDay(tables, path);
    return asOf == null || asOf.isAfter(last) ? last : asOf;
  }
}
