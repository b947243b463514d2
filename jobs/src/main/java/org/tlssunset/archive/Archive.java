package org.tlssunset.archive;

import java.util.List;

/** Finds the archive's files. */
public final class Archive {

  private Archive() {}

  /**
   * All files under the given paths, each once, sorted by path.
   *
   * @param paths folders (read with all below them), files or globs; local or with a Hadoop scheme
   * @throws ArchiveException if a path does not exist, matches nothing or may not be listed
   */
  public static List<ArchiveFile> list(List<String> paths) {
    throw new ArchiveException("cannot list " + paths);
  }
}
