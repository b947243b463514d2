package org.tlssunset.archive;

import java.io.Serializable;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether a file that once was listed would be among those that some paths lead to. Files of
 * another archive are nothing that such a listing could miss.
 */
public final class ListingScope implements Serializable {

  private static final long serialVersionUID = 1;

  private static final Pattern STORE =
      Pattern.compile("((?:[A-Za-z][A-Za-z0-9+.-]+://[^/]*)?)(/.*)", Pattern.DOTALL);

  /** Whatever is listed, no file is missing. */
  public static final ListingScope NOTHING =
      new ListingScope(List.of(), List.of(), IgnorePatterns.NONE);

  private final List<String> paths;
  private final List<String> unlisted;
  private final IgnorePatterns ignored;
  private transient @Nullable Map<String, Glob> globs;

  private ListingScope(List<String> paths, List<String> unlisted, IgnorePatterns ignored) {
    this.paths = paths;
    this.unlisted = unlisted;
    this.ignored = ignored;
  }

  /**
   * @param paths absolute; as {@link Archive#list} takes them
   * @param unlisted what could not be looked at: whatever is below may still be there
   */
  static ListingScope of(
      List<String> paths, List<Archive.Unlisted> unlisted, IgnorePatterns ignored) {
    return new ListingScope(paths, unlisted.stream().map(Archive.Unlisted::path).toList(), ignored);
  }

  /**
   * What a path leads to that could not be listed.
   *
   * @param path as {@link Archive#list} takes it; taken as it is if its store cannot be asked
   */
  public static ListingScope of(String path, Stores stores) {
    String absolute;
    try {
      absolute = stores.of(path).absolute(path);
    } catch (RuntimeException e) { // that it is not reached was told when it was to be listed
      absolute = path;
    }
    return of(List.of(absolute), List.of(), IgnorePatterns.NONE);
  }

  /**
   * Whether the listing would have such a file.
   *
   * @param file as an {@link ArchiveFile} has its path
   */
  public boolean holds(String file) {
    return reaches(file) && !ignored.has(file);
  }

  /**
   * Whether the paths lead to such a file, though the listing may leave it out.
   *
   * @param file as an {@link ArchiveFile} has its path
   */
  public boolean reaches(String file) {
    return paths.stream().anyMatch(path -> isBelow(file, path) || matches(file, path))
        && unlisted.stream().noneMatch(path -> isBelow(file, path));
  }

  /** Whether a path is another, or below it. */
  public static boolean isBelow(String file, String path) {
    return file.equals(path) || file.startsWith(path.endsWith("/") ? path : path + "/");
  }

  private boolean matches(String file, String path) {
    Matcher found = STORE.matcher(file);
    Matcher wanted = STORE.matcher(path);
    if (!Glob.isPattern(path)
        || !found.matches()
        || !wanted.matches()
        || !found.group(1).equals(wanted.group(1))) {
      return false;
    }
    if (globs == null) {
      globs = new HashMap<>();
    }
    try {
      return globs
          .computeIfAbsent(wanted.group(2), pattern -> Glob.of(Path.of(pattern)))
          .matches(Path.of(found.group(2)));
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
