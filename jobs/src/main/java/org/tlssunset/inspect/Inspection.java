package org.tlssunset.inspect;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tlssunset.archive.Archive;
import org.tlssunset.archive.LogName;
import org.tlssunset.archive.LogText;
import org.tlssunset.archive.LogVisitor;
import org.tlssunset.console.RowOutput;
import org.tlssunset.logs.ByteText;
import org.tlssunset.logs.LineCounts;
import org.tlssunset.logs.LogFormat;
import org.tlssunset.logs.LogSink;
import org.tlssunset.logs.Observation;
import org.tlssunset.logs.OpenSession;
import org.tlssunset.schema.ObservationColumn;
import org.tlssunset.schema.RejectReason;

/**
 * Prints what is found in logs as it is found. Sessions of which a log holds a part are joined over
 * all logs and come last.
 */
public final class Inspection implements LogVisitor, LogSink {

  /** How much of a rejected line is shown, in bytes. */
  private static final int SHOWN_OF_REJECTED = 120;

  private final InspectionPrinter printer;
  private final int rejectsShown;
  private final Map<OpenSession.Key, List<OpenSession>> open = new LinkedHashMap<>();
  private final Set<String> addressColumns = new LinkedHashSet<>();
  private String sourceFile = "";
  private @Nullable LogFormat format;
  private long rejects;
  private long openInLog;
  private LineCounts total = LineCounts.NONE;
  private int logs;
  private boolean isAllRead = true;

  private Inspection(InspectionPrinter printer, int rejectsShown) {
    this.printer = printer;
    this.rejectsShown = rejectsShown;
  }

  /**
   * An inspection that prints.
   *
   * @param rejectsShown how many rejected lines of one log are shown; all are counted
   */
  public static Inspection of(
      RowOutput.Format format, int rejectsShown, PrintWriter out, PrintWriter err) {
    return new Inspection(InspectionPrinter.of(format, out, err), rejectsShown);
  }

  /** Whether every file was a log, and every line of it could be used. */
  public boolean isAllRead() {
    return isAllRead;
  }

  /** A path that could not be looked at. */
  public void unlisted(Archive.Unlisted unlisted) {
    isAllRead = false;
    printer.notRead(unlisted.path(), unlisted.reason());
  }

  @Override
  public LogSink begin(LogName log, LogFormat recognised) {
    sourceFile = log.sourceFile();
    format = recognised;
    rejects = 0;
    addressColumns.clear();
    openInLog = 0;
    printer.begin(sourceFile, recognised);
    return this;
  }

  @Override
  public void observation(Observation row) {
    printer.observation(named(row));
  }

  private Observation named(Observation row) {
    return row.set(ObservationColumn.SOURCE_FILE, sourceFile)
        .set(ObservationColumn.SOURCE_ITEM, (Integer) 0);
  }

  @Override
  public void openSession(OpenSession session) {
    openInLog++;
    named(session.seen());
    open.computeIfAbsent(session.key(), key -> new ArrayList<>(2)).add(session);
  }

  @Override
  public void rejected(
      RejectReason reason, String detail, long line, long offset, byte[] buffer, int from, int to) {
    if (rejects++ < rejectsShown) {
      int length = Math.min(to - from, SHOWN_OF_REJECTED);
      String text = ByteText.UTF8.shown(buffer, from, from + length);
      printer.rejected(sourceFile, line, offset, reason, detail, text);
    }
  }

  @Override
  public void unknownAddressColumn(String name) {
    addressColumns.add(name);
  }

  @Override
  public void end(LogName log, LineCounts counts, LogText text) {
    logs++;
    total = total.plus(counts);
    isAllRead &= counts.rejected() == 0;
    printer.addressColumns(log.sourceFile(), List.copyOf(addressColumns));
    printer.end(log.sourceFile(), format, counts, openInLog);
  }

  @Override
  public void empty(LogName log) {
    printer.end(log.sourceFile(), null, LineCounts.NONE, 0);
  }

  @Override
  public void unrecognised(LogName log, String reason) {
    isAllRead = false;
    printer.notRead(log.sourceFile(), reason);
  }

  @Override
  public void notRead(LogName log, String reason) {
    printer.notRead(log.sourceFile(), reason);
  }

  @Override
  public void unreadable(LogName log, String reason, @Nullable LineCounts counts) {
    isAllRead = false;
    printer.notRead(log.sourceFile(), reason);
  }

  /** All logs have been read. */
  public void finish() {
    List<Observation> joined = new ArrayList<>();
    open.values().stream()
        .flatMap(parts -> OpenSession.joined(parts).stream())
        .map(OpenSession::conclude)
        .flatMap(Optional::stream)
        .forEach(joined::add);
    printer.sessions(joined);
    printer.total(logs, total, joined.size());
  }
}
