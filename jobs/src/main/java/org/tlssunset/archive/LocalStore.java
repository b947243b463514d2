package org.tlssunset.archive;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** The local disk. */
final class LocalStore implements Store {

  @Override
  public Archive.Listing list(String path) {
    Path given = path(path);
    if (Files.isDirectory(given)) {
      return walk(given, null);
    }
    try {
      if (Files.exists(given)) {
        return new Archive.Listing(
            List.of(file(given, Files.readAttributes(given, BasicFileAttributes.class))),
            List.of());
      }
    } catch (IOException e) {
      throw new ArchiveException("cannot look at " + path + ": " + Failure.of(e), e);
    }
    return glob(path, given);
  }

  private static Archive.Listing glob(String path, Path given) {
    if (path.chars().noneMatch(c -> "*?[{".indexOf(c) >= 0)) {
      throw new ArchiveException(path + " does not exist: check the path");
    }
    Path base = given;
    while (base.toString().chars().anyMatch(c -> "*?[{".indexOf(c) >= 0)) {
      base = base.getParent();
    }
    PathMatcher matcher;
    try {
      matcher = FileSystems.getDefault().getPathMatcher("glob:" + given);
    } catch (PatternSyntaxException e) {
      throw new ArchiveException(path + " is no glob: " + e.getDescription(), e);
    }
    Archive.Listing found =
        Files.isDirectory(base) ? walk(base, matcher) : new Archive.Listing(List.of(), List.of());
    if (found.files().isEmpty()) {
      throw new ArchiveException(path + " matches no file: check the pattern");
    }
    return found;
  }

  /**
   * @param matcher what a file, or a folder above it, has to match; null for all
   */
  private static Archive.Listing walk(Path folder, @Nullable PathMatcher matcher) {
    List<ArchiveFile> files = new ArrayList<>();
    List<Archive.Unlisted> unlisted = new ArrayList<>();
    SimpleFileVisitor<Path> visitor =
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path below, BasicFileAttributes attributes) {
            return !below.equals(folder) && Archive.isBookkeeping(name(below))
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path found, BasicFileAttributes attributes) {
            if (attributes.isRegularFile()
                && !Archive.isBookkeeping(name(found))
                && (matcher == null || matches(found))) {
              files.add(file(found, attributes));
            }
            return FileVisitResult.CONTINUE;
          }

          private boolean matches(Path found) {
            for (Path at = found; at != null && !at.equals(folder); at = at.getParent()) {
              if (matcher.matches(at)) {
                return true;
              }
            }
            return false;
          }

          @Override
          public FileVisitResult visitFileFailed(Path found, IOException e) {
            // A link to a folder above: its files are met once already.
            if (!(e instanceof FileSystemLoopException)) {
              unlisted.add(new Archive.Unlisted(found.toString(), Failure.of(e)));
            }
            return FileVisitResult.CONTINUE;
          }
        };
    try {
      Files.walkFileTree(
          folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, visitor);
    } catch (IOException e) {
      throw new ArchiveException("cannot list " + folder + ": " + Failure.of(e), e);
    }
    return new Archive.Listing(files, unlisted);
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }

  private static ArchiveFile file(Path path, BasicFileAttributes attributes) {
    return new ArchiveFile(
        path.toString(), attributes.size(), attributes.lastModifiedTime().toMillis());
  }

  @Override
  public InputStream open(ArchiveFile file, long from) throws IOException {
    FileChannel channel = FileChannel.open(path(file.path()), StandardOpenOption.READ);
    channel.position(from);
    return new BoundedStream(Channels.newInputStream(channel), file.size() - from);
  }

  private static Path path(String path) {
    try {
      Path local = path.startsWith("file:") ? Path.of(URI.create(path)) : Path.of(path);
      return local.toAbsolutePath().normalize();
    } catch (IllegalArgumentException e) { // InvalidPathException among them
      throw new ArchiveException(path + " is no path: " + e.getMessage(), e);
    }
  }
}
