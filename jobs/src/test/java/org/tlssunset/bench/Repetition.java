package org.tlssunset.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Makes a large log of a small one: the header once, the lines behind it again and again. */
final class Repetition {

  private Repetition() {}

  /**
   * Makes it.
   *
   * @param log ends with a line end
   * @param large not there yet
   * @param least so many bytes, and what completes the last repetition
   */
  static void write(Path log, Path large, long least) throws IOException {
    int header;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(log))) {
      header = LogHeader.read(in).length;
    }
    try (FileChannel from = FileChannel.open(log);
        FileChannel to =
            FileChannel.open(large, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      append(from, 0, to);
      while (to.position() < least) {
        append(from, header, to);
      }
    }
  }

  private static void append(FileChannel from, long start, FileChannel to) throws IOException {
    long at = start;
    while (at < from.size()) {
      at += from.transferTo(at, from.size() - at, to);
    }
  }
}
