package org.tlssunset.location;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells folders on the local disk from those that Hadoop reaches. */
public final class Location {

  private static final Pattern SCHEME =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):/.*", Pattern.DOTALL);

  private static final Pattern FILE =
      Pattern.compile(
          "file:(?://(?<host>[^/]*))?(?<path>/.*)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private Location() {}

  /** Whether a path has no scheme, or {@code file:}. */
  public static boolean isLocal(String location) {
    return FILE.matcher(location).matches() || !SCHEME.matcher(location).matches();
  }

  /**
   * The path on the local disk of what a user wrote: no scheme, or {@code file:}. It is taken
   * letter by letter, also behind {@code file:}: a {@code %} is a percent sign.
   *
   * @return absolute; empty if it has another scheme
   * @throws IllegalArgumentException if it is no path, or one of another machine
   */
  public static Optional<Path> local(String location) {
    return isLocal(location)
        ? Optional.of(Path.of(plain(location)).toAbsolutePath().normalize())
        : Optional.empty();
  }

  /**
   * A local path without its scheme.
   *
   * @throws IllegalArgumentException if it is one of another machine
   */
  public static String plain(String location) {
    Matcher file = FILE.matcher(location);
    if (!file.matches()) {
      return location;
    }
    String host = file.group("host");
    if (host != null && !host.isEmpty() && !host.equalsIgnoreCase("localhost")) {
      throw new IllegalArgumentException(
          "it is on another machine, %s: write file:///path for this one's".formatted(host));
    }
    return file.group("path");
  }
}
