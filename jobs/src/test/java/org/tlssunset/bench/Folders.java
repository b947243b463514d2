package org.tlssunset.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    return bytes(files(folder));
  }

  /** The size of some files. */
  static long bytes(List<Path> files) throws IOException {
    long bytes = 0;
    for (Path file : files) {
      bytes += Files.size(file);
    }
    return bytes;
  }

  /** The largest of some files: as many as have no more bytes together, but one at least. */
  static List<Path> largest(List<Path> files, long most) throws IOException {
    Map<Path, Long> sizes = new HashMap<>();
    for (Path file : files) {
      sizes.put(file, Files.size(file));
    }
    List<Path> sorted = new ArrayList<>(files);
    sorted.sort(Comparator.comparing(sizes::get, Comparator.reverseOrder()));
    int count = 1;
    long bytes = sizes.get(sorted.get(0));
    while (count < sorted.size() && bytes + sizes.get(sorted.get(count)) <= most) {
      bytes += sizes.get(sorted.get(count++));
    }
    return List.copyOf(sorted.subList(0, count));
  }

  /**
   * Copies a folder and all below it.
   *
   * @param to not there yet
   */
  static void copy(Path from, Path to) throws IOException {
    for (Path path : below(from)) {
      Files.copy(path, to.resolve(from.relativize(path).toString()));
    }
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
