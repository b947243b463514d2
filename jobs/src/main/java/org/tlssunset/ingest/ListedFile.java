package org.tlssunset.ingest;

import java.time.Instant;
import java.util.Objects;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.tlssunset.archive.ArchiveFile;
import org.tlssunset.schema.FileState;

/** A file of the archive, and what the ledger's rows of its logs say together. */
final class ListedFile {

  private final ArchiveFile file;
  private boolean isKnown;
  private boolean isChanged;
  private boolean isDue;
  private long outdated;

  /** A file that the ledger has told nothing of yet. */
  ListedFile(ArchiveFile file) {
    this.file = file;
  }

  /**
   * Takes a row of the ledger.
   *
   * @param row of one of the file's logs, with the file's size, time and ETag
   * @param isOutdated whether the log would be read otherwise now
   */
  void add(Row row, FileState state, SettlingTime growing, boolean isOutdated) {
    isKnown = true;
    long modifiedAt = row.<Instant>getAs("modified_at").toEpochMilli();
    isChanged |=
        row.<Long>getAs("size") != file.size()
            || modifiedAt != file.modifiedAt()
            || isAnother(row.getAs("etag"), file.etag());
    boolean hasWaited =
        Boolean.TRUE.equals(row.<@Nullable Boolean>getAs("last_line_waits"))
            && !growing.is(modifiedAt);
    // What could not be read before, and perhaps can be now, has no rows to be kept.
    boolean isRetried = state == FileState.UNREADABLE || state == FileState.GONE;
    boolean isRead = state == FileState.INGESTED;
    isDue |= isRetried || hasWaited || (isOutdated && !isRead);
    outdated += isOutdated && isRead ? 1 : 0;
  }

  /** A store that names contents may not have done so always. */
  private static boolean isAnother(@Nullable String one, @Nullable String other) {
    return one != null && other != null && !Objects.equals(one, other);
  }

  /** How many of its logs that were read would be read otherwise now. */
  long outdated() {
    return outdated;
  }

  /**
   * Whether it has to be read.
   *
   * @param keepsOutdated whether not only because it would be read otherwise now
   */
  boolean isPending(boolean keepsOutdated) {
    return !isKnown || isChanged || isDue || (outdated > 0 && !keepsOutdated);
  }

  /** Why it has to be read. */
  PendingFile.Cause cause(boolean keepsOutdated) {
    if (!isKnown) {
      return PendingFile.Cause.NEW;
    }
    if (isChanged) {
      return PendingFile.Cause.CHANGED;
    }
    return outdated > 0 && !keepsOutdated ? PendingFile.Cause.OUTDATED : PendingFile.Cause.AGAIN;
  }
}
