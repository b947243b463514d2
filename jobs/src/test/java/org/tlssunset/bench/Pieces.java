package org.tlssunset.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * An archive's logs cut into small files, as a server leaves them that often begins a new log: each
 * piece begins with the log's header and ends with a line. A log's pieces are in folders of a
 * thousand.
 *
 * @param folder of all pieces
 * @param logs those that were cut
 */
record Pieces(Path folder, List<Path> logs) {

  private static final int PER_FOLDER = 1_000;

  /**
   * The pieces, made if they are missing, and kept beside the archive.
   *
   * @param bytes of a piece, roughly
   * @param most at most so many pieces: the logs that would make more are not cut
   */
  static Pieces of(BenchArchive archive, int bytes, int most) throws IOException {
    Path kept = archive.folder().resolve("pieces-%d-%d".formatted(bytes, most));
    Path pieces = kept.resolve("logs");
    Path plain = archive.path(BenchArchive.Packing.NONE);
    List<Path> logs = archive.files("");
    if (!Files.exists(kept.resolve("whole"))) {
      Folders.delete(kept);
      int left = most;
      for (Path log : logs) {
        if (Files.size(log) / bytes < left) {
          left -= cut(log, pieces.resolve(plain.relativize(log)), bytes);
        }
      }
      Files.createFile(kept.resolve("whole"));
    }
    return new Pieces(
        pieces,
        logs.stream().filter(log -> Files.exists(pieces.resolve(plain.relativize(log)))).toList());
  }

  /** Cuts a log; returns how many pieces it makes. */
  private static int cut(Path log, Path into, int bytes) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(log))) {
      byte[] header = LogHeader.read(in);
      int count = 0;
      byte[] lines = lines(in, bytes - header.length);
      while (lines.length > 0) {
        Path folder = into.resolve(Integer.toString(count / PER_FOLDER));
        Files.createDirectories(folder);
        try (OutputStream out = Files.newOutputStream(folder.resolve(count + ".log"))) {
          out.write(header);
          out.write(lines);
        }
        count++;
        lines = lines(in, bytes - header.length);
      }
      return count;
    }
  }

  /** The next whole lines, at least so many bytes of them if there are. */
  private static byte[] lines(InputStream log, int least) throws IOException {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    byte[] most = log.readNBytes(Math.max(1, least));
    lines.writeBytes(most);
    if (most.length > 0 && most[most.length - 1] != '\n') {
      LogHeader.readLine(log, lines);
    }
    return lines.toByteArray();
  }
}
