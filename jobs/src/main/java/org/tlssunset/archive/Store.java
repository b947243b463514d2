package org.tlssunset.archive;

import java.io.IOException;
import java.io.InputStream;

/** Where files are kept: the local disk, or what Hadoop reaches. */
interface Store {

  /**
   * All files under one path, see {@link Archive#list}.
   *
   * @throws ArchiveException if the path does not exist, matches nothing or may not be listed
   */
  Archive.Listing list(String path);

  /**
   * The file's bytes from {@code from} on, at most to the size that it was listed with.
   *
   * @throws IOException if it is gone, may not be read or is not reached
   */
  InputStream open(ArchiveFile file, long from) throws IOException;
}
