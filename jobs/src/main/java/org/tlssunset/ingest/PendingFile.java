package org.tlssunset.ingest;

import org.tlssunset.archive.ArchiveFile;

/** A file that a run has to read. */
record PendingFile(ArchiveFile file, Cause cause) {

  /** Why a file has to be read. */
  enum Cause {
    /** The ledger does not know it. */
    NEW,
    /** It is another one than the ledger knows by that path. */
    CHANGED,
    /** An older version has read it, or other settings: now it may say something else. */
    OUTDATED,
    /** It is as it was when it could not be read, or its last line had no end. */
    AGAIN,
    /** It holds a copy whose original no longer tells the same. */
    ORPHANED
  }

  /** Whether the ledger holds it: its old rows then have to go. */
  boolean known() {
    return cause != Cause.NEW;
  }
}
