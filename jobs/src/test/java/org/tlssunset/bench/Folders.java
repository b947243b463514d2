package org.tlssunset.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Folders that contestants read and write, as wholes. */
final class Folders {

  private Folders() {}

  /** All files below; none where the folder is missing. */
  static List<Path> files(Path folder) throws IOException {
    return below(folder).stream().filter(Files::isRegularFile).toList();
  }

  /** The size of all files below. */
  static long bytes(Path folder) throws IOException {
    long bytes = 0;
    for (Path file : files(folder)) {
      bytes += Files.size(file);
    }
    return bytes;
  }

  /** Deletes a folder and all below it, if it is there. */
  static void delete(Path folder) throws IOException {
    List<Path> found = below(folder);
    for (int i = found.size() - 1; i >= 0; i--) {
      Files.delete(found.get(i));
    }
  }

  /** The folder and all below it, each after its parent. */
  private static List<Path> below(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> found = Files.walk(folder)) {
      return found.toList();
    }
  }
}
