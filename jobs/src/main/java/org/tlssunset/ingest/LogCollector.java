package org.tlssunset.ingest;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tlssunset.archive.ArchiveFile;
import org.tlssunset.archive.LogName;
import org.tlssunset.archive.LogText;
import org.tlssunset.archive.LogVisitor;
import org.tlssunset.logs.ByteText;
import org.tlssunset.logs.InnerClient;
import org.tlssunset.logs.LineCounts;
import org.tlssunset.logs.LogFormat;
import org.tlssunset.logs.LogSink;
import org.tlssunset.logs.Observation;
import org.tlssunset.logs.OpenSession;
import org.tlssunset.schema.FileState;
import org.tlssunset.schema.ObservationColumn;
import org.tlssunset.schema.RejectReason;

/** Hands a partition's observations on and remembers all else that its logs give. */
final class LogCollector implements LogVisitor, LogSink {

  /** How much of a rejected line is kept, in bytes. */
  private static final int REJECTED_TEXT_BYTES = 512;

  /** All formats that are read give one row a line. */
  private static final Integer FIRST_ITEM = 0;

  private final Consumer<Observation> out;
  private final ReadSettings settings;
  private final int findingsKept;
  private final int sessionsKept;
  private final List<LogFinding> found = new ArrayList<>();
  private final List<Leftover> left = new ArrayList<>();
  private int kept;
  private int keptOpen;

  /** What {@link #found}, {@link #kept} and {@link #keptOpen} were before the file in hand. */
  private int foundBefore;

  private int keptBefore;
  private int keptOpenBefore;

  /** The most that a file has given so far. */
  private int mostOfOne;

  /** The logs of the file in hand. */
  private final List<String> begunLogs = new ArrayList<>();

  private ArchiveFile file = new ArchiveFile("", 0, 0);
  private String sourceFile = "";
  private @Nullable LogFormat format;
  private @Nullable String server;
  private long firstEvent;
  private long lastEvent;
  private int lastDay;
  private final TreeSet<LocalDate> days = new TreeSet<>();
  private final TreeSet<String> addressColumns = new TreeSet<>();
  private List<OpenSession> openSessions = new ArrayList<>();
  private final RejectedLineEncoder rejectedLines;
  private final InnerClientEncoder innerClients;
  private final LocalUse.Collector locals = new LocalUse.Collector();
  private long handedOn;

  /** The lines that rows of the log in hand are named by. */
  private final BitSet named = new BitSet();

  private long rejects;
  private final Map<RejectReason, Long> rejectsByReason = new EnumMap<>(RejectReason.class);
  private long concludedAlone;
  private long rowsOfThese;

  /** Whether the file in hand held a log that was told of. */
  private boolean isTold;

  /**
   * @param batch the batch that rejected lines are of
   * @param findingsKept how many open sessions, inner clients and rejected lines all logs together
   *     may give; a file that gives more is left for a later batch
   * @param sessionsKept how many open sessions they may give before the others are concluded alone
   * @param out takes the observations, all columns filled but the batch
   */
  LogCollector(
      ReadSettings settings,
      long batch,
      int findingsKept,
      int sessionsKept,
      Consumer<Observation> out) {
    this.out = out;
    rejectedLines = new RejectedLineEncoder(batch);
    innerClients = new InnerClientEncoder(batch);
    this.settings = settings;
    this.findingsKept = findingsKept;
    this.sessionsKept = sessionsKept;
  }

  /** What was found of all logs so far. */
  Findings.OfPartition found(int partition) {
    return new Findings.OfPartition(partition, found, left);
  }

  /** Whether another file like those before might be more than can be remembered. */
  boolean isFull() {
    return kept > 0 && kept + mostOfOne > findingsKept;
  }

  /** Whether the file in hand gives more than can be remembered. */
  boolean isOverfull() {
    return kept > findingsKept;
  }

  /**
   * Forgets the file in hand: another batch will read it.
   *
   * @param hasRows whether rows of it have been handed on
   */
  void leave(boolean hasRows) {
    Leftover.Cause cause =
        keptBefore == 0 ? Leftover.Cause.TOO_MUCH_ALONE : Leftover.Cause.TOO_MUCH_TOGETHER;
    left.add(new Leftover(file.path(), hasRows ? List.copyOf(begunLogs) : List.of(), cause));
    found.subList(foundBefore, found.size()).clear();
    kept = keptBefore;
    keptOpen = keptOpenBefore;
  }

  /** Another batch will read a file that was not begun. */
  void leave(ArchiveFile notReached) {
    left.add(new Leftover(notReached.path(), List.of(), Leftover.Cause.NOT_REACHED));
  }

  /** Says which file the following calls are about. */
  void file(ArchiveFile next) {
    file = next;
    isTold = false;
    foundBefore = found.size();
    keptBefore = kept;
    keptOpenBefore = keptOpen;
    begunLogs.clear();
  }

  /** Nothing more comes of the file: one that held no log at all, an empty zip archive, is told. */
  void endOfFile() {
    if (!isTold) {
      empty(new LogName(file.path(), null));
    }
    mostOfOne = Math.max(mostOfOne, kept - keptBefore);
  }

  @Override
  public LogSink begin(LogName name, LogFormat recognised) {
    sourceFile = name.sourceFile();
    begunLogs.add(sourceFile);
    format = recognised;
    rejects = 0;
    rejectsByReason.clear();
    concludedAlone = 0;
    rowsOfThese = 0;
    server = null;
    firstEvent = Long.MAX_VALUE;
    lastEvent = Long.MIN_VALUE;
    lastDay = Integer.MIN_VALUE;
    days.clear();
    addressColumns.clear();
    openSessions = new ArrayList<>();
    rejectedLines.clear();
    innerClients.clear();
    locals.take();
    handedOn = 0;
    named.clear();
    return this;
  }

  @Override
  public void observation(Observation row) {
    seen(row);
    out.accept(row);
  }

  @Override
  public void openSession(OpenSession session) {
    seen(session.seen());
    if (keptOpen == sessionsKept) {
      concludeAlone(session);
      return;
    }
    keptOpen++;
    if (++kept <= findingsKept) {
      openSessions.add(session);
    }
  }

  /** Too many are open: what other logs hold of this one will be another row. */
  private void concludeAlone(OpenSession session) {
    concludedAlone++;
    session
        .conclude()
        .ifPresent(
            row -> {
              rowsOfThese++;
              out.accept(row);
            });
  }

  private void seen(Observation row) {
    row.set(ObservationColumn.SOURCE_FILE, sourceFile)
        .set(ObservationColumn.SOURCE_ITEM, FIRST_ITEM);
    refuseNamesake(row.number(ObservationColumn.SOURCE_LINE));
    if (server == null) {
      server = (String) row.get(ObservationColumn.SERVER);
    }
    firstEvent = Math.min(firstEvent, row.number(ObservationColumn.STARTED_AT));
    lastEvent = Math.max(lastEvent, row.number(ObservationColumn.ENDED_AT));
    locals.add(row);
    Integer day = (Integer) row.get(ObservationColumn.OBSERVED_ON);
    if (day != null) {
      day(day);
    }
  }

  /** A row is found again, and replaced, by its file and line: no two may have the same. */
  private void refuseNamesake(long line) {
    int bit = (int) Math.min(line, Integer.MAX_VALUE);
    if (named.get(bit) && bit < Integer.MAX_VALUE) {
      throw new IllegalStateException(
          "%s:%d: two rows are named by this line: nothing was committed"
              .formatted(sourceFile, line));
    }
    named.set(bit);
  }

  private void day(int day) {
    if (day != lastDay) {
      lastDay = day;
      days.add(LocalDate.ofEpochDay(day));
    }
  }

  @Override
  public void innerClient(InnerClient client) {
    handedOn++;
    if (++kept <= findingsKept) {
      day(InnerClientEncoder.day(client));
      innerClients.add(sourceFile, client);
    }
  }

  @Override
  public void rejected(
      RejectReason reason, String detail, long line, long offset, byte[] buffer, int from, int to) {
    rejectsByReason.merge(reason, 1L, Long::sum);
    if (rejects++ < settings.rejectsKept() && ++kept <= findingsKept) {
      int end = Math.min(to, from + REJECTED_TEXT_BYTES);
      // What is no UTF-8 stays visible, a character that the cut went through among it.
      String text = ByteText.UTF8.shown(buffer, from, end);
      rejectedLines.add(sourceFile, line, offset, reason, detail, text);
    }
  }

  @Override
  public void unknownAddressColumn(String name) {
    addressColumns.add(name);
  }

  @Override
  public void end(LogName name, LineCounts counts, LogText text) {
    boolean hasEvents = firstEvent <= lastEvent;
    LogSummary summary =
        new LogSummary(
            name,
            file,
            FileState.INGESTED,
            null,
            format,
            counts.plus(new LineCounts(0, 0, 0, 0, rowsOfThese)),
            new LogEvents(
                server,
                hasEvents ? Instant.EPOCH.plus(firstEvent, ChronoUnit.MICROS) : null,
                hasEvents ? Instant.EPOCH.plus(lastEvent, ChronoUnit.MICROS) : null,
                new TreeSet<>(days),
                locals.take(),
                handedOn),
            text,
            null,
            new LogRemarks(
                concludedAlone, new TreeSet<>(addressColumns), Map.copyOf(rejectsByReason)));
    add(new LogFinding(summary, openSessions, innerClients.take(), rejectedLines.take(), false));
  }

  @Override
  public void empty(LogName name) {
    addWithout(name, FileState.INGESTED, null);
  }

  @Override
  public void unrecognised(LogName name, String reason) {
    addWithout(name, FileState.UNRECOGNISED, reason);
  }

  @Override
  public void notRead(LogName name, String reason) {
    addWithout(name, FileState.NOT_READ, reason);
  }

  @Override
  public void unreadable(LogName name, String reason, @Nullable LineCounts counts) {
    addWithout(name, FileState.UNREADABLE, reason);
  }

  @Override
  public void gone(LogName name, String reason) {
    LogSummary summary = LogSummary.without(name, file, FileState.UNREADABLE, reason);
    add(LogFinding.without(summary, true));
  }

  private void addWithout(LogName name, FileState state, @Nullable String reason) {
    LogSummary summary = LogSummary.without(name, file, state, reason);
    add(LogFinding.without(summary, false));
  }

  private void add(LogFinding finding) {
    isTold = true;
    found.add(finding);
  }
}
