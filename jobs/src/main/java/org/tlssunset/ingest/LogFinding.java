package org.tlssunset.ingest;

import java.io.Serializable;
import java.util.List;
import org.tlssunset.logs.OpenSession;

/**
 * What a log, or a slice of one, gives besides its observations.
 *
 * @param openSessions the parts of sessions whose other parts are not in it
 * @param rejectedLines the first lines of it that could not be used
 * @param isGone whether the file was no longer there
 */
record LogFinding(
    LogSummary summary, List<OpenSession> openSessions, RejectedLines rejectedLines, boolean isGone)
    implements Serializable {

  LogFinding(LogSummary summary, List<OpenSession> openSessions, RejectedLines rejectedLines) {
    this(summary, openSessions, rejectedLines, false);
  }
}
