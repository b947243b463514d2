package org.tlssunset.archive;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitResult;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Finds the files below a local folder; links are followed. */
final class LocalWalk extends SimpleFileVisitor<Path> {

  private final Path folder;
  private final @Nullable Glob glob;
  private final FileSearch found;

  /**
   * @param glob what a file has to match; null for all
   */
  LocalWalk(Path folder, @Nullable Glob glob, FileSearch found) {
    this.folder = folder;
    this.glob = glob;
    this.found = found;
  }

  /** Reports a file, unless its name cannot be told. */
  static void file(Path path, BasicFileAttributes attributes, FileSearch found) {
    if (hasTellableName(path, found)) {
      Object key = attributes.fileKey();
      found.file(
          new ArchiveFile(
              path.toString(), attributes.size(), attributes.lastModifiedTime().toMillis()),
          key == null ? path : key);
    }
  }

  @Override
  public FileVisitResult preVisitDirectory(Path below, BasicFileAttributes attributes) {
    boolean skipped =
        !below.equals(folder)
            && (isBookkeeping(below)
                || (glob != null && !glob.mayHold(below))
                || !hasTellableName(below, found));
    return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
    if (!isWanted(path)) {
      return FileVisitResult.CONTINUE;
    }
    if (attributes.isRegularFile()) {
      file(path, attributes, found);
    } else if (attributes.isSymbolicLink()) {
      found.unlisted(path.toString(), "is a link to nothing: mend it or take it away");
    } else {
      found.unlisted(path.toString(), "is neither a file nor a folder: take it away");
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path path, IOException e) throws IOException {
    if (path.equals(folder)) {
      throw e;
    }
    // A link to a folder above: its files are met once already.
    if (!(e instanceof FileSystemLoopException) && !isBookkeeping(path)) {
      found.unlisted(path.toString(), Failure.of(e));
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult postVisitDirectory(Path below, @Nullable IOException e) {
    if (e != null) {
      found.unlisted(below.toString(), Failure.of(e));
    }
    return FileVisitResult.CONTINUE;
  }

  private boolean isWanted(Path path) {
    return !isBookkeeping(path) && (glob == null || glob.matches(path));
  }

  private static boolean isBookkeeping(Path path) {
    return Archive.isBookkeeping(String.valueOf(path.getFileName()));
  }

  /** Names are bytes to the disk: one that is no text here would lead to no file again. */
  private static boolean hasTellableName(Path path, FileSearch found) {
    boolean tellable;
    try {
      tellable = Path.of(path.toString()).equals(path);
    } catch (InvalidPathException e) {
      tellable = false;
    }
    if (!tellable) {
      found.unlisted(
          path.toString(),
          "has a name that is no text here: set LC_ALL=C.UTF-8, or give it another name");
    }
    return tellable;
  }
}
