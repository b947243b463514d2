package org.tlssunset.synthetic;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A log in the making: takes lines, counts them, and tells the tally at its end. */
final class LogFile {

  private static final int BUFFER = 1 << 16;

  private final Path path;
  private final FileForm form;
  private final OutputStream out;
  private final Tally tally;
  private final byte[] lineEnd;
  private final byte[] buffer = new byte[BUFFER];
  private int filled;
  private boolean isLineOpen;
  private long used;
  private long comments;
  private long rejected;

  /**
   * @param path what the truth calls it
   * @param out where its bytes go, in UTF-8
   */
  LogFile(Path path, FileForm form, OutputStream out, Tally tally) throws IOException {
    this.path = path;
    this.form = form;
    this.out = out;
    this.tally = tally;
    lineEnd = form.lineEnd().getBytes(StandardCharsets.US_ASCII);
    if (form.hasMark()) {
      write("\uFEFF".getBytes(StandardCharsets.UTF_8), 3);
    }
  }

  Path path() {
    return path;
  }

  FileForm form() {
    return form;
  }

  /** How many lines it has. */
  long lines() {
    return used + comments + rejected;
  }

  /** Adds a line that an observation is made from; its number comes back, from 1. */
  long use(Text line) throws IOException {
    used++;
    add(line);
    return lines();
  }

  /** Adds a header line or an empty one. */
  void comment(Text line) throws IOException {
    comments++;
    add(line);
  }

  /** Adds a line that nothing can be made of. */
  void reject(Text line) throws IOException {
    rejected++;
    add(line);
  }

  private void add(Text line) throws IOException {
    endLine();
    write(line.bytes(), line.length());
    isLineOpen = true;
  }

  private void endLine() throws IOException {
    if (isLineOpen) {
      write(lineEnd, lineEnd.length);
      isLineOpen = false;
    }
  }

  private void write(byte[] bytes, int length) throws IOException {
    if (filled + length > BUFFER) {
      out.write(buffer, 0, filled);
      filled = 0;
    }
    if (length > BUFFER) {
      out.write(bytes, 0, length);
    } else {
      System.arraycopy(bytes, 0, buffer, filled, length);
      filled += length;
    }
  }

  /**
   * Ends the file.
   *
   * @param endsLine whether a line end follows the last line
   */
  void close(boolean endsLine) throws IOException {
    if (endsLine) {
      endLine();
    }
    out.write(buffer, 0, filled);
    out.close();
    tally.file(path, new Truth.Lines(lines(), used, comments, rejected));
  }
}
