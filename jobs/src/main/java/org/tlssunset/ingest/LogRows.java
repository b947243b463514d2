package org.tlssunset.ingest;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import org.tlssunset.archive.ArchiveFile;
import org.tlssunset.archive.LogName;
import org.tlssunset.archive.LogVisitor;
import org.tlssunset.logs.LineCounts;
import org.tlssunset.logs.LogSink;
import org.tlssunset.logs.Observation;
import org.tlssunset.logs.OpenSession;
import org.tlssunset.schema.FileState;
import org.tlssunset.schema.LogFormat;
import org.tlssunset.schema.ObservationColumn;
import org.tlssunset.schema.RejectReason;
import org.tlssunset.schema.Tables;

/**
 * Turns what is found in a log into Spark rows of {@link ParsedRow}'s shape, pruned to a query's.
 */
final class LogRows implements LogVisitor, LogSink {

  /** How much of a rejected line is kept, in bytes. */
  private static final int REJECTED_TEXT_BYTES = 512;

  /** Distinct texts that are kept encoded; the parsers hand out one String per distinct value. */
  private static final int ENCODED_TEXTS = 1 << 14;

  private final Consumer<InternalRow> out;
  private final int rejectsKept;
  private final int width;
  private final Projection<Observation> observation;
  private final Projection<OpenSession> openSession;
  private final Projection<Rejected> rejectedLine;
  private final Projection<LogSummary> log;
  private final Map<String, UTF8String> encoded = new HashMap<>();

  private ArchiveFile file = new ArchiveFile("", 0, 0);
  private String sourceFile = "";
  private @Nullable LogFormat format;
  private long rejects;
  private long firstEvent;
  private long lastEvent;
  private long openSessions;
  private final TreeSet<Integer> days = new TreeSet<>();

  /** Whether the file in hand held a log that was told of. */
  private boolean isTold;

  private record Rejected(
      String file, long line, long offset, RejectReason reason, UTF8String text) {}

  private record LogSummary(
      ArchiveFile file,
      LogName name,
      FileState state,
      @Nullable String reason,
      @Nullable LogFormat format,
      LineCounts counts,
      @Nullable Long firstEvent,
      @Nullable Long lastEvent,
      int[] days,
      long openSessions) {}

  /** The wanted fields of one of the four structs; {@code position} is negative if none is. */
  private record Projection<T>(int position, List<Function<T, @Nullable Object>> fields) {

    boolean isWanted() {
      return position >= 0;
    }

    InternalRow row(T value, int width) {
      Object[] struct = new Object[fields.size()];
      for (int i = 0; i < struct.length; i++) {
        struct[i] = fields.get(i).apply(value);
      }
      Object[] row = new Object[width];
      row[position] = new GenericInternalRow(struct);
      return new GenericInternalRow(row);
    }
  }

  LogRows(StructType required, int rejectsKept, Consumer<InternalRow> out) {
    this.out = out;
    this.rejectsKept = rejectsKept;
    width = required.length();
    observation = projection(required, ParsedRow.OBSERVATION, this::observationField);
    openSession = projection(required, ParsedRow.OPEN_SESSION, this::openSessionField);
    rejectedLine = projection(required, ParsedRow.REJECTED, this::rejectedField);
    log = projection(required, ParsedRow.LOG, this::logField);
  }

  private static <T> Projection<T> projection(
      StructType required, String struct, Function<String, Function<T, @Nullable Object>> field) {
    if (!Arrays.asList(required.fieldNames()).contains(struct)) {
      return new Projection<>(-1, List.of());
    }
    StructType wanted = (StructType) required.apply(struct).dataType();
    return new Projection<>(
        required.fieldIndex(struct),
        Arrays.stream(wanted.fields()).map(StructField::name).map(field).toList());
  }

  /** Says which file the following calls are about. */
  void file(ArchiveFile next) {
    file = next;
    isTold = false;
  }

  /** Nothing more comes of the file: one that held no log at all, an empty zip archive, is told. */
  void endOfFile() {
    if (!isTold) {
      empty(new LogName(file.path(), null));
    }
  }

  @Override
  public LogSink begin(LogName name, LogFormat recognised) {
    sourceFile = name.sourceFile();
    format = recognised;
    rejects = 0;
    firstEvent = Long.MAX_VALUE;
    lastEvent = Long.MIN_VALUE;
    openSessions = 0;
    days.clear();
    return this;
  }

  @Override
  public void observation(Observation row) {
    seen(row);
    if (observation.isWanted()) {
      out.accept(observation.row(row.set(ObservationColumn.SOURCE_FILE, sourceFile), width));
    }
  }

  @Override
  public void openSession(OpenSession session) {
    seen(session.seen());
    openSessions++;
    if (openSession.isWanted()) {
      session.seen().set(ObservationColumn.SOURCE_FILE, sourceFile);
      out.accept(openSession.row(session, width));
    }
  }

  private void seen(Observation row) {
    firstEvent = Math.min(firstEvent, row.number(ObservationColumn.STARTED_AT));
    lastEvent = Math.max(lastEvent, row.number(ObservationColumn.ENDED_AT));
    days.add((Integer) row.get(ObservationColumn.OBSERVED_ON));
  }

  @Override
  public void rejected(
      RejectReason reason, long line, long offset, byte[] buffer, int from, int to) {
    if (rejects++ < rejectsKept && rejectedLine.isWanted()) {
      int end = Math.min(to, from + REJECTED_TEXT_BYTES);
      // Decoding replaces what is no UTF-8, and a character that the cut went through.
      String text = new String(buffer, from, end - from, StandardCharsets.UTF_8);
      out.accept(
          rejectedLine.row(
              new Rejected(sourceFile, line, offset, reason, UTF8String.fromString(text)), width));
    }
  }

  @Override
  public void end(LogName name, LineCounts counts) {
    boolean hasEvents = firstEvent <= lastEvent;
    summary(
        new LogSummary(
            file,
            name,
            FileState.INGESTED,
            null,
            format,
            counts,
            hasEvents ? (Long) firstEvent : null,
            hasEvents ? (Long) lastEvent : null,
            days.stream().mapToInt(Integer::intValue).toArray(),
            openSessions));
  }

  @Override
  public void empty(LogName name) {
    summary(without(name, FileState.INGESTED, null));
  }

  @Override
  public void unrecognised(LogName name, String reason) {
    summary(without(name, FileState.UNRECOGNISED, reason));
  }

  @Override
  public void unreadable(LogName name, String reason, @Nullable LineCounts counts) {
    summary(without(name, FileState.UNREADABLE, reason));
  }

  private LogSummary without(LogName name, FileState state, @Nullable String reason) {
    return new LogSummary(
        file, name, state, reason, null, LineCounts.NONE, null, null, new int[0], 0);
  }

  private void summary(LogSummary summary) {
    isTold = true;
    if (log.isWanted()) {
      out.accept(log.row(summary, width));
    }
  }

  private Function<Observation, @Nullable Object> observationField(String name) {
    ObservationColumn column =
        ParsedRow.OBSERVATION_COLUMNS.get(ParsedRow.OBSERVATION_TYPE.fieldIndex(name));
    return switch (column.type()) {
      // A session's id is met once: to look for it among the known takes longer than to encode it.
      case STRING ->
          column == ObservationColumn.SESSION_ID
              ? row -> UTF8String.fromString(row.text(column))
              : row -> text(row.text(column));
      default -> row -> row.get(column);
    };
  }

  private Function<OpenSession, @Nullable Object> openSessionField(String name) {
    return switch (name) {
      case Tables.SESSION_STARTED -> OpenSession::started;
      case Tables.SESSION_ENDED -> OpenSession::ended;
      case Tables.SESSION_COMPLETE -> OpenSession::complete;
      case Tables.SESSION_FIRST_SEQUENCE -> OpenSession::firstSequence;
      case Tables.SESSION_LAST_SEQUENCE -> OpenSession::lastSequence;
      case Tables.SESSION_COMMANDED -> OpenSession::commanded;
      case Tables.SESSION_AWAITING -> OpenSession::awaiting;
      default -> {
        Function<Observation, @Nullable Object> field = observationField(name);
        yield session -> field.apply(session.seen());
      }
    };
  }

  private Function<Rejected, @Nullable Object> rejectedField(String name) {
    return switch (name) {
      case "source_file" -> rejected -> text(rejected.file());
      case "source_line" -> Rejected::line;
      case "byte_offset" -> Rejected::offset;
      case "reason" -> rejected -> text(rejected.reason().label());
      case "text" -> Rejected::text;
      default -> throw new IllegalArgumentException(name);
    };
  }

  private Function<LogSummary, @Nullable Object> logField(String name) {
    return switch (name) {
      case "path" -> row -> text(row.name().path());
      case "entry" -> row -> text(row.name().entry());
      case "size" -> row -> row.file().size();
      case "modified_at" -> row -> row.file().modifiedAt() * 1000;
      case "state" -> row -> text(row.state().label());
      case "reason" -> row -> text(row.reason());
      case "format" -> row -> row.format() == null ? null : text(row.format().label());
      case "lines" -> row -> row.counts().lines();
      case "used" -> row -> row.counts().used();
      case "comments" -> row -> row.counts().comments();
      case "rejected" -> row -> row.counts().rejected();
      case "observations" -> row -> row.counts().observations();
      case "first_event" -> LogSummary::firstEvent;
      case "last_event" -> LogSummary::lastEvent;
      case "days" -> row -> new GenericArrayData(row.days());
      case ParsedRow.OPEN_SESSION_COUNT -> LogSummary::openSessions;
      default -> throw new IllegalArgumentException(name);
    };
  }

  private @Nullable UTF8String text(@Nullable String text) {
    if (text == null) {
      return null;
    }
    UTF8String known = encoded.get(text);
    if (known == null) {
      if (encoded.size() == ENCODED_TEXTS) {
        encoded.clear();
      }
      known = UTF8String.fromString(text);
      encoded.put(text, known);
    }
    return known;
  }
}
