package org.tlssunset.archive;

import java.util.List;
import java.util.function.Function;

/** Finds the archive's files. */
public final class Archive {

  /**
   * What was found.
   *
   * @param files each once, sorted by path
   * @param unlisted folders and files below the given ones that could not be looked at
   * @param within which files it would hold, if they were there
   * @param ignored how many files, and folders that cannot be looked at, were left out as they were
   *     asked to be, or because the system keeps them for itself
   */
  public record Listing(
      List<ArchiveFile> files, List<Unlisted> unlisted, ListingScope within, long ignored) {

    /** Of files that were chosen otherwise: no other could be missing. */
    public Listing(List<ArchiveFile> files, List<Unlisted> unlisted) {
      this(files, unlisted, ListingScope.NOTHING, 0);
    }

    /** The same with fewer files. */
    public Listing with(List<ArchiveFile> fewer) {
      return new Listing(fewer, unlisted, within, ignored);
    }
  }

  /**
   * A folder or file that could not be looked at.
   *
   * @param reason a sentence's end with the cause and the cure, to stand behind the path
   */
  public record Unlisted(String path, String reason) {}

  private Archive() {}

  /**
   * All files under the given paths. Names that begin with a dot or an underscore are left out
   * below a folder and where a pattern matches them: they are bookkeeping of the store or of
   * whoever copies files there. A file that several paths or links lead to is listed once, under
   * its own path if that is among them.
   *
   * @param paths folders (read with all below them), files or globs; local or with a Hadoop scheme.
   *     A path is taken letter by letter, also behind {@code file:}; one that exists is taken as it
   *     is, even if it could be read as a glob. In globs, {@code **} goes across folders, and a
   *     backslash takes what follows it by its letter
   * @throws ArchiveException if a path does not exist, holds or matches no file, or may not be
   *     listed
   */
  public static Listing list(List<String> paths, Stores stores) {
    return list(paths, stores, IgnorePatterns.NONE);
  }

  /**
   * The same without some files.
   *
   * @param ignored files that are left out, even if they are given by their names
   * @throws ArchiveException if a path does not exist, holds or matches no file, or may not be
   *     listed
   */
  public static Listing list(List<String> paths, Stores stores, IgnorePatterns ignored) {
    return list(paths, stores::of, ignored);
  }

  static Listing list(List<String> paths, Function<String, Store> stores, IgnorePatterns ignored) {
    FileSearch found = new FileSearch(ignored);
    for (String path : paths) {
      long before = found.reports();
      stores.apply(path).list(path, found);
      if (found.reports() == before) {
        throw new ArchiveException(
            Glob.isPattern(path)
                ? path + " matches no file: " + Glob.cure(path, "check the pattern")
                : path + " holds no files: check the path");
      }
    }
    return found.listing(
        ListingScope.of(
            paths.stream().map(path -> stores.apply(path).absolute(path)).toList(),
            found.unlisted(),
            ignored));
  }

  /** Whether a name below a folder is bookkeeping and no log. */
  static boolean isBookkeeping(String name) {
    return name.startsWith(".") || name.startsWith("_") || name.endsWith(".crc");
  }
}
