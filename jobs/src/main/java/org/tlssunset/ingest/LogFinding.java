package org.tlssunset.ingest;

import java.io.Serializable;
import java.util.List;
import org.tlssunset.logs.OpenSession;

/**
 * What a log, or a slice of one, gives besides its observations.
 *
 * @param openSessions the parts of sessions whose other parts are not in it
 * @param rejectedLines the first of them
 * @param isGone whether the file was no longer there
 */
record LogFinding(
    LogSummary summary,
    List<OpenSession> openSessions,
    List<RejectedLine> rejectedLines,
    boolean isGone)
    implements Serializable {

  LogFinding(LogSummary summary, List<OpenSession> openSessions, List<RejectedLine> rejectedLines) {
    this(summary, openSessions, rejectedLines, false);
  }
}
