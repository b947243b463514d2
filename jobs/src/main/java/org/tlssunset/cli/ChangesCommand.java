package org.tlssunset.cli;

import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.tlssunset.config.Configuration;
import org.tlssunset.config.UsageException;
import org.tlssunset.console.ExitCode;
import org.tlssunset.console.HarmlessText;
import org.tlssunset.console.Progress;
import org.tlssunset.console.RowOutput;
import org.tlssunset.page.ChangesPage;
import org.tlssunset.plan.BurnDown;
import org.tlssunset.plan.FoundChanges;
import org.tlssunset.query.RowValues;
import org.tlssunset.schema.Change;
import org.tlssunset.schema.Labelled;
import org.tlssunset.schema.Tables;
import org.tlssunset.steps.Run;
import org.tlssunset.warehouse.Warehouse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code changes}: who became old, came back, or is old no more. */
@Command(
    name = "changes",
    description = {
      "Show parties that are newly proven to need an old version of TLS, that had migrated and came back, and that"
          + " need none any more, as runs have found them; and how many there were, week by week. Nothing is"
          + " changed.",
    },
    footer = {
      "",
      "Examples:",
      "  tls-sunset changes --warehouse /data/tls",
      "  tls-sunset changes --warehouse /data/tls --since 2026-10-01 --format csv",
      "  tls-sunset changes --warehouse /data/tls --fail-on new-legacy,came-back",
      "",
      "Exit codes: 0 done; 4 done, and there are changes that --fail-on names; 2 wrong usage; 1 anything else."
    })
final class ChangesCommand implements Callable<Integer> {

  private static final int WEEKS = 13;

  @Mixin private WarehouseOption warehouse = new WarehouseOption();

  @Option(
      names = "--since",
      paramLabel = "DATE",
      description =
          "Show what runs found whose evidence ended on this day or later; what was found since the evidence ends where it does, if not given.")
  private @Nullable LocalDate since;

  @Option(
      names = "--fail-on",
      paramLabel = "CHANGE",
      split = ",",
      description = "End with exit code 4 if there is one: new-legacy, came-back, gone.")
  private List<String> failOn = List.of();

  @Mixin private FormatOption format = new FormatOption();
  @Mixin private SparkOptions common = new SparkOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    for (String change : failOn) {
      if (Labelled.find(Change.values(), change) == null) {
        throw new UsageException(
            "--fail-on is '%s': give new-legacy, came-back or gone".formatted(change));
      }
    }
    Configuration configuration = common.configuration();
    FoundChanges changes;
    try (Progress progress = Progress.on(spec.commandLine().getErr())) {
      Warehouse tables = Run.reading(configuration, warehouse.path(), progress).warehouse();
      tables.refuseNewer(Tables.all());
      changes = progress.during("asking the tables", () -> FoundChanges.of(tables, since));
      LocalDate last = PlanQuestion.lastDay(tables, warehouse.path());
      BurnDown burnDown = BurnDown.of(tables, configuration.policy(), last, WEEKS);
      progress.step("");
      print(changes, burnDown, out);
    }
    return failOn.stream().anyMatch(change -> changes.count(change) > 0)
        ? ExitCode.ALERT
        : ExitCode.DONE;
  }

  private void print(FoundChanges changes, BurnDown burnDown, PrintWriter out) {
    if (format.format() == RowOutput.Format.table) {
      new ChangesPage(HarmlessText.on(out)).print(changes, burnDown, since);
      return;
    }
    RowOutput rows = RowOutput.of(format.format(), FoundChanges.COLUMNS, out);
    for (Row row : changes.rows()) {
      rows.row(RowValues.of(row));
    }
    rows.finish();
    if (format.format() == RowOutput.Format.json) {
      Map<String, Object> weeks = new LinkedHashMap<>();
      burnDown.weeks().forEach((week, parties) -> weeks.put(week.toString(), parties));
      RowOutput last = RowOutput.of(RowOutput.Format.json, List.of("summary"), out);
      last.row(List.of(Map.of("parties_by_week", weeks)));
      last.finish();
    }
  }
}
