package org.tlssunset.ingest;

import java.io.Serializable;
import java.util.List;
import org.tlssunset.logs.OpenSession;

/**
 * What a log, or a slice of one, gives besides its observations.
 *
 * @param openSessions the parts of sessions whose other parts are not in it
 * @param innerClients the sessions that servers hand to each other
 * @param rejectedLines the first lines of it that could not be used
 * @param isGone whether the file was no longer there
 */
record LogFinding(
    LogSummary summary,
    List<OpenSession> openSessions,
    LaidOutRows innerClients,
    LaidOutRows rejectedLines,
    boolean isGone)
    implements Serializable {

  /** A log that gives nothing. */
  static LogFinding without(LogSummary summary, boolean isGone) {
    return new LogFinding(summary, List.of(), LaidOutRows.NONE, LaidOutRows.NONE, isGone);
  }
}
