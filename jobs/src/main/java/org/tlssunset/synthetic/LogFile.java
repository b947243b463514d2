package org.tlssunset.synthetic;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** A log in the making: takes lines, counts them, and tells the tally at its end. */
final class LogFile {

  private static final int BUFFER = 1 << 16;

  private final Path path;
  private final OutputStream out;
  private final Tally tally;
  private final byte[] buffer = new byte[BUFFER];
  private int filled;
  private long used;
  private long comments;
  private long rejected;

  /**
   * @param path what the truth calls it
   * @param out where its bytes go
   */
  LogFile(Path path, OutputStream out, Tally tally) {
    this.path = path;
    this.out = out;
    this.tally = tally;
  }

  Path path() {
    return path;
  }

  /** How many lines it has. */
  long lines() {
    return used + comments + rejected;
  }

  /** Adds a line that an observation is made from; its number comes back, from 1. */
  long use(Text line) throws IOException {
    used++;
    write(line);
    return lines();
  }

  /** Adds a header line. */
  void comment(Text line) throws IOException {
    comments++;
    write(line);
  }

  /** Adds a line that nothing can be made of. */
  void reject(Text line) throws IOException {
    rejected++;
    write(line);
  }

  private void write(Text line) throws IOException {
    line.put('\r').put('\n');
    int length = line.length();
    if (filled + length > BUFFER) {
      out.write(buffer, 0, filled);
      filled = 0;
    }
    if (length > BUFFER) {
      out.write(line.bytes(), 0, length);
    } else {
      System.arraycopy(line.bytes(), 0, buffer, filled, length);
      filled += length;
    }
  }

  void close() throws IOException {
    out.write(buffer, 0, filled);
    out.close();
    tally.file(path, new Truth.Lines(lines(), used, comments, rejected));
  }
}
