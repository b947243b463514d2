package org.tlssunset.archive;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A file of the archive as it was listed.
 *
 * @param path absolute; with its scheme unless it is local
 * @param size bytes as stored; a reader reads no further, even if the file has grown since
 * @param modifiedAt the store's modification time, milliseconds since 1970-01-01T00:00:00Z
 * @param etag what the store calls this content by; null where it has no such thing
 */
public record ArchiveFile(String path, long size, long modifiedAt, @Nullable String etag)
    implements Serializable {

  /** A file of a store that knows its files by time and size alone. */
  public ArchiveFile(String path, long size, long modifiedAt) {
    this(path, size, modifiedAt, null);
  }
}
