package org.tlssunset.archive;

import java.io.Serializable;

/**
 * A file of the archive as it was listed.
 *
 * @param path absolute; with its scheme unless it is local
 * @param size bytes as stored; a reader reads no further, even if the file has grown since
 * @param modifiedAt the store's modification time, milliseconds since 1970-01-01T00:00:00Z
 */
public record ArchiveFile(String path, long size, long modifiedAt) implements Serializable {}
