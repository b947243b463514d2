package org.tlssunset.archive;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gathers what is found under the given paths: each file once, however many names lead to it. */
final class FileSearch {

  private final Map<Object, ArchiveFile> files = new HashMap<>();
  private final Set<Archive.Unlisted> unlisted = new LinkedHashSet<>();
  private final IgnorePatterns ignored;
  private long left;
  private long reports;

  FileSearch(IgnorePatterns ignored) {
    this.ignored = ignored;
  }

  /**
   * A file was found.
   *
   * @param identity equal to that of the same file under another name
   */
  void file(ArchiveFile file, Object identity) {
    reports++;
    if (ignored.has(file.path())) {
      left++;
    } else {
      files.merge(identity, file, FileSearch::preferred);
    }
  }

  /** A folder or file cannot be looked at, see {@link Archive.Unlisted}. */
  void unlisted(String path, String reason) {
    reports++;
    if (ignored.hasAllOf(path) || SystemFolders.hold(path)) {
      left++;
    } else {
      unlisted.add(new Archive.Unlisted(path, reason));
    }
  }

  /** How often something was reported so far. */
  long reports() {
    return reports;
  }

  /** The folders and files that could not be looked at so far. */
  List<Archive.Unlisted> unlisted() {
    return List.copyOf(unlisted);
  }

  /**
   * @param within which files could have been found
   */
  Archive.Listing listing(ListingScope within) {
    return new Archive.Listing(
        files.values().stream().sorted(Comparator.comparing(ArchiveFile::path)).toList(),
        unlisted(),
        within,
        left);
  }

  /**
   * Of two names the one that no link leads through, so that a link that comes or goes changes
   * nothing; else the first in order.
   */
  private static ArchiveFile preferred(ArchiveFile one, ArchiveFile other) {
    if (one.path().equals(other.path())) {
      return one;
    }
    boolean oneIsReal = isReal(one.path());
    if (oneIsReal != isReal(other.path())) {
      return oneIsReal ? one : other;
    }
    return one.path().compareTo(other.path()) < 0 ? one : other;
  }

  private static boolean isReal(String path) {
    try {
      return Path.of(path).toRealPath().equals(Path.of(path));
    } catch (IOException e) {
      return false;
    }
  }
}
