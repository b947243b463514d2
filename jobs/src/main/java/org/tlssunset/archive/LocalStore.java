package org.tlssunset.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;
import org.tlssunset.location.Location;

/** The local disk. */
final class LocalStore implements Store {

  @Override
  public void list(String path, FileSearch found) {
    try {
      Path given = path(path);
      if (Files.isDirectory(given)) {
        walk(given, null, found);
      } else if (Files.exists(given)) {
        BasicFileAttributes attributes = Files.readAttributes(given, BasicFileAttributes.class);
        if (!attributes.isRegularFile()) {
          throw new ArchiveException(
              path + " is neither a file nor a folder: copy what it holds to a file");
        }
        LocalWalk.file(given, attributes, found);
      } else if (Glob.isPattern(path)) {
        Glob glob = Glob.of(given);
        if (Files.isDirectory(glob.base())) {
          walk(glob.base(), glob, found);
        }
      } else {
        throw new ArchiveException(path + " does not exist: check the path");
      }
    } catch (IOException e) {
      throw new ArchiveException(path + " " + Failure.of(e), e);
    }
  }

  @Override
  public boolean isFile(String absolute) {
    return Files.isRegularFile(Path.of(absolute));
  }

  @Override
  public String absolute(String path) {
    try {
      return path(path).toString();
    } catch (IOException e) {
      throw new ArchiveException(path + " " + Failure.of(e), e);
    }
  }

  private static void walk(Path folder, @Nullable Glob glob, FileSearch found) throws IOException {
    Files.walkFileTree(
        folder,
        EnumSet.of(FileVisitOption.FOLLOW_LINKS),
        Integer.MAX_VALUE,
        new LocalWalk(folder, glob, found));
  }

  @Override
  public InputStream open(ArchiveFile file, long from) throws IOException {
    FileChannel channel = FileChannel.open(Path.of(file.path()), StandardOpenOption.READ);
    if (from > 0) {
      channel.position(from);
    }
    return new BoundedStream(Channels.newInputStream(channel), file.size() - from);
  }

  @Override
  public SeekableByteChannel openChannel(ArchiveFile file) throws IOException {
    return FileChannel.open(Path.of(file.path()), StandardOpenOption.READ);
  }

  /** The path that is meant, absolute; without {@code .} and {@code ..}. */
  private static Path path(String path) throws IOException {
    try {
      Path absolute = Path.of(Location.plain(path)).toAbsolutePath();
      Path normal = absolute.normalize();
      // Where .. follows a link, the folder above the link's target is meant.
      boolean meansAnother =
          !normal.equals(absolute)
              && Files.exists(absolute)
              && !(Files.exists(normal) && Files.isSameFile(normal, absolute));
      return meansAnother ? absolute.toRealPath() : normal;
    } catch (InvalidPathException e) {
      throw new ArchiveException(
          "%s is no path (%s): check its spelling".formatted(path, e.getReason()), e);
    } catch (IllegalArgumentException e) {
      throw new ArchiveException(path + ": " + e.getMessage(), e);
    }
  }
}
