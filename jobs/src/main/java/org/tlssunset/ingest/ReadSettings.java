package org.tlssunset.ingest;

import java.io.Serializable;
import org.tlssunset.archive.CodePages;
import org.tlssunset.archive.LogReader;
import org.tlssunset.archive.ServerNamePattern;
import org.tlssunset.archive.Stores;
import org.tlssunset.logs.LogSettings;

/**
 * What a task needs to know to read logs.
 *
 * @param rejectsKept how many rejected lines of one log become rows; the ledger counts all
 */
public record ReadSettings(
    LogSettings logs,
    ServerNamePattern serverNames,
    CodePages codePages,
    Stores stores,
    int rejectsKept)
    implements Serializable {

  /** A reader for one thread. */
  public LogReader reader() {
    return new LogReader(logs, serverNames, codePages, stores);
  }
}
