package org.tlssunset.proof;

import org.tlssunset.archive.LogLine;
import org.tlssunset.archive.LogName;

/**
 * A line, and where it stands now.
 *
 * @param log the log that was read for it
 * @param isChecked whether the ledger says that this is the text that the row was made of
 */
public record FoundProof(LogName log, boolean isChecked, LogLine line) {}
