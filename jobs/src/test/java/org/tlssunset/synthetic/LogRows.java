package org.tlssunset.synthetic;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tlssunset.archive.LogName;
import org.tlssunset.archive.LogVisitor;
import org.tlssunset.logs.InnerClient;
import org.tlssunset.logs.LineCounts;
import org.tlssunset.logs.LogFormat;
import org.tlssunset.logs.LogSink;
import org.tlssunset.logs.Observation;
import org.tlssunset.logs.OpenSession;
import org.tlssunset.schema.ObservationColumn;
import org.tlssunset.schema.RejectReason;

/** Visits logs that can all be read: their rows with the names of their logs, sessions joined. */
public abstract class LogRows implements LogVisitor {

  private final Map<OpenSession.Key, List<OpenSession>> open = new LinkedHashMap<>();

  /** A row, as soon as it is known. */
  protected abstract void row(Observation row);

  /** A session that one server handed to another. */
  protected void innerClient(InnerClient client) {}

  /** No further log comes: what sessions over several logs make is known now. */
  protected final void finish() {
    for (List<OpenSession> parts : open.values()) {
      OpenSession.joined(parts).forEach(session -> session.conclude().ifPresent(this::row));
    }
  }

  @Override
  public final LogSink begin(LogName log, LogFormat format) {
    return new LogSink() {
      @Override
      public void observation(Observation observation) {
        row(observation.set(ObservationColumn.SOURCE_FILE, log.sourceFile()));
      }

      @Override
      public void openSession(OpenSession session) {
        session.seen().set(ObservationColumn.SOURCE_FILE, log.sourceFile());
        open.computeIfAbsent(session.key(), any -> new ArrayList<>()).add(session);
      }

      @Override
      public void innerClient(InnerClient client) {
        LogRows.this.innerClient(client);
      }

      @Override
      public void rejected(
          RejectReason reason,
          String detail,
          long line,
          long offset,
          byte[] buffer,
          int from,
          int to) {
        // The counts at the log's end say how many.
      }
    };
  }

  @Override
  public final void unreadable(LogName log, String reason, @Nullable LineCounts lines) {
    throw new AssertionError(log.sourceFile() + " " + reason);
  }
}
