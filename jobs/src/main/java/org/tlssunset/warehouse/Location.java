package org.tlssunset.warehouse;

import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells folders on the local disk from those that Hadoop reaches. */
public final class Location {

  private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):/.*");

  private Location() {}

  /**
   * The path on the local disk of what a user wrote: no scheme, or {@code file:}.
   *
   * @return empty if it has another scheme
   * @throws IllegalArgumentException if it is no path
   */
  public static Optional<Path> local(String location) {
    Matcher scheme = SCHEME.matcher(location);
    if (!scheme.matches()) {
      return Optional.of(Path.of(location).toAbsolutePath().normalize());
    }
    return scheme.group(1).toLowerCase(Locale.ROOT).equals("file")
        ? Optional.of(Path.of(URI.create(location)).normalize())
        : Optional.empty();
  }
}
