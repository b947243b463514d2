package org.tlssunset.console;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tlssunset.location.Location;

/**
 * How much room the disks have that a run writes to: who is told that a disk is full must know
 * which. Each table may be on a disk of its own.
 */
final class DiskSpace {

  private DiskSpace() {}

  /**
   * What is left on each, the fullest first: {@code /data/tls has 12 KB left, /tmp has 3,021 KB
   * left}.
   *
   * @param folders where a run writes to, beside the folder for temporary files; those in stores
   *     are passed over
   */
  static String left(List<String> folders) {
    Map<FileStore, Path> disks = new HashMap<>();
    Stream.concat(folders.stream(), Stream.of(System.getProperty("java.io.tmpdir")))
        .flatMap(folder -> Location.local(folder).stream())
        .flatMap(DiskSpace::withChildren)
        .forEach(folder -> disks.putIfAbsent(store(folder), folder));
    return disks.entrySet().stream()
        .sorted(Comparator.comparingLong(disk -> bytes(disk.getKey())))
        .map(disk -> "%s has %,d KB left".formatted(disk.getValue(), bytes(disk.getKey()) >> 10))
        .collect(Collectors.joining(", "));
  }

  private static Stream<Path> withChildren(Path folder) {
    if (!Files.isDirectory(folder)) {
      return folder.getParent() == null ? Stream.empty() : withChildren(folder.getParent());
    }
    try (Stream<Path> children = Files.list(folder)) {
      return Stream.concat(
          Stream.of(folder), children.filter(Files::isDirectory).sorted().toList().stream());
    } catch (IOException e) {
      return Stream.of(folder); // it may not be listed
    }
  }

  private static FileStore store(Path folder) {
    try {
      return Files.getFileStore(folder);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static long bytes(FileStore disk) {
    try {
      return disk.getUsableSpace();
    } catch (IOException e) {
      return Long.MAX_VALUE;
    }
  }
}
