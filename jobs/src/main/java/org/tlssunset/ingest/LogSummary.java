package org.tlssunset.ingest;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;
import org.tlssunset.archive.LogName;
import org.tlssunset.logs.LineCounts;
import org.tlssunset.schema.FileState;

/**
 * What became of one log of a batch, on its way from the tasks to the ledger.
 *
 * @param firstEvent null if the log has no event
 * @param lastEvent null if the log has no event
 * @param days the days of its events
 * @param openSessions how many sessions it leaves open
 */
record LogSummary(
    LogName name,
    long size,
    Instant modifiedAt,
    String state,
    @Nullable String reason,
    @Nullable String format,
    LineCounts counts,
    @Nullable Instant firstEvent,
    @Nullable Instant lastEvent,
    TreeSet<LocalDate> days,
    long openSessions) {

  /**
   * @throws IllegalStateException if the counts do not add up
   */
  LogSummary {
    if (counts.lines() != counts.used() + counts.comments() + counts.rejected()) {
      throw new IllegalStateException(
          "the lines of %s do not add up: %s".formatted(name.sourceFile(), counts));
    }
  }

  /** From rows of {@link ParsedRow#LOG_TYPE}; the slices of a log become one, in listing order. */
  static List<LogSummary> of(List<Row> rows) {
    Map<LogName, LogSummary> logs = new LinkedHashMap<>();
    for (Row row : rows) {
      LogSummary summary = of(row);
      logs.merge(summary.name, summary, LogSummary::plus);
    }
    return new ArrayList<>(logs.values());
  }

  private static LogSummary of(Row row) {
    return new LogSummary(
        new LogName(row.getAs("path"), row.getAs("entry")),
        row.<Long>getAs("size"),
        row.getAs("modified_at"),
        row.getAs("state"),
        row.getAs("reason"),
        row.getAs("format"),
        new LineCounts(
            row.<Long>getAs("lines"),
            row.<Long>getAs("used"),
            row.<Long>getAs("comments"),
            row.<Long>getAs("rejected"),
            row.<Long>getAs("observations")),
        row.getAs("first_event"),
        row.getAs("last_event"),
        new TreeSet<>(row.<LocalDate>getList(row.fieldIndex("days"))),
        row.<Long>getAs(ParsedRow.OPEN_SESSION_COUNT));
  }

  private LogSummary plus(LogSummary slice) {
    if (isUnreadable() || slice.isUnreadable()) {
      // What was read of the others counts for nothing either.
      return isUnreadable() ? this : slice;
    }
    TreeSet<LocalDate> allDays = new TreeSet<>(days);
    allDays.addAll(slice.days);
    return new LogSummary(
        name,
        size,
        modifiedAt,
        state,
        reason,
        format == null ? slice.format : format,
        counts.plus(slice.counts),
        earlier(firstEvent, slice.firstEvent),
        later(lastEvent, slice.lastEvent),
        allDays,
        openSessions + slice.openSessions);
  }

  boolean hasOpenSessions() {
    return openSessions > 0;
  }

  boolean isUnreadable() {
    return state.equals(FileState.UNREADABLE.label());
  }

  /** The same with as many observations as its slices make together, and more days. */
  LogSummary with(long observations, Collection<LocalDate> moreDays) {
    TreeSet<LocalDate> allDays = new TreeSet<>(days);
    allDays.addAll(moreDays);
    LineCounts all =
        new LineCounts(
            counts.lines(), counts.used(), counts.comments(), counts.rejected(), observations);
    return new LogSummary(
        name,
        size,
        modifiedAt,
        state,
        reason,
        format,
        all,
        firstEvent,
        lastEvent,
        allDays,
        openSessions);
  }

  /** As a row of {@link ParsedRow#LOG_TYPE}. */
  Row row() {
    return RowFactory.create(
        name.path(),
        name.entry(),
        size,
        modifiedAt,
        state,
        reason,
        format,
        counts.lines(),
        counts.used(),
        counts.comments(),
        counts.rejected(),
        counts.observations(),
        firstEvent,
        lastEvent,
        days.toArray(LocalDate[]::new),
        openSessions);
  }

  private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isBefore(other) ? one : other;
  }

  private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isAfter(other) ? one : other;
  }
}
