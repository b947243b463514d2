package org.tlssunset.archive;

import com.google.re2j.Pattern;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/**
 * Files that nobody wants to be read, by globs: one without a slash is held against a file's name,
 * one with slashes against its path and the folders above it. A path that begins with none of
 * {@code /}, {@code *} and a scheme may begin in any folder.
 */
public final class IgnorePatterns implements Serializable {

  private static final long serialVersionUID = 1;

  /** All files are wanted. */
  public static final IgnorePatterns NONE = new IgnorePatterns(List.of(), List.of());

  private final List<Pattern> names;
  private final List<Pattern> paths;

  private IgnorePatterns(List<Pattern> names, List<Pattern> paths) {
    this.names = names;
    this.paths = paths;
  }

  /**
   * Reads globs, as paths to be read are given by.
   *
   * @throws IllegalArgumentException if one is none: the message names it and says what to do
   */
  public static IgnorePatterns of(List<String> globs) {
    List<Pattern> names = new ArrayList<>();
    List<Pattern> paths = new ArrayList<>();
    for (String glob : globs) {
      try {
        if (glob.isBlank()) {
          throw new PatternSyntaxException("it is empty", glob, 0);
        }
        if (glob.indexOf('/') < 0) {
          names.add(GlobSyntax.compile(glob));
        } else {
          boolean isWhole = glob.startsWith("/") || glob.startsWith("*") || glob.contains("://");
          paths.add(GlobSyntax.compile(isWhole ? glob : "**/" + glob));
        }
      } catch (PatternSyntaxException e) {
        throw new IllegalArgumentException(
            "'%s' is no pattern (%s): check its brackets and braces"
                .formatted(glob, e.getDescription()),
            e);
      }
    }
    return new IgnorePatterns(names, paths);
  }

  /**
   * Whether nothing in a folder is wanted, or the folder itself is left out.
   *
   * @param path as an {@link ArchiveFile} below it has it
   */
  public boolean hasAllOf(String path) {
    return has(path) || has(path + "/whatever there is");
  }

  /**
   * Whether a file is left out.
   *
   * @param path as an {@link ArchiveFile} has it
   */
  public boolean has(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    if (names.stream().anyMatch(glob -> glob.matches(name))) {
      return true;
    }
    return !paths.isEmpty()
        && GlobSyntax.withFolders(path)
            .anyMatch(part -> paths.stream().anyMatch(glob -> glob.matches(part)));
  }
}
