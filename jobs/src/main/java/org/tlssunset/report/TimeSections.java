package org.tlssunset.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.tlssunset.outreach.ShownText;
import org.tlssunset.plan.Forecast;
import org.tlssunset.plan.FoundChanges;
import org.tlssunset.schema.Change;

/** How the number falls, what versions each protocol had, and who is new or gone. */
final class TimeSections {

  private static final int MOST_CHANGES = 100;

  private final Report report;

  TimeSections(Report report) {
    this.report = report;
  }

  /** One that became old, came back or is old no more. */
  record Changed(
      String change,
      String day,
      String client,
      String user,
      String direction,
      String protocol,
      String program,
      String reason) {}

  void into(Map<String, Object> model) {
    burnDown(model);
    model.put("protocols", protocols());
    FoundChanges changes = report.changes();
    model.put("newLegacy", ShownNumber.of(changes.count(Change.NEW_LEGACY.label())));
    model.put("cameBack", ShownNumber.of(changes.count(Change.CAME_BACK.label())));
    model.put("gone", ShownNumber.of(changes.count(Change.GONE.label())));
    List<Row> rows = changes.rows();
    model.put("changes", rows.stream().limit(MOST_CHANGES).map(TimeSections::changed).toList());
    model.put(
        "moreChanges",
        rows.size() > MOST_CHANGES ? ShownNumber.of(rows.size() - MOST_CHANGES) : "");
  }

  private void burnDown(Map<String, Object> model) {
    TreeMap<LocalDate, Long> weeks = new TreeMap<>(report.burnDown().weeks());
    while (weeks.size() > 1 && weeks.firstEntry().getValue() == 0) {
      weeks.pollFirstEntry(); // before there were any logs, as a rule
    }
    Optional<Forecast> forecast = Forecast.of(weeks);
    model.put(
        "burnDown",
        WeekChart.of(
            "burn-down",
            "Parties that need an old version, by week",
            weeks.firstKey(),
            weeks.lastKey(),
            Map.of(new WeekChart.Part("parties", "old"), weeks),
            forecast.orElse(null)));
    model.put("forecast", forecast.map(this::said).orElseGet(() -> unsaid(weeks)));
  }

  private String said(Forecast forecast) {
    LocalDate on = report.plan().scenario().on();
    String between =
        forecast.late() == null
            ? "not before %s, and no end is in sight if it falls slower".formatted(forecast.early())
            : forecast.early().equals(forecast.late())
                ? ""
                : "between %s and %s".formatted(forecast.early(), forecast.late());
    return String.format(
        Locale.ROOT,
        "Since the week of %s the number falls by %.1f a week. If it goes on so, the last is gone by about %s%s.%s",
        forecast.from(),
        forecast.perWeek(),
        forecast.expected(),
        between.isEmpty() ? "" : " (" + between + ")",
        on == null
            ? ""
            : forecast.expected().isAfter(on)
                ? " That is after the planned day, %s.".formatted(on)
                : " The planned day is %s.".formatted(on));
  }

  private static String unsaid(SortedMap<LocalDate, Long> weeks) {
    return weeks.get(weeks.lastKey()) == 0
        ? "Nobody is proven to need an old version any more."
        : "There is no forecast: that takes five weeks or more in which the number clearly falls.";
  }

  private List<WeekChart> protocols() {
    List<WeekChart> charts = new ArrayList<>();
    WeeklyVersions versions = report.versions();
    LocalDate first =
        versions.counts().values().stream()
            .flatMap(kinds -> kinds.values().stream())
            .map(SortedMap::firstKey)
            .min(LocalDate::compareTo)
            .orElse(versions.last());
    versions
        .counts()
        .forEach(
            (protocol, kinds) -> {
              Map<WeekChart.Part, SortedMap<LocalDate, Long>> counts = new LinkedHashMap<>();
              kinds.forEach(
                  (kind, weeks) ->
                      counts.put(new WeekChart.Part(kind.label(), kind.style()), weeks));
              charts.add(
                  WeekChart.of(
                      "versions-" + protocol.direction() + "-" + protocol.name(),
                      protocol.direction() + " " + protocol.name(),
                      first,
                      versions.last(),
                      counts,
                      null));
            });
    return charts;
  }

  private static Changed changed(Row row) {
    return new Changed(
        text(row, "change"),
        text(row, "as_of"),
        text(row, "client"),
        text(row, "user_name"),
        text(row, "direction"),
        text(row, "protocol"),
        text(row, "program"),
        text(row, "reason"));
  }

  private static String text(Row row, String column) {
    @Nullable Object value = row.get(FoundChanges.COLUMNS.indexOf(column));
    return value == null ? "" : ShownText.of(value.toString());
  }
}
