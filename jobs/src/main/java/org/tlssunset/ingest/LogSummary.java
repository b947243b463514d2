package org.tlssunset.ingest;

import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.DateTimeUtils;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import org.tlssunset.archive.ArchiveFile;
import org.tlssunset.archive.LogName;
import org.tlssunset.archive.LogText;
import org.tlssunset.logs.LineCounts;
import org.tlssunset.logs.LogFormat;
import org.tlssunset.logs.OpenSession;
import org.tlssunset.schema.FileState;

/**
 * What became of one log of a batch, on its way from the tasks to the ledger.
 *
 * @param text what it is compared with other logs by
 * @param sameAs the log that counts instead, if this one's state is duplicate; else null
 */
record LogSummary(
    LogName name,
    ArchiveFile file,
    FileState state,
    @Nullable String reason,
    @Nullable LogFormat format,
    LineCounts counts,
    LogEvents events,
    LogText text,
    @Nullable LogName sameAs,
    LogRemarks remarks)
    implements Serializable {

  private static final long MICROS_PER_MILLI = 1_000;

  /**
   * @throws IllegalStateException if the counts do not add up
   */
  LogSummary {
    if (counts.lines() != counts.used() + counts.comments() + counts.rejected()) {
      throw new IllegalStateException(
          "the lines of %s do not add up: %s".formatted(name.sourceFile(), counts));
    }
  }

  /** A log of which no line counts. */
  static LogSummary without(
      LogName name, ArchiveFile file, FileState state, @Nullable String reason) {
    return new LogSummary(
        name,
        file,
        state,
        reason,
        null,
        LineCounts.NONE,
        LogEvents.none(),
        LogText.NONE,
        null,
        LogRemarks.none());
  }

  /** The same log as one that counts for nothing, for the other counts. */
  LogSummary sameAs(LogName counted) {
    return duplicate(name, file, format, text, counted);
  }

  /** A log that counts for nothing, for another one counts. */
  static LogSummary duplicate(
      LogName name, ArchiveFile file, @Nullable LogFormat format, LogText text, LogName counted) {
    return new LogSummary(
        name,
        file,
        FileState.DUPLICATE,
        null,
        format,
        LineCounts.NONE,
        LogEvents.none(),
        text,
        counted,
        LogRemarks.none());
  }

  /** The same, with the slices of a log as one, in the order of their first. */
  static List<LogSummary> merged(List<LogSummary> summaries) {
    Map<LogName, LogSummary> logs = new LinkedHashMap<>();
    for (LogSummary summary : summaries) {
      logs.merge(summary.name, summary, LogSummary::plus);
    }
    return new ArrayList<>(logs.values());
  }

  private LogSummary plus(LogSummary slice) {
    if (isUnreadable() || slice.isUnreadable()) {
      // What was read of the others counts for nothing either.
      return isUnreadable() ? this : slice;
    }
    return new LogSummary(
        name,
        file,
        state,
        reason,
        format == null ? slice.format : format,
        counts.plus(slice.counts),
        events.plus(slice.events),
        text.plus(slice.text),
        null,
        remarks.plus(slice.remarks));
  }

  /** Of its file. */
  String path() {
    return name.path();
  }

  boolean isUnreadable() {
    return state == FileState.UNREADABLE;
  }

  /** The same with as many observations as its slices make together, and more days. */
  LogSummary with(long observations, Collection<LocalDate> moreDays) {
    LineCounts all =
        new LineCounts(
            counts.lines(), counts.used(), counts.comments(), counts.rejected(), observations);
    return new LogSummary(
        name, file, state, reason, format, all, events.and(moreDays), text, sameAs, remarks);
  }

  /**
   * As a row of ingested_files.
   *
   * @param runStartedAt when the run began
   * @param recordedAt now
   * @param readWith what it was read with
   */
  InternalRow row(
      List<OpenSession> openSessions,
      long batch,
      Instant runStartedAt,
      Instant recordedAt,
      ReadingVersion readWith) {
    return new GenericInternalRow(
        new @Nullable Object[] {
          UTF8String.fromString(name.path()),
          UTF8String.fromString(name.entry()),
          file.size(),
          file.modifiedAt() * MICROS_PER_MILLI,
          UTF8String.fromString(state.label()),
          UTF8String.fromString(reason),
          format == null ? null : UTF8String.fromString(format.label()),
          counts.lines(),
          counts.used(),
          counts.comments(),
          counts.rejected(),
          counts.observations(),
          micros(events.first()),
          micros(events.last()),
          new GenericArrayData(
              events.days().stream().mapToInt(day -> (int) day.toEpochDay()).toArray()),
          openSessions.isEmpty()
              ? null
              : new GenericArrayData(openSessions.stream().map(SessionRows::struct).toArray()),
          batch,
          UTF8String.fromString(file.etag()),
          text.bytes(),
          new GenericArrayData(
              text.fingerprint().checksums().stream().mapToInt(Integer::intValue).toArray()),
          sameAs == null ? null : UTF8String.fromString(sameAs.sourceFile()),
          text.waits(),
          micros(runStartedAt),
          micros(recordedAt),
          readWith.parser(),
          UTF8String.fromString(readWith.settings()),
          remarks.addressColumns().isEmpty()
              ? null
              : new GenericArrayData(
                  remarks.addressColumns().stream().map(UTF8String::fromString).toArray()),
          UTF8String.fromString(events.server()),
          events.locals().isEmpty()
              ? null
              : new GenericArrayData(events.locals().stream().map(LocalUse::struct).toArray()),
          events.innerClients()
        });
  }

  private static @Nullable Long micros(@Nullable Instant instant) {
    return instant == null ? null : (Long) DateTimeUtils.instantToMicros(instant);
  }
}
