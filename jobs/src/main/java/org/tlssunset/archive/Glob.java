package org.tlssunset.archive;

import com.google.re2j.Pattern;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;
import org.tlssunset.location.Location;

/**
 * A pattern of paths: {@code *} and {@code ?} within a name, {@code [a-c]}, {@code {a,b}}, and
 * {@code **} across folders. What it matches counts with all below it.
 */
final class Glob {

  private static final String SPECIAL = "*?[{";

  private final Path base;
  private final Pattern whole;

  /** By depth: what a folder there has to match, if anything below is to match the whole. */
  private final List<Pattern> folders = new ArrayList<>();

  /** Whether a folder that is deeper than those may hold a match without being one. */
  private boolean goesDeeper;

  private Glob(Path pattern) {
    Path plain = pattern;
    while (isPattern(plain.toString())) {
      plain = plain.getParent();
    }
    base = plain;
    whole = matcher(pattern);
    for (int depth = 1; depth < pattern.getNameCount(); depth++) {
      Path beginning = pattern.getRoot().resolve(pattern.subpath(0, depth));
      goesDeeper = beginning.toString().contains("**") || !isWhole(beginning);
      if (goesDeeper) {
        break;
      }
      folders.add(matcher(beginning));
    }
    goesDeeper |= pattern.toString().contains("**");
  }

  /** Whether a path has to be read as a pattern if nothing has it as its name. */
  static boolean isPattern(String path) {
    return path.chars().anyMatch(c -> SPECIAL.indexOf(c) >= 0);
  }

  /**
   * Reads a pattern.
   *
   * @param pattern absolute
   * @throws ArchiveException if it is none
   */
  static Glob of(Path pattern) {
    try {
      return new Glob(pattern);
    } catch (PatternSyntaxException e) {
      throw new ArchiveException(
          "%s is no pattern (%s): %s"
              .formatted(
                  pattern,
                  e.getDescription(),
                  cure(pattern.toString(), "check its brackets and braces")),
          e);
    }
  }

  /**
   * What to do about a pattern that matches nothing: folders may have names that look like
   * patterns.
   *
   * @param pattern as it was given
   * @param otherwise what to do if there are no such names
   */
  static String cure(String pattern, String otherwise) {
    Optional<Path> local = Location.isLocal(pattern) ? Location.local(pattern) : Optional.empty();
    return local
        .map(Glob::asNamed)
        .filter(named -> !named.equals(local.get().toString()))
        .map("to take what is there by its name, write '%s'"::formatted)
        .orElse(otherwise);
  }

  /** The pattern with a backslash before what is special, in names that are there. */
  private static String asNamed(Path pattern) {
    Path plain = pattern.getRoot();
    StringBuilder named = new StringBuilder();
    boolean isThere = true;
    for (Path part : pattern) {
      plain = plain.resolve(part);
      isThere = isThere && Files.exists(plain);
      String name = part.toString();
      named.append('/').append(isThere ? name.replaceAll("[*?\\[\\]{}\\\\]", "\\\\$0") : name);
    }
    return named.toString();
  }

  /** False where braces hold a folder's end: {@code {a/b,c}}. */
  private static boolean isWhole(Path beginning) {
    try {
      matcher(beginning);
      return true;
    } catch (PatternSyntaxException e) {
      return false;
    }
  }

  private static Pattern matcher(Path pattern) {
    return GlobSyntax.compile(pattern.toString());
  }

  /** The folder below which everything is that matches. */
  Path base() {
    return base;
  }

  /** Whether a path below {@link #base}, or a folder above it, matches. */
  boolean matches(Path path) {
    for (Path at = path; at != null && !at.equals(base); at = at.getParent()) {
      if (whole.matches(at.toString())) {
        return true;
      }
    }
    return false;
  }

  /** Whether something below a folder may match. */
  boolean mayHold(Path folder) {
    int depth = folder.getNameCount();
    boolean begins =
        depth == 0
            || (depth > folders.size()
                ? goesDeeper
                : folders.get(depth - 1).matches(folder.toString()));
    return begins || matches(folder);
  }
}
