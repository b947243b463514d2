package org.tlssunset.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tlssunset.location.Location;

/** The rights that this user lacks to a local folder and what lies in it, and who can give them. */
public final class MissingRights extends SimpleFileVisitor<Path> {

  private final boolean writes;
  private @Nullable Path first;
  private long missing;
  private long all;

  private MissingRights(boolean writes) {
    this.writes = writes;
  }

  /**
   * Looks at all that a folder holds.
   *
   * @param folder with a scheme, it is not looked at
   * @param writes whether the user is to change it, not only to read it
   * @return a sentence with what to type; empty if nothing is missing or nobody can tell
   */
  public static Optional<String> sentence(String folder, boolean writes) {
    try {
      Optional<Path> local = Location.local(folder);
      return local.isPresent() ? new MissingRights(writes).of(local.get()) : Optional.empty();
    } catch (IOException
        | UncheckedIOException
        | IllegalArgumentException // no path
        | UnsupportedOperationException e) { // no owners
      return Optional.empty();
    }
  }

  private Optional<String> of(Path folder) throws IOException {
    Optional<Path> closed = closedAbove(folder);
    if (closed.isPresent()) {
      Path above = closed.get();
      return Optional.of(
          "%s lacks the right to enter %s, of %s: %s"
              .formatted(user(), above, owner(above), cureByGroup(above, above, "chmod g+x")));
    }
    if (!Files.exists(folder)) {
      return Optional.empty();
    }
    Files.walkFileTree(folder, this);
    if (first == null) {
      return Optional.empty();
    }
    boolean isAll = first.equals(folder);
    String what =
        isAll
            ? "%s, of %s".formatted(folder, owner(folder))
            : "%,d of the %,d files and folders in %s, the first being %s, of %s"
                .formatted(missing, all, folder, first, owner(first));
    return Optional.of(
        "%s lacks the right to %s %s: %s"
            .formatted(user(), writes ? "use" : "read", what, cure(folder, first)));
  }

  private String cure(Path folder, Path first) throws IOException {
    if (owner(first).equals(user())) {
      return "type chmod -R u+rwX '%s'".formatted(folder);
    }
    if (owner(folder).equals(user())) {
      return "as root, type chown -R %s '%s'".formatted(user(), folder);
    }
    return writes
        ? "run it as %s does (runuser -u %s -- …)".formatted(owner(folder), owner(folder))
        : cureByGroup(folder, first, "chmod -R g+rX");
  }

  /**
   * How a user gets to read what is another's: as one of its group, and nobody else with them.
   *
   * @param command that gives the group the right, without the folder
   */
  private static String cureByGroup(Path folder, Path first, String command) throws IOException {
    if (Integer.valueOf(0).equals(Files.getAttribute(folder, "unix:gid"))) { // root's own group
      return "as root, type chgrp -R GROUP '%s' and %s '%s', for a GROUP that %s is in"
          .formatted(folder, command, folder, user());
    }
    boolean isTheGroups =
        Files.getPosixFilePermissions(first)
            .containsAll(
                EnumSet.of(PosixFilePermission.GROUP_READ, PosixFilePermission.GROUP_EXECUTE));
    return "as root, type %susermod -aG %s %s, then log in anew"
        .formatted(
            isTheGroups ? "" : "%s '%s' and ".formatted(command, folder),
            Files.getAttribute(folder, "unix:group"),
            user());
  }

  /** A folder on the way that may not be entered, so that nobody knows what is below. */
  private static Optional<Path> closedAbove(Path folder) {
    Path above = folder.getParent();
    while (above != null && !Files.exists(above)) {
      above = above.getParent();
    }
    return above != null && Files.isDirectory(above) && !Files.isExecutable(above)
        ? Optional.of(above)
        : Optional.empty();
  }

  @Override
  public FileVisitResult preVisitDirectory(Path below, BasicFileAttributes attributes) {
    count(below, Files.isReadable(below) && Files.isExecutable(below));
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    count(file, Files.isReadable(file));
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path path, IOException e) {
    count(path, false);
    return FileVisitResult.CONTINUE;
  }

  /** A file that is there is never changed, and only read; a folder takes new ones. */
  private void count(Path path, boolean isReadable) {
    all++;
    if (!isReadable || (writes && Files.isDirectory(path) && !Files.isWritable(path))) {
      missing++;
      if (first == null) {
        first = path;
      }
    }
  }

  private static String owner(Path path) throws IOException {
    return Files.getOwner(path).getName();
  }

  private static String user() {
    return System.getProperty("user.name");
  }
}
