package org.tlssunset.archive;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Finds the archive's files. */
public final class Archive {

  /**
   * What was found.
   *
   * @param files each once, sorted by path
   * @param unlisted folders and files below the given ones that could not be looked at
   */
  public record Listing(List<ArchiveFile> files, List<Unlisted> unlisted) {}

  /**
   * A folder or file that could not be looked at.
   *
   * @param reason a sentence with the cause and the cure
   */
  public record Unlisted(String path, String reason) {}

  private Archive() {}

  /**
   * All files under the given paths. Names that begin with a dot or an underscore are left out
   * below a folder: they are bookkeeping of the store or of whoever copies files there.
   *
   * @param paths folders (read with all below them), files or globs; local or with a Hadoop scheme.
   *     A path that exists is taken as it is, even if it could be read as a glob
   * @throws ArchiveException if a path does not exist, matches nothing or may not be listed
   */
  public static Listing list(List<String> paths, Stores stores) {
    TreeMap<String, ArchiveFile> files = new TreeMap<>();
    List<Unlisted> unlisted = new ArrayList<>();
    for (String path : paths) {
      Listing found = stores.of(path).list(path);
      for (ArchiveFile file : found.files()) {
        files.put(file.path(), file);
      }
      unlisted.addAll(found.unlisted());
    }
    return new Listing(List.copyOf(files.values()), unlisted);
  }

  /** Whether a name below a folder is bookkeeping and no log. */
  static boolean isBookkeeping(String name) {
    return name.startsWith(".") || name.startsWith("_") || name.endsWith(".crc");
  }
}
