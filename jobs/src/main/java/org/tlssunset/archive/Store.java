package org.tlssunset.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;

/** Where files are kept: the local disk, or what Hadoop reaches. */
interface Store {

  /**
   * Finds all files under one path, see {@link Archive#list}.
   *
   * @param found told of each; of nothing, if the path is a folder without files or a pattern that
   *     matches none
   * @throws ArchiveException if the path is neither there nor a pattern, or may not be listed
   */
  void list(String path, FileSearch found);

  /**
   * Whether there is a file at a path, which is taken letter by letter.
   *
   * @param absolute as {@link #absolute} gives it
   * @throws ArchiveException if it may not be looked at, or the store is not reached
   */
  boolean isFile(String absolute);

  /**
   * A path as the files below it have it, whether or not it is there.
   *
   * @throws ArchiveException if it cannot be one
   */
  String absolute(String path);

  /**
   * The file's bytes from {@code from} on, to the size that it was listed with; reading throws an
   * {@link java.io.EOFException} where it has become shorter.
   *
   * @throws IOException if it is gone, may not be read or is not reached
   */
  InputStream open(ArchiveFile file, long from) throws IOException;

  /**
   * The file's bytes, for a reader that goes to and fro.
   *
   * @throws IOException if it is gone, may not be read or is not reached
   */
  SeekableByteChannel openChannel(ArchiveFile file) throws IOException;
}
