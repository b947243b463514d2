package org.tlssunset.ingest;

import org.tlssunset.archive.LogName;
import org.tlssunset.schema.FileState;

/**
 * A log of which nothing is in the tables.
 *
 * @param state one that {@link FileState#isUnread}
 * @param reason why: a sentence's end, to stand behind its name
 */
public record UnreadLog(LogName name, FileState state, String reason) {}
